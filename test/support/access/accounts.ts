import { admin, anyone, open, read, rule, self, write } from './rule.ts';
import type { Rules } from './rule.ts';
import type { Place, World } from './world.ts';

const freshUser = { fresh: async (world: World, place: Place) => ({ userId: await world.user(place) }) };
const freshTeam = { fresh: async (world: World) => ({ teamId: await world.team() }) };
const freshKey = { fresh: async (world: World, place: Place) => ({ keyId: await world.key(place) }) };
const secret = 'guessed';
const address = (count: number) => `nobody${count}@example.org`;
const nobodys = { fresh: async () => ({ id: '999999' }) };

/** Who may call the routes about people, teams and projects. */
export const accountRules: Rules = {
  'GET /setup': open(200),
  'POST /setup': open(409, { body: () => ({ email: 'late@example.org', password: 'long enough' }) }),
  'POST /session': open(401, { body: ({ count }) => ({ email: address(count), password: 'long enough' }) }),
  'GET /session': anyone(),
  'PATCH /session': self({ body: () => ({ name: 'Ada' }) }),
  'POST /password-resets': open(202, { body: ({ count }) => ({ email: address(count) }) }),
  'POST /password-resets/use': open(410, { body: () => ({ secret, password: 'long enough' }) }),
  'POST /invitations/open': open(410, { body: () => ({ secret }) }),
  'POST /invitations/accept': open(410, { body: () => ({ secret, password: 'long enough' }) }),
  'POST /password': self({ ok: 403, body: () => ({ current: 'wrong password', password: 'long enough' }) }),
  'GET /sessions': self(),
  'DELETE /sessions': self({ ok: 204 }),
  'DELETE /sessions/{id}': self({ ok: 404, fresh: async () => ({ id: '0123456789abcdef' }) }),
  'GET /tokens': self(),
  'POST /tokens': self({ ok: 201, body: () => ({ name: 'ci', scopes: ['read'] }) }),
  'DELETE /tokens/{id}': self({ ok: 404, ...nobodys }),

  'GET /invitations': admin(),
  'POST /invitations': admin({ ok: 201, body: ({ count }) => ({ email: address(count), role: 'viewer' }) }),
  'DELETE /invitations/{id}': admin({ ok: 404, ...nobodys }),
  'GET /users': admin(),
  'POST /users': admin({
    ok: 201,
    body: ({ count }) => ({ email: `new${count}@example.org`, password: 'long enough', role: 'viewer' }),
  }),
  'GET /users/{userId}': admin(),
  'PATCH /users/{userId}': admin({ body: () => ({ name: 'Spare' }) }),
  'DELETE /users/{userId}': admin({ ok: 204, ...freshUser }),
  'POST /users/{userId}/password-reset': admin({ ok: 201, session: true }),
  'DELETE /users/{userId}/sessions': admin({ ok: 204 }),
  'GET /users/{userId}/tokens': admin(),
  'DELETE /users/{userId}/tokens/{tokenId}': admin({ ok: 404 }),

  'GET /teams': anyone({ unbound: true }),
  'POST /teams': admin({ ok: 201, body: ({ count }) => ({ name: `Team ${count}` }) }),
  'GET /teams/{teamId}': read({ unbound: true }),
  'PATCH /teams/{teamId}': admin({ body: () => ({ name: 'Renamed' }), ...freshTeam }),
  'DELETE /teams/{teamId}': admin({ ok: 204, ...freshTeam }),
  'GET /teams/{teamId}/members': read({ unbound: true }),
  'PUT /teams/{teamId}/members/{userId}': admin({ ok: 204 }),
  'DELETE /teams/{teamId}/members/{userId}': admin({ ok: 204, ...freshUser }),
  'GET /teams/{teamId}/projects': read({ unbound: true }),
  'PUT /teams/{teamId}/projects/{projectId}': admin({ ok: 204, ...freshTeam }),
  'DELETE /teams/{teamId}/projects/{projectId}': admin({
    ok: 204,
    fresh: async (world, place) => ({ projectId: await world.project(place) }),
  }),

  'GET /projects': anyone(),
  'POST /projects': rule('write', { unbound: true, ok: 201 }, { body: ({ count }) => ({ name: `Spare ${count}` }) }),
  'GET /projects/{projectId}': read(),
  'PATCH /projects/{projectId}': write({ body: () => ({ platform: 'node' }) }),
  'DELETE /projects/{projectId}': rule(
    'admin',
    { placed: true, ok: 204 },
    { newProject: true, fresh: async (world, place) => ({ projectId: await world.project(place) }) },
  ),
  'GET /projects/{projectId}/people': read(),
  'GET /projects/{projectId}/teams': read(),
  'GET /projects/{projectId}/keys': read(),
  'POST /projects/{projectId}/keys': write({ ok: 201, body: () => ({}) }),
  'PATCH /projects/{projectId}/keys/{keyId}': write({ body: () => ({ label: 'Key' }) }),
  'DELETE /projects/{projectId}/keys/{keyId}': write({ ok: 204, ...freshKey }),
  'POST /projects/{projectId}/keys/{keyId}/rotate': write({ ok: 201, ...freshKey }),

  // Last, for it ends the session that asks.
  'DELETE /session': open(204),
};

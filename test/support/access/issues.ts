import { anyone, read, write } from './rule.ts';
import type { Rules } from './rule.ts';
import type { Place, Target, Visitor, World } from './world.ts';

const comment = {
  // Only its author may: the owner and their tokens.
  ok: ({ name }: Visitor) => (name === 'owner' || /^(write|admin) token|^token of another/.test(name) ? 204 : 403),
  fresh: async (world: World, place: Place) => ({
    commentId: await world.make(place, '/issues/{issueId}/comments', { body: 'Hm.' }),
  }),
};
const assign = { action: 'assign', userId: null };
const selected = ({ target }: { target: Target }) => ({ ...assign, ids: [Number(target['issueNumber'])] });
const operation = {
  fresh: async (world: World, place: Place) => ({
    operationId: await world.make(place, '/projects/{projectId}/issues/actions', (target) => selected({ target })),
  }),
};

let searches = 0;
const search = () => ({ name: `Search ${searches++}`, query: 'is:unresolved', shared: true });
const savedSearch = {
  fresh: async (world: World, place: Place) => ({
    searchId: await world.make(place, '/projects/{projectId}/searches', search()),
  }),
};
const byItsOwner = ({ name }: Visitor) => name === 'owner' || /^(read|write|admin) token|^token of another/.test(name);

/** Who may call the routes about issues, events and releases. */
export const issueRules: Rules = {
  'GET /projects-overview': anyone(),
  'GET /projects/{projectId}/issues': read(),
  'GET /projects/{projectId}/issues/counts': read(),
  'GET /projects/{projectId}/search/keys': read(),
  'GET /projects/{projectId}/search/values': read({ query: '?key=level' }),
  'GET /projects/{projectId}/search/check': read({ query: '?query=level:error' }),
  'GET /projects/{projectId}/searches': read(),
  // Whoever sees a project keeps searches of their own in it; sharing them is writing.
  'POST /projects/{projectId}/searches': read({ ok: 201, body: () => ({ ...search(), shared: false }) }),
  'PATCH /projects/{projectId}/searches/{searchId}': read({
    ...savedSearch,
    ok: (visitor) => (byItsOwner(visitor) ? 200 : 403),
    body: () => ({ name: `Other ${searches++}` }),
  }),
  'PUT /projects/{projectId}/searches/{searchId}/pin': read({
    ...savedSearch,
    ok: 204,
    body: () => ({ pinned: true }),
  }),
  'DELETE /projects/{projectId}/searches/{searchId}': read({
    ...savedSearch,
    ok: (visitor) => (byItsOwner(visitor) || visitor.name === 'admin' ? 204 : 403),
  }),
  'GET /projects/{projectId}/events': read(),
  'GET /projects/{projectId}/events/{eventId}': read(),
  'GET /projects/{projectId}/events/{eventId}/raw': read(),
  'GET /projects/{projectId}/events/{eventId}/stacktrace': read(),
  'GET /projects/{projectId}/events/{eventId}/attachments/{attachmentId}': read(),
  'GET /projects/{projectId}/environments': read(),
  'GET /projects/{projectId}/feedback': read(),
  // It tries rules and keeps nothing.
  'POST /projects/{projectId}/grouping/preview': read({ body: () => ({ fingerprintRules: '', stackRules: '' }) }),
  'GET /projects/{projectId}/storage': read(),
  'GET /projects/{projectId}/storage/preview': read({ query: '?maxEvents=5' }),
  'POST /projects/{projectId}/storage/runs': write({ ok: 202 }),
  'GET /projects/{projectId}/releases': read(),
  'GET /projects/{projectId}/sessions': read(),
  'GET /projects/{projectId}/monitors': read(),
  'GET /projects/{projectId}/monitors/{slug}/check-ins': read(),
  'GET /issues/{issueId}': read(),
  'GET /issues/{issueId}/similar': read(),
  'GET /issues/{issueId}/tags': read(),
  'GET /issues/{issueId}/tags/{key}': read(),
  'GET /issues/{issueId}/histogram': read(),
  'GET /issues/{issueId}/feedback': read(),
  'GET /issues/{issueId}/events': read(),
  'GET /issues/{issueId}/events/{which}': read(),

  'GET /issues/{issueId}/state': read(),
  'GET /issues/{issueId}/history': read(),
  'GET /issues/{issueId}/mentionable': read(),
  'POST /issues/{issueId}/actions': write({ body: () => assign }),
  'POST /issues/{issueId}/actions/preview': read({ body: () => assign }),
  'POST /issues/{issueId}/comments': write({ ok: 201, body: () => ({ body: 'Hm.' }) }),
  'PATCH /issues/{issueId}/comments/{commentId}': write({ ...comment, body: () => ({ body: 'Oh.' }) }),
  'DELETE /issues/{issueId}/comments/{commentId}': write(comment),
  'POST /projects/{projectId}/issues/actions': write({ body: selected }),
  'GET /issues/{issueId}/members': read(),
  // Nothing is merged with itself, or leaves what it is not part of.
  'POST /issues/{issueId}/merge': write({ ok: 409, body: ({ target }) => ({ issues: [target['issueNumber']] }) }),
  'POST /issues/{issueId}/unmerge': write({ ok: 409 }),
  'GET /bulk/{operationId}': read(operation),
  // It is through before anybody can stop it.
  'POST /bulk/{operationId}/cancel': write({ ...operation, ok: 409 }),
  'POST /undo/{operationId}': write(operation),

  'POST /projects/{projectId}/releases': write({ ok: 201, body: ({ count }) => ({ version: `1.0.${count}` }) }),
  'GET /projects/{projectId}/releases/{version}': read(),
  'PUT /projects/{projectId}/releases/{version}': write({ body: () => ({ ref: 'main' }) }),
  'POST /projects/{projectId}/releases/{version}/finalize': write(),
  // It has events.
  'DELETE /projects/{projectId}/releases/{version}': write({ ok: 409 }),
  'GET /projects/{projectId}/releases/{version}/health': read(),
  'GET /projects/{projectId}/releases/{version}/issues': read(),
  'GET /projects/{projectId}/releases/{version}/commits': read(),
  'PUT /projects/{projectId}/releases/{version}/commits': write({ body: () => ({ commits: [{ sha: 'abc' }] }) }),
  'GET /projects/{projectId}/releases/{version}/deploys': read(),
  'POST /projects/{projectId}/releases/{version}/deploys': write({ ok: 201, body: () => ({ environment: 'live' }) }),
};

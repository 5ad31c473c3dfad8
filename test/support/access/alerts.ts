import { read, write } from './rule.ts';
import type { Rules } from './rule.ts';
import type { Place, World } from './world.ts';

// Refused at once, for it leads inside.
const hook = { kind: 'webhook', settings: { url: 'http://127.0.0.1:9/', secret: 'sixteen letters or more' } };
const rule = { triggers: ['new'], targetIds: [] };
const target = {
  fresh: async (world: World, place: Place) => ({
    targetId: await world.make(place, '/projects/{projectId}/alert-targets', { name: place, ...hook }),
  }),
};
const ruled = {
  fresh: async (world: World, place: Place) => ({
    ruleId: await world.make(place, '/projects/{projectId}/alert-rules', { name: place, ...rule }),
  }),
};

/** Who may call the routes about alerts. */
export const alertRules: Rules = {
  'GET /projects/{projectId}/alert-targets': read(target),
  'POST /projects/{projectId}/alert-targets': write({ ok: 201, body: () => ({ name: 'Hook', ...hook }) }),
  'PATCH /projects/{projectId}/alert-targets/{targetId}': write({ ...target, body: () => ({ enabled: false }) }),
  'DELETE /projects/{projectId}/alert-targets/{targetId}': write({ ok: 204, ...target }),
  'POST /projects/{projectId}/alert-targets/{targetId}/test': write(target),
  'GET /projects/{projectId}/alert-rules': read(ruled),
  'POST /projects/{projectId}/alert-rules': write({ ok: 201, body: () => ({ name: 'Rule', ...rule }) }),
  'POST /projects/{projectId}/alert-rules/preview': read({ body: () => ({ conditions: [] }) }),
  'PATCH /projects/{projectId}/alert-rules/{ruleId}': write({ ...ruled, body: () => ({ name: 'Rule' }) }),
  'DELETE /projects/{projectId}/alert-rules/{ruleId}': write({ ok: 204, ...ruled }),
  'GET /projects/{projectId}/alert-deliveries': read(),
  'GET /projects/{projectId}/alert-deliveries/{deliveryId}': read({ ok: 404 }),
  'POST /projects/{projectId}/alert-deliveries/{deliveryId}/replay': write({ ok: 404 }),
};

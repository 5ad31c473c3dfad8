import { admin, read, rule } from './rule.ts';
import type { Rules } from './rule.ts';

/** Who may call the routes about quotas and statistics. */
export const usageRules: Rules = {
  'GET /projects/{projectId}/stats': read(),
  'GET /projects/{projectId}/quotas': read(),
  'PATCH /projects/{projectId}/quotas': rule('admin', { placed: true }, { body: () => ({ spikeFactor: 7 }) }),
  'GET /quotas': admin(),
  'PATCH /quotas': admin({ body: () => ({ month: null }) }),
  'GET /stats': admin(),
};

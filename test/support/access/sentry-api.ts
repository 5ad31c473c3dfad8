import { anyone, read, write } from './rule.ts';
import type { Rules } from './rule.ts';

const organization = '/api/0/organizations/{organization}';
const project = '/api/0/projects/{organization}/{projectId}';
const known = { body: () => ({ url: 'https://ci.example/' }) };

/** Who may call the part of Sentry's web API that is served. A release of the organisation is that of the projects which its caller sees. */
export const sentryApiRules: Rules = {
  'GET /api/0': anyone(),
  'GET /api/0/users/me/regions': anyone(),
  'GET /api/0/organizations': anyone(),
  [`GET ${organization}`]: anyone(),
  [`GET ${organization}/projects`]: anyone(),
  [`GET ${organization}/repos`]: anyone(),
  [`GET ${organization}/monitors`]: anyone(),
  [`GET ${organization}/releases`]: anyone(),
  [`GET ${project}`]: read(),
  [`GET ${project}/issues`]: read(),
  [`PUT ${project}/issues`]: write({ body: () => ({ status: 'unresolved' }) }),
  [`GET ${project}/events`]: read(),
  [`GET ${project}/releases`]: read(),
  [`POST ${project}/releases`]: write({ ok: 201, body: ({ count }) => ({ version: `0.0.${count}` }) }),
  // Without projects: those of the caller that have it are meant.
  [`POST ${organization}/releases`]: write({
    ok: 208,
    body: ({ place }) => ({ version: `${place}@1.0.0`, status: 'open' }),
  }),
  ...Object.fromEntries(
    [organization, project].flatMap((base) => [
      [`GET ${base}/releases/{version}`, read()],
      [`PUT ${base}/releases/{version}`, write(known)],
      // Events of it were received, so it stays.
      [`DELETE ${base}/releases/{version}`, write({ ok: 409 })],
      [`GET ${base}/releases/{version}/previous-with-commits`, read()],
      [`GET ${base}/releases/{version}/commits`, read()],
    ]),
  ),
  [`GET ${organization}/releases/{version}/deploys`]: read(),
  [`POST ${organization}/releases/{version}/deploys`]: write({ ok: 201, body: () => ({ environment: 'live' }) }),
};

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { callerOf, listProjects, visibleProject } from '../../accounts/index.ts';
import type { Project, Scope } from '../../accounts/index.ts';
import { startOf, toIso } from '../../kit/index.ts';
import { monitorsOf } from '../read/monitors.ts';
import { cursorOf, onePage, organizationPath, pageQuery, projectPath } from './paging.ts';
import type { SentryApiOptions } from './routes.ts';
import { projectsMeant } from './scope.ts';

/** Who asks, and what there is: the organisation, projects, monitors. */
export const organizationPlugin: FastifyPluginAsyncTypebox<SentryApiOptions> = async (
  app,
  { storage, clock, publicUrl },
) => {
  app.get('/', (request) => {
    const { userId, email, scopes } = callerOf(request);
    return {
      version: '0',
      auth: { scopes: scopesNamed(scopes) },
      user: { id: String(userId), email, username: email },
    };
  });

  // There is one region, this server: `sentry-cli` asks it where the list is empty.
  app.get('/users/me/regions', () => ({ regions: [] }));

  app.get('/organizations', { schema: { querystring: pageQuery } }, async (request, reply) => {
    const [first] = await listProjects(storage, callerOf(request), '', 1);
    const at = { request, reply, url: publicUrl() };
    const rows = [organization('culprit', first?.createdAt ?? clock.now())];
    return onePage(at, 'organizations', { rows, limit: 1 }, () => []);
  });

  app.get('/organizations/:organization', { schema: { params: organizationPath } }, (request) =>
    organization(request.params.organization, clock.now()),
  );

  app.get(
    '/organizations/:organization/projects',
    { schema: { params: organizationPath, querystring: pageQuery } },
    async (request, reply) => {
      const { per_page: limit } = request.query;
      const after = startOf('projects', cursorOf(request.query), '');
      const rows = await listProjects(storage, callerOf(request), after, limit + 1);
      const at = { request, reply, url: publicUrl() };
      return onePage(at, 'projects', { rows, limit }, ({ slug }) => [slug]).map(showProject);
    },
  );

  app.get('/projects/:organization/:projectId', { schema: { params: projectPath } }, async (request) =>
    showProject(await visibleProject(storage, callerOf(request), request.params.projectId)),
  );

  // Without a repository that the server can read itself, `set-commits` sends the commits with their messages and files, which is what releases need.
  app.get(
    '/organizations/:organization/repos',
    { schema: { params: organizationPath, querystring: pageQuery } },
    (request, reply) => onePage({ request, reply, url: publicUrl() }, 'repos', { rows: [], limit: 1 }, () => []),
  );

  app.get(
    '/organizations/:organization/monitors',
    { schema: { params: organizationPath, querystring: pageQuery } },
    async (request, reply) => {
      const { per_page: limit } = request.query;
      const projects = await projectsMeant(storage, callerOf(request), {});
      const after = startOf('monitors', cursorOf(request.query), 0);
      const ids = projects.map(({ id }) => id);
      const rows = await monitorsOf(storage, ids, after, limit + 1);
      const at = { request, reply, url: publicUrl() };
      return onePage(at, 'monitors', { rows, limit }, ({ id }) => [id]).map(({ id, slug, project_id, created_at }) => ({
        id: String(id),
        slug,
        name: slug,
        status: 'active',
        dateCreated: toIso(created_at),
        project: projects.filter((project) => project.id === project_id).map(brief)[0],
      }));
    },
  );
};

/** Sentry's names for what a token may do. */
const scopesNamed = (scopes: readonly Scope[]): string[] => scopes.flatMap((scope) => named[scope]);

const named: Readonly<Record<Scope, readonly string[]>> = {
  read: ['org:read', 'project:read', 'event:read'],
  write: ['project:write', 'project:releases', 'event:write'],
  admin: ['org:admin', 'project:admin', 'event:admin'],
};

const organization = (slug: string, createdAt: number) => ({
  id: '1',
  slug,
  name: 'Culprit',
  dateCreated: toIso(createdAt),
  status: { id: 'active', name: 'active' },
  isEarlyAdopter: false,
  require2FA: false,
  requireEmailVerification: false,
  features: [],
});

/** A project as other things name it. */
export const brief = ({ id, slug, name }: Project) => ({ id: String(id), slug, name });

const showProject = (project: Project) => ({
  ...brief(project),
  platform: project.platform,
  dateCreated: toIso(project.createdAt),
  status: 'active',
  team: null,
  teams: [],
});

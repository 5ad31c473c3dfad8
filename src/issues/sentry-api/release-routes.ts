import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import { callerOf } from '../../accounts/index.ts';
import type { Caller, Project } from '../../accounts/index.ts';
import { badRequest, startOf, toIso } from '../../kit/index.ts';
import { deleteRelease, ensureRelease, setCommits, setRefs } from '../releases/manage.ts';
import { commitsOf as storedCommits } from '../releases/store.ts';
import { iso } from '../routes/common.ts';
import { cursorOf, onePage, organizationPath, pageQuery, projectPath } from './paging.ts';
import { changeOf, commitsOf, newRelease, refsOf, releaseChange } from './release-body.ts';
import { findReleases, newestReleases, previousWithCommits, showReleases } from './releases.ts';
import type { SentryApiOptions } from './routes.ts';
import { projectsMeant } from './scope.ts';

/** Enough for the commits of a long branch, with all files that they touch. */
const BODY_LIMIT = 8 << 20;

/** Releases, of an organisation or of one project of it. */
export const releasePlugin: FastifyPluginAsyncTypebox<SentryApiOptions> = async (
  app,
  { storage, clock, publicUrl },
) => {
  /** Does what a body says to the releases of these projects. */
  const write = async (
    caller: Caller,
    projects: readonly Project[],
    said: string,
    body: Static<typeof releaseChange>,
  ): Promise<boolean> => {
    const change = changeOf(body, clock.now());
    const [commits, refs] = [body.commits ?? null, body.refs ?? null];
    let anyNew = false;
    for (const project of projects) {
      const { id, created } = await ensureRelease(storage, clock, project.id, said, change);
      anyNew ||= created;
      if (refs !== null) await setRefs(storage, id, refsOf(refs));
      // `set-commits --clear` says that there is nothing to refer to.
      if (commits !== null || refs?.length === 0)
        await setCommits(storage, clock, project, said, commitsOf(commits ?? []), caller.userId);
    }
    return anyNew;
  };

  const show = async (projects: readonly Project[], said: string) =>
    (await showReleases(storage, [await findReleases(storage, projects, said)]))[0];

  for (const [base, path] of [
    [
      '/organizations/:organization',
      Type.Object({ ...organizationPath.properties, projectId: Type.Optional(Type.String()) }),
    ],
    ['/projects/:organization/:projectId', projectPath],
  ] as const) {
    const versionPath = Type.Object({ ...path.properties, version: Type.String({ maxLength: 1_000 }) });

    app.get(
      `${base}/releases`,
      {
        schema: {
          params: path,
          querystring: Type.Object({ ...pageQuery.properties, status: Type.Optional(Type.String()) }),
        },
      },
      async (request, reply) => {
        const projects = await projectsMeant(storage, callerOf(request), { projectId: request.params.projectId });
        const { per_page: limit, status } = request.query;
        const before = startOf('releases', cursorOf(request.query), Number.MAX_SAFE_INTEGER);
        const found = await newestReleases(storage, projects, {
          before,
          limit: limit + 1,
          archived: status === 'archived',
        });
        const at = { request, reply, url: publicUrl() };
        const page = onePage(at, 'releases', { rows: found, limit }, ({ row }) => [row.id]);
        const names = [...Map.groupBy(page, ({ row }) => row.version).values()].flatMap(([first, ...more]) =>
          first === undefined ? [] : [[first, ...more] as const],
        );
        return await showReleases(storage, names);
      },
    );

    app.post(
      `${base}/releases`,
      { bodyLimit: BODY_LIMIT, schema: { params: path, body: newRelease } },
      async (request, reply) => {
        const caller = callerOf(request);
        const { body } = request;
        const named = body.projects ?? [];
        const { projectId } = request.params;
        if (named.length > 0 || projectId !== undefined) {
          const projects = await projectsMeant(storage, caller, { projectId, named });
          const created = await write(caller, projects, body.version, body);
          void reply.code(created ? 201 : 208);
          return await show(projects, body.version);
        }
        // `archive` and `restore` name no project: those that have the release are meant.
        if (typeof body.status !== 'string')
          throw badRequest('Name the projects of the release: sentry-cli releases -p PROJECT …', 'no_project');
        const all = await projectsMeant(storage, caller, {});
        const projects = (await findReleases(storage, all, body.version)).map(({ project }) => project);
        await write(caller, projects, body.version, body);
        void reply.code(208);
        return await show(projects, body.version);
      },
    );

    app.get(`${base}/releases/:version`, { schema: { params: versionPath } }, async (request) =>
      show(
        await projectsMeant(storage, callerOf(request), { projectId: request.params.projectId }),
        request.params.version,
      ),
    );

    app.put(
      `${base}/releases/:version`,
      { bodyLimit: BODY_LIMIT, schema: { params: versionPath, body: releaseChange } },
      async (request) => {
        const caller = callerOf(request);
        const { projectId, version: said } = request.params;
        const meant = await projectsMeant(storage, caller, { projectId, named: request.body.projects ?? [] });
        const projects = (await findReleases(storage, meant, said)).map(({ project }) => project);
        await write(caller, projects, said, request.body);
        return await show(projects, said);
      },
    );

    app.delete(`${base}/releases/:version`, { schema: { params: versionPath } }, async (request, reply) => {
      const { projectId, version: said } = request.params;
      const meant = await projectsMeant(storage, callerOf(request), { projectId });
      for (const { row } of await findReleases(storage, meant, said)) await deleteRelease(storage, row);
      return reply.code(204).send();
    });

    app.get(`${base}/releases/:version/previous-with-commits`, { schema: { params: versionPath } }, async (request) => {
      const { projectId, version: said } = request.params;
      const meant = await projectsMeant(storage, callerOf(request), { projectId });
      for (const found of await findReleases(storage, meant, said)) {
        const previous = await previousWithCommits(storage, found);
        if (previous !== null)
          return {
            version: previous.version,
            dateCreated: toIso(previous.createdAt),
            lastCommit: { id: previous.sha },
          };
      }
      return {};
    });

    app.get(
      `${base}/releases/:version/commits`,
      { schema: { params: versionPath, querystring: pageQuery } },
      async (request, reply) => {
        const { projectId, version: said } = request.params;
        const { per_page: limit } = request.query;
        const meant = await projectsMeant(storage, callerOf(request), { projectId });
        const [{ row }] = await findReleases(storage, meant, said);
        const list = `commits:${row.id}`;
        const rows = await storedCommits(storage, row.id, startOf(list, cursorOf(request.query), -1), limit + 1);
        const at = { request, reply, url: publicUrl() };
        return onePage(at, list, { rows, limit }, ({ position }) => [position]).map((each) => ({
          id: each.sha,
          message: each.message,
          dateCreated: iso(each.at),
          repository: each.repository === null ? null : { name: each.repository },
          author: { name: each.author_name, email: each.author_email },
        }));
      },
    );
  }
};

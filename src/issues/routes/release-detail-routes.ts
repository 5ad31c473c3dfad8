import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { callerOf, visibleProject } from '../../accounts/index.ts';
import { decodeCursor, encodeCursor, notFound, toIso, toPage } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';
import { latestRelease } from '../releases/create.ts';
import { addDeploy, changeRelease, ensureRelease, releaseName, setCommits } from '../releases/manage.ts';
import { commitsOf, countsOf, deploysOf, findRelease, refsOf, writeRefs } from '../releases/store.ts';
import type { IssueRouteOptions } from '../routes.ts';
import { iso, pageOf, pageQuery, projectPath, tags, textOrNull } from './common.ts';
import { shortIdOf } from '../short-id.ts';
import * as schemas from './release-schemas.ts';

const releaseDetail = Type.Object({ ...schemas.release.properties, refs: Type.Array(schemas.ref) });

/** One release: made before its first event, finalized, with commits and deploys. */
export const releaseDetailPlugin: FastifyPluginAsyncTypebox<IssueRouteOptions> = async (app, { storage, clock }) => {
  const found = async (project: number, version: string) => {
    const row = await findRelease(storage, project, releaseName(version));
    if (row === null) throw notFound('The release');
    return row;
  };

  app.post(
    '/projects/:projectId/releases',
    {
      schema: {
        operationId: 'createRelease',
        summary: 'Make a release before its first event; 200 when it is there already',
        tags,
        params: projectPath,
        body: schemas.newRelease,
        response: { 200: releaseDetail, 201: releaseDetail },
      },
    },
    async (request, reply) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const { version, ...change } = request.body;
      const { created } = await ensureRelease(storage, clock, id, version, readChange(change));
      void reply.code(created ? 201 : 200);
      return await show(storage, await found(id, version));
    },
  );

  app.get(
    '/projects/:projectId/releases/:version',
    {
      schema: {
        operationId: 'getRelease',
        summary: 'A release',
        tags,
        params: schemas.releasePath,
        response: { 200: releaseDetail },
      },
    },
    async (request) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      return await show(storage, await found(id, request.params.version));
    },
  );

  app.put(
    '/projects/:projectId/releases/:version',
    {
      schema: {
        operationId: 'updateRelease',
        summary: 'Change what is said of a release; finalizedAt says since when it is out',
        tags,
        params: schemas.releasePath,
        body: schemas.releaseChange,
        response: { 200: releaseDetail },
      },
    },
    async (request) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      await changeRelease(storage, id, request.params.version, readChange(request.body));
      return await show(storage, await found(id, request.params.version));
    },
  );

  app.post(
    '/projects/:projectId/releases/:version/finalize',
    {
      schema: {
        operationId: 'finalizeRelease',
        summary: 'Say that a release is out now',
        tags,
        params: schemas.releasePath,
        response: { 200: releaseDetail },
      },
    },
    async (request) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      await changeRelease(storage, id, request.params.version, { finalizedAt: clock.now() });
      return await show(storage, await found(id, request.params.version));
    },
  );

  app.get(
    '/projects/:projectId/releases/:version/commits',
    {
      schema: {
        operationId: 'listCommits',
        summary: 'The commits of a release, the newest first',
        tags,
        params: schemas.releasePath,
        querystring: pageQuery,
        response: { 200: pageOf(schemas.commit) },
      },
    },
    async (request) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const row = await found(id, request.params.version);
      const { limit, cursor } = request.query;
      const [after] = cursor === undefined ? [-1] : decodeCursor(cursor, 'commits', ['number']);
      return toPage(
        await commitsOf(storage, row.id, after, limit + 1),
        limit,
        (each) => ({
          sha: each.sha,
          repository: each.repository,
          authorName: each.author_name,
          authorEmail: each.author_email,
          at: iso(each.at),
          message: each.message,
          patchSet: each.patchSet.map(({ path, type }) => ({ path, type })),
        }),
        ({ position }) => encodeCursor('commits', [position]),
      );
    },
  );

  app.put(
    '/projects/:projectId/releases/:version/commits',
    {
      schema: {
        operationId: 'setCommits',
        summary: 'Say what a release is made of; "Fixes SHOP-12" in a message resolves SHOP-12 in it',
        tags,
        params: schemas.releasePath,
        body: Type.Object(
          {
            commits: Type.Array(schemas.commit, { maxItems: 5_000, description: 'The newest first' }),
            refs: Type.Optional(Type.Array(schemas.ref, { maxItems: 50 })),
          },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ resolved: Type.Array(Type.String({ examples: ['SHOP-12'] })) }) },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const project = await visibleProject(storage, caller, request.params.projectId);
      const { commits, refs } = request.body;
      const { version } = request.params;
      const sent = commits.map(schemas.readCommit);
      const numbers = await setCommits(storage, clock, project, version, sent, caller.userId);
      if (refs !== undefined) {
        const { id } = await found(project.id, version);
        const read = refs.map((each) => ({ ...each, previousSha: each.previousSha ?? null }));
        await storage.transaction((tx) => writeRefs(tx, id, read));
      }
      return { resolved: numbers.map((number) => shortIdOf(project.slug, number)) };
    },
  );

  app.get(
    '/projects/:projectId/releases/:version/deploys',
    {
      schema: {
        operationId: 'listDeploys',
        summary: 'Where a release was brought, the latest first; at most 100',
        tags,
        params: schemas.releasePath,
        response: { 200: Type.Object({ items: Type.Array(schemas.deploy), nextCursor: textOrNull }) },
      },
    },
    async (request) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const rows = await deploysOf(storage, (await found(id, request.params.version)).id);
      const items = rows.map((row) => ({
        id: row.id,
        environment: row.environment,
        name: row.name,
        url: row.url,
        startedAt: iso(row.started_at),
        finishedAt: toIso(row.finished_at),
      }));
      return { items, nextCursor: null };
    },
  );

  app.post(
    '/projects/:projectId/releases/:version/deploys',
    {
      schema: {
        operationId: 'addDeploy',
        summary: 'Note that a release was brought somewhere',
        tags,
        params: schemas.releasePath,
        body: schemas.newDeploy,
        response: { 201: Type.Object({ id: Type.Integer() }) },
      },
    },
    async (request, reply) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const { environment, name, url, startedAt, finishedAt } = request.body;
      const deploy = await addDeploy(storage, id, request.params.version, {
        environment,
        name: name ?? null,
        url: url ?? null,
        startedAt: schemas.readInstant(startedAt) ?? null,
        finishedAt: schemas.readInstant(finishedAt) ?? clock.now(),
      });
      void reply.code(201);
      return { id: deploy };
    },
  );
};

const readChange = ({
  finalizedAt,
  ...rest
}: {
  url?: string | null;
  ref?: string | null;
  finalizedAt?: string | null;
}) => ({ ...rest, ...(finalizedAt === undefined ? {} : { finalizedAt: schemas.readInstant(finalizedAt) }) });

const show = async (queries: Queries, row: NonNullable<Awaited<ReturnType<typeof findRelease>>>) => {
  const [latest, counts, refs] = await Promise.all([
    latestRelease(queries, row.project_id),
    countsOf(queries, [row.id]),
    refsOf(queries, row.id),
  ]);
  return {
    ...schemas.showRelease(row, latest?.id ?? null, counts),
    refs: refs.map(({ repository, sha, previous_sha }) => ({ repository, sha, previousSha: previous_sha })),
  };
};

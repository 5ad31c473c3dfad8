import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Project } from '../../accounts/index.ts';
import { callerOf, visibleProject } from '../../accounts/index.ts';
import { decodeCursor, encodeCursor, toIso, toPage } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';
import { statusName } from '../lifecycle/rows.ts';
import { issuesByNumber } from '../read/issue.ts';
import { fixedIn } from '../releases/fixes.ts';
import { addDeploy, setCommits, setRefs } from '../releases/manage.ts';
import { commitsOf, deploysOf } from '../releases/store.ts';
import type { IssueRouteOptions } from '../routes.ts';
import { shortIdOf } from '../short-id.ts';
import { iso, pageOf, pageQuery, tags, textOrNull } from './common.ts';
import * as schemas from './release-schemas.ts';
import { visibleRelease } from './visible.ts';

/** What a release is made of, and where it was brought. */
export const releaseContentPlugin: FastifyPluginAsyncTypebox<IssueRouteOptions> = async (app, { storage, clock }) => {
  app.get(
    '/projects/:projectId/releases/:version/commits',
    {
      schema: {
        operationId: 'listCommits',
        summary: 'The commits of a release, the newest first',
        tags,
        params: schemas.releasePath,
        querystring: pageQuery,
        response: { 200: pageOf(schemas.listedCommit) },
      },
    },
    async (request) => {
      const { release, project } = await visibleRelease(storage, callerOf(request), request.params);
      const { limit, cursor } = request.query;
      const [after] = cursor === undefined ? [-1] : decodeCursor(cursor, 'commits', ['number']);
      const rows = await commitsOf(storage, release.id, after, limit + 1);
      const fixes = await fixesOf(
        storage,
        project,
        rows.map(({ message }) => message ?? ''),
      );
      return toPage(
        rows,
        limit,
        (each) => ({
          sha: each.sha,
          repository: each.repository,
          authorName: each.author_name,
          authorEmail: each.author_email,
          at: iso(each.at),
          message: each.message,
          patchSet: each.patchSet.map(({ path, type }) => ({ path, type })),
          fixes: fixes(each.message ?? ''),
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
        const { release } = await visibleRelease(storage, caller, request.params);
        const read = refs.map((each) => ({ ...each, previousSha: each.previousSha ?? null }));
        await setRefs(storage, release.id, read);
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
      const { release } = await visibleRelease(storage, callerOf(request), request.params);
      const rows = await deploysOf(storage, release.id);
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
      const { release } = await visibleRelease(storage, callerOf(request), request.params);
      const { environment, name, url, startedAt, finishedAt } = request.body;
      const deploy = await addDeploy(storage, release.id, {
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

/** Looks up the issues that messages say they fix; the result gives those of one message. */
const fixesOf = async (queries: Queries, { id, slug }: Project, messages: readonly string[]) => {
  const issues = await issuesByNumber(
    queries,
    id,
    messages.flatMap((message) => fixedIn(message, slug)),
  );
  return (message: string) =>
    fixedIn(message, slug).flatMap((number) => {
      const issue = issues.get(number);
      const status = issue === undefined ? 'deleted' : statusName(issue.status);
      if (issue === undefined || status === 'deleted') return [];
      return [{ id: issue.id, shortId: shortIdOf(slug, number), title: issue.title, status }];
    });
};

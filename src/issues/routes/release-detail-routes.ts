import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Caller } from '../../accounts/index.ts';
import { callerOf, visibleProject } from '../../accounts/index.ts';
import { toIso } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';
import { environmentsOfRelease, neighboursOf } from '../read/releases.ts';
import { latestRelease } from '../releases/create.ts';
import { changeRelease, deleteRelease, ensureRelease } from '../releases/manage.ts';
import { countsOf, refsOf } from '../releases/store.ts';
import type { IssueRouteOptions } from '../routes.ts';
import { instant, projectPath, tags, textOrNull } from './common.ts';
import * as schemas from './release-schemas.ts';
import { visibleRelease } from './visible.ts';

const releaseDetail = Type.Object({
  ...schemas.release.properties,
  refs: Type.Array(schemas.ref),
  previous: { ...textOrNull, description: 'The release before it in the order of the project' },
  next: textOrNull,
  environments: Type.Array(
    Type.Object({ name: Type.String(), firstSeen: instant, lastSeen: instant, events: Type.Integer() }),
    { description: 'Where its events and sessions came from' },
  ),
});

/** One release: made before its first event, changed, finalized, deleted. */
export const releaseDetailPlugin: FastifyPluginAsyncTypebox<IssueRouteOptions> = async (app, { storage, clock }) => {
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
      const caller = callerOf(request);
      const { projectId } = request.params;
      const { id } = await visibleProject(storage, caller, projectId);
      const { version, ...change } = request.body;
      const made = await ensureRelease(storage, clock, id, version, readChange(change));
      void reply.code(made.created ? 201 : 200);
      return await show(storage, caller, { projectId, version: made.version });
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
      return await show(storage, callerOf(request), request.params);
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
      const caller = callerOf(request);
      const { release } = await visibleRelease(storage, caller, request.params);
      await changeRelease(storage, release.id, readChange(request.body));
      return await show(storage, caller, request.params);
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
      const caller = callerOf(request);
      const { release } = await visibleRelease(storage, caller, request.params);
      await changeRelease(storage, release.id, { finalizedAt: clock.now() });
      return await show(storage, caller, request.params);
    },
  );

  app.delete(
    '/projects/:projectId/releases/:version',
    {
      schema: {
        operationId: 'deleteRelease',
        summary: 'Delete a release that was made by mistake: one without events, sessions and issues resolved in it',
        tags,
        params: schemas.releasePath,
        response: { 204: Type.Null({ description: 'Done' }) },
      },
    },
    async (request, reply) => {
      const { release } = await visibleRelease(storage, callerOf(request), request.params);
      await deleteRelease(storage, release);
      return reply.code(204).send(null);
    },
  );
};

const readChange = ({ finalizedAt, archivedAt, ...rest }: Static<typeof schemas.releaseChange>) => ({
  ...rest,
  ...(finalizedAt === undefined ? {} : { finalizedAt: schemas.readInstant(finalizedAt) }),
  ...(archivedAt === undefined ? {} : { archivedAt: schemas.readInstant(archivedAt) }),
});

const show = async (queries: Queries, caller: Caller, path: { projectId: string; version: string }) => {
  const { release } = await visibleRelease(queries, caller, path);
  const [latest, counts, refs, environments, beside] = await Promise.all([
    latestRelease(queries, release.project_id),
    countsOf(queries, [release.id]),
    refsOf(queries, release.id),
    environmentsOfRelease(queries, release.id),
    neighboursOf(queries, release),
  ]);
  return {
    ...schemas.showRelease(release, latest?.id ?? null, counts),
    ...beside,
    refs: refs.map(({ repository, sha, previous_sha }) => ({ repository, sha, previousSha: previous_sha })),
    environments: environments.map(({ name, first_seen, last_seen, events }) => ({
      name,
      firstSeen: toIso(first_seen),
      lastSeen: toIso(last_seen),
      events,
    })),
  };
};

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { callerOf, requireScope, visibleProject } from '../../accounts/index.ts';
import type { Caller } from '../../accounts/index.ts';
import { CulpritError, decodeCursor, encodeCursor, notFound, toIso, toPage } from '../../kit/index.ts';
import type { IssueRouteOptions } from '../routes.ts';
import { print } from '../search/print.ts';
import type { Saved } from '../search/saved.ts';
import { deleteSaved, findSaved, insertSaved, listSaved, pinSaved, updateSaved } from '../search/saved.ts';
import { readQuery } from '../search/search.ts';
import { suggestKeys, suggestValues } from '../search/suggest.ts';
import { nullable, pageOf, pageQuery, projectPath, tags } from './common.ts';
import * as schemas from './search-schemas.ts';

/** The search language as a search bar needs it, and searches that people keep. */
export const searchPlugin: FastifyPluginAsyncTypebox<IssueRouteOptions> = async (app, { storage, clock }) => {
  app.get(
    '/projects/:projectId/search/keys',
    {
      schema: {
        operationId: 'suggestSearchKeys',
        summary: 'Keys of the search language and tags of the project that begin so',
        tags,
        params: projectPath,
        querystring: schemas.prefix,
        response: { 200: Type.Object({ items: Type.Array(schemas.key) }) },
      },
    },
    async (request) => {
      const project = await visibleProject(storage, callerOf(request), request.params.projectId);
      const { prefix, limit } = request.query;
      return { items: await suggestKeys(storage, project.id, prefix, limit) };
    },
  );

  app.get(
    '/projects/:projectId/search/values',
    {
      schema: {
        operationId: 'suggestSearchValues',
        summary: 'Values of a key that begin so',
        tags,
        params: projectPath,
        querystring: schemas.valuePrefix,
        response: { 200: Type.Object({ items: Type.Array(schemas.value) }) },
      },
    },
    async (request) => {
      const project = await visibleProject(storage, callerOf(request), request.params.projectId);
      const { key, prefix, limit } = request.query;
      return { items: await suggestValues(storage, project.id, key, prefix, limit) };
    },
  );

  app.get(
    '/projects/:projectId/search/check',
    {
      schema: {
        operationId: 'checkSearch',
        summary: 'Whether a search can be understood, and its canonical form',
        tags,
        params: projectPath,
        querystring: Type.Object({ query: schemas.query }),
        response: {
          200: Type.Object({ canonical: Type.Union([Type.String(), Type.Null()]), problem: nullable(schemas.problem) }),
        },
      },
    },
    async (request) => {
      const project = await visibleProject(storage, callerOf(request), request.params.projectId);
      try {
        const { query } = await readQuery(storage, project.id, request.query.query);
        return { canonical: print(query), problem: null };
      } catch (error) {
        if (!(error instanceof CulpritError) || error.code !== 'bad_query') throw error;
        const [column, length] = [Number(error.extra['column']), Number(error.extra['length'])];
        return { canonical: null, problem: { message: error.message, column, length } };
      }
    },
  );

  app.get(
    '/projects/:projectId/searches',
    {
      schema: {
        operationId: 'listSavedSearches',
        summary: 'Your saved searches, and those that others share',
        tags,
        params: projectPath,
        querystring: pageQuery,
        response: { 200: pageOf(schemas.saved) },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const project = await visibleProject(storage, caller, request.params.projectId);
      const { limit, cursor } = request.query;
      const [after] = cursor === undefined ? [0] : decodeCursor(cursor, 'searches', ['number']);
      const rows = await listSaved(storage, project.id, caller.userId, after, limit + 1);
      return toPage(rows, limit, show(caller), ({ id }) => encodeCursor('searches', [id]));
    },
  );

  app.post(
    '/projects/:projectId/searches',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'saveSearch',
        summary: 'Keep a search, for yourself or shared with the project',
        tags,
        params: projectPath,
        body: schemas.newSearch,
        response: { 201: schemas.saved },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const project = await visibleProject(storage, caller, request.params.projectId);
      const { name, query, view = {}, shared = false } = request.body;
      if (shared) requireScope(caller, 'write');
      const canonical = print((await readQuery(storage, project.id, query)).query);
      const fields = { name: name.trim(), query: canonical, view: { ...view }, shared };
      const made = await storage.transaction((tx) => insertSaved(tx, project.id, caller.userId, fields, clock.now()));
      return reply.code(201).send(show(caller)(made));
    },
  );

  app.patch(
    '/projects/:projectId/searches/:searchId',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'changeSavedSearch',
        summary: 'Change a saved search of yours',
        tags,
        params: schemas.savedPath,
        body: Type.Partial(schemas.newSearch),
        response: { 200: schemas.saved },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const project = await visibleProject(storage, caller, request.params.projectId);
      const { name, query, view, shared } = request.body;
      const canonical = query === undefined ? null : print((await readQuery(storage, project.id, query)).query);
      if (shared === true) requireScope(caller, 'write');
      return await storage.transaction(async (tx) => {
        const old = await findSaved(tx, project.id, caller.userId, request.params.searchId);
        if (old === null) throw notFound('The search');
        if (old.userId !== caller.userId)
          throw new CulpritError('forbidden', 403, 'Only who saved a search may change it. Save one of your own.');
        const fields = {
          name: name?.trim() ?? old.name,
          query: canonical ?? old.query,
          view: view === undefined ? old.view : { ...view },
          shared: shared ?? old.shared,
        };
        await updateSaved(tx, project.id, old, fields);
        return show(caller)({ ...old, ...fields });
      });
    },
  );

  app.put(
    '/projects/:projectId/searches/:searchId/pin',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'pinSavedSearch',
        summary: 'Keep a saved search in your sight, or no longer: yours or one that is shared',
        tags,
        params: schemas.savedPath,
        body: schemas.pin,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const project = await visibleProject(storage, caller, request.params.projectId);
      await storage.transaction(async (tx) => {
        const found = await findSaved(tx, project.id, caller.userId, request.params.searchId);
        if (found === null) throw notFound('The search');
        await pinSaved(tx, project.id, caller.userId, found.id, request.body.pinned);
      });
      return await reply.code(204).send(null);
    },
  );

  app.delete(
    '/projects/:projectId/searches/:searchId',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'deleteSavedSearch',
        summary: 'Delete a saved search of yours; administrators also shared ones of others',
        tags,
        params: schemas.savedPath,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const project = await visibleProject(storage, caller, request.params.projectId);
      const found = await findSaved(storage, project.id, caller.userId, request.params.searchId);
      if (found === null) throw notFound('The search');
      if (found.userId !== caller.userId) requireScope(caller, 'admin');
      await deleteSaved(storage, project.id, found.id);
      return reply.code(204).send(null);
    },
  );
};

const show =
  ({ userId }: Caller) =>
  ({ createdAt, userId: owner, ...saved }: Saved) => ({
    ...saved,
    mine: owner === userId,
    createdAt: toIso(createdAt),
  });

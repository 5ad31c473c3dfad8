import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { conflict, encodeCursor, notFound, randomHex, SECOND, startOf, toPage } from '../kit/index.ts';
import { callerOf } from './authentication.ts';
import { changeKey, deleteKey, insertKey, listKeys } from './key-store.ts';
import type { Key } from './key-store.ts';
import { rotateKey, visibleProject } from './projects.ts';
import type { AccountRouteOptions } from './routes.ts';
import * as schemas from './schemas.ts';

const tags = ['accounts'];
const closed = { additionalProperties: false } as const;

/** The keys of a project: what SDKs name in their DSN. */
export const keyRoutes: FastifyPluginAsyncTypebox<AccountRouteOptions> = async (app, options) => {
  const { storage, clock, publicUrl } = options;
  const show = (key: Key | null) => {
    if (key === null) throw notFound('The key');
    return schemas.showKey(key, publicUrl());
  };

  app.get(
    '/projects/:projectId/keys',
    {
      schema: {
        operationId: 'listKeys',
        summary: 'Keys of a project, oldest first',
        tags,
        params: schemas.projectPath,
        querystring: schemas.pageQuery,
        response: { 200: schemas.pageOf(schemas.key) },
      },
    },
    async (request) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const { limit = 25, cursor } = request.query;
      const rows = await listKeys(storage, id, startOf('keys', cursor, 0), limit + 1);
      return toPage(rows, limit, show, (last) => encodeCursor('keys', [last.id]));
    },
  );

  app.post(
    '/projects/:projectId/keys',
    {
      schema: {
        operationId: 'createKey',
        summary: 'Add a key',
        tags,
        params: schemas.projectPath,
        body: Type.Object({ label: Type.Optional(schemas.label) }, closed),
        response: { 201: schemas.key },
      },
    },
    async (request, reply) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const key = await insertKey(storage, {
        projectId: id,
        publicKey: randomHex(16),
        label: request.body.label?.trim() || 'Key',
        rateLimit: null,
        createdAt: clock.now(),
      });
      return reply.code(201).send(show(key));
    },
  );

  app.patch(
    '/projects/:projectId/keys/:keyId',
    {
      schema: {
        operationId: 'updateKey',
        summary: 'Label, enable, disable or limit a key; SDKs feel it within five seconds',
        tags,
        params: schemas.keyPath,
        body: Type.Object(
          {
            label: Type.Optional(schemas.label),
            enabled: Type.Optional(Type.Boolean()),
            rateLimit: Type.Optional(schemas.rateLimit),
          },
          closed,
        ),
        response: { 200: schemas.key },
      },
    },
    async (request) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const { rateLimit, ...rest } = request.body;
      const limit = rateLimit && { count: rateLimit.count, window: rateLimit.windowSeconds * SECOND };
      const change = limit === undefined ? rest : { ...rest, rateLimit: limit };
      return show(await changeKey(storage, id, request.params.keyId, change));
    },
  );

  app.delete(
    '/projects/:projectId/keys/:keyId',
    {
      schema: {
        operationId: 'deleteKey',
        summary: 'Delete a key; the last one of a project stays',
        tags,
        params: schemas.keyPath,
        response: { 204: schemas.nothing },
      },
    },
    async (request, reply) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const { keyId } = request.params;
      await storage.transaction(async (tx) => {
        await tx.lock(`accounts keys of ${id}`);
        if (!(await deleteKey(tx, id, keyId))) throw notFound('The key');
        const rest = await listKeys(tx, id, 0, 1);
        if (rest.length === 0)
          throw conflict(
            'This is the last key of the project. Disable it instead, or make another one first.',
            'last_key',
          );
      });
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/projects/:projectId/keys/:keyId/rotate',
    {
      schema: {
        operationId: 'rotateKey',
        summary: 'Make a new key in the place of this one, which is disabled',
        tags,
        params: schemas.keyPath,
        response: { 201: schemas.key },
      },
    },
    async (request, reply) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      return reply.code(201).send(show(await rotateKey(storage, clock, id, request.params.keyId)));
    },
  );
};

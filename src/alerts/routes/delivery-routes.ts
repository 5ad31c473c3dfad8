import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Caller } from '../../accounts/index.ts';
import { callerOf, visibleProject } from '../../accounts/index.ts';
import { conflict, decodeCursor, encodeCursor, notFound, toPage } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';
import type { AlertRouteOptions } from '../routes.ts';
import type { DeliveryRow } from '../store-deliveries.ts';
import { findDelivery, requeue } from '../store-deliveries.ts';
import { attemptsOf, listDeliveries } from '../store-log.ts';
import { pauseTarget } from '../store-targets.ts';
import * as schemas from './schemas.ts';

const { tags } = schemas;

/** What was sent, and what came of it. */
export const deliveryPlugin: FastifyPluginAsyncTypebox<AlertRouteOptions> = async (app, { storage, clock, nudge }) => {
  app.get(
    '/projects/:projectId/alert-deliveries',
    {
      schema: {
        operationId: 'listAlertDeliveries',
        summary: 'Alerts of a project, the newest first, for 30 days',
        tags,
        params: schemas.projectPath,
        querystring: Type.Object({
          ...schemas.pageQuery.properties,
          targetId: Type.Optional(Type.Integer()),
          issueId: Type.Optional(Type.Integer()),
          state: Type.Optional(schemas.deliveryState),
          digestId: Type.Optional(Type.String({ maxLength: 36, description: 'What went out with this delivery' })),
        }),
        response: { 200: schemas.pageOf(schemas.delivery) },
      },
    },
    async (request) => {
      const { id: projectId } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const { limit, cursor, ...filter } = request.query;
      const [before] = cursor === undefined ? [null] : decodeCursor(cursor, 'alert-deliveries', ['string']);
      const rows = await listDeliveries(storage, { ...filter, projectId }, before, limit + 1);
      return toPage(rows, limit, schemas.showDelivery, (last) => encodeCursor('alert-deliveries', [last.id]));
    },
  );

  app.get(
    '/projects/:projectId/alert-deliveries/:deliveryId',
    {
      schema: {
        operationId: 'getAlertDelivery',
        summary: 'An alert with every try',
        tags,
        params: schemas.deliveryPath,
        response: { 200: schemas.deliveryDetail },
      },
    },
    async (request) => {
      const { projectId, deliveryId } = request.params;
      const row = await visibleDelivery(storage, callerOf(request), projectId, deliveryId);
      return schemas.showDetail(row, await attemptsOf(storage, row.id));
    },
  );

  app.post(
    '/projects/:projectId/alert-deliveries/:deliveryId/replay',
    {
      schema: {
        operationId: 'replayAlertDelivery',
        summary: 'Send it once more: a failed one, one that waits, or one whose message was lost over there',
        tags,
        params: schemas.deliveryPath,
        response: { 202: schemas.delivery },
      },
    },
    async (request, reply) => {
      const { projectId, deliveryId } = request.params;
      const row = await visibleDelivery(storage, callerOf(request), projectId, deliveryId);
      if (row.trigger_kind === 'test') throw conflict('A test is not sent again. Test the target once more.');
      if (row.state === 'digested') throw conflict('It went out with a digest. Replay that one.');
      await storage.transaction(async (tx) => {
        const now = clock.now();
        if ((await requeue(tx, [row.id], ['sent', 'failed', 'waiting'], now, { anew: true })) === 0)
          throw conflict('It is on its way already.');
        // Whoever presses the button believes that the other side is back.
        await pauseTarget(tx, row.target_id, null);
      });
      nudge?.();
      const queued = await visibleDelivery(storage, callerOf(request), projectId, deliveryId);
      return reply.code(202).send(schemas.showDelivery(queued));
    },
  );
};

/** Throws `not_found` for a delivery of another project, whether it exists or not. */
const visibleDelivery = async (queries: Queries, caller: Caller, project: string, id: string): Promise<DeliveryRow> => {
  const { id: projectId } = await visibleProject(queries, caller, project);
  const row = await findDelivery(queries, id.toLowerCase());
  if (row?.project_id !== projectId) throw notFound('The alert');
  return row;
};

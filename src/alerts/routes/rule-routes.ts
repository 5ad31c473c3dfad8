import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { callerOf, visibleProject } from '../../accounts/index.ts';
import { badRequest, encodeCursor, notFound, startOf, toPage } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';
import type { AlertRouteOptions } from '../routes.ts';
import { checkConditions } from '../rules.ts';
import type { StoredRule } from '../store-targets.ts';
import { deleteRule, insertRule, listRules, listTargets, updateRule } from '../store-targets.ts';
import { previewConditions } from '../subject.ts';
import * as schemas from './schemas.ts';

const { tags } = schemas;

/** Who is told of what. */
export const rulePlugin: FastifyPluginAsyncTypebox<AlertRouteOptions> = async (app, { storage, clock }) => {
  app.get(
    '/projects/:projectId/alert-rules',
    {
      schema: {
        operationId: 'listAlertRules',
        summary: 'Rules of a project, oldest first',
        tags,
        params: schemas.projectPath,
        querystring: schemas.pageQuery,
        response: { 200: schemas.pageOf(schemas.rule) },
      },
    },
    async (request) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const { limit, cursor } = request.query;
      const after = startOf('alert-rules', cursor, 0);
      const rows = await listRules(storage, [id], { after, limit: limit + 1 });
      return toPage(rows, limit, schemas.showRule, (last) => encodeCursor('alert-rules', [last.id]));
    },
  );

  app.post(
    '/projects/:projectId/alert-rules',
    {
      schema: {
        operationId: 'createAlertRule',
        summary: 'Add a rule: any of its triggers, all of its conditions',
        tags,
        params: schemas.projectPath,
        body: schemas.newRule,
        response: { 201: schemas.rule },
      },
    },
    async (request, reply) => {
      const { id: projectId } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const { conditions = [], name, ...rest } = request.body;
      checkConditions(conditions);
      const rule = { ...rest, name: name.trim(), conditions, projectId, createdAt: clock.now() };
      const id = await storage.transaction(async (tx) => {
        await checkTargets(tx, projectId, rule.targetIds);
        return await insertRule(tx, rule);
      });
      return reply.code(201).send(schemas.showRule(await ruleOf(storage, projectId, id)));
    },
  );

  app.post(
    '/projects/:projectId/alert-rules/preview',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'previewAlertRule',
        summary: 'Which of the newest issues these conditions fit, by their latest events; keeps nothing',
        tags,
        params: schemas.projectPath,
        body: schemas.previewRequest,
        response: { 200: schemas.previewed },
      },
    },
    async (request) => {
      const { id, slug } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const { conditions } = request.body;
      checkConditions(conditions);
      const { looked, fitting } = await previewConditions(storage, id, conditions);
      return {
        looked,
        items: fitting.map((issue) => ({
          id: issue.id,
          shortId: `${slug.toUpperCase()}-${issue.number}`,
          title: issue.title,
        })),
      };
    },
  );

  app.patch(
    '/projects/:projectId/alert-rules/:ruleId',
    {
      schema: {
        operationId: 'updateAlertRule',
        summary: 'Change a rule',
        tags,
        params: schemas.rulePath,
        body: schemas.ruleChange,
        response: { 200: schemas.rule },
      },
    },
    async (request) => {
      const { id: projectId } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const { ruleId } = request.params;
      const change = request.body;
      checkConditions(change.conditions ?? []);
      await storage.transaction(async (tx) => {
        await tx.lock(`alerts rule ${ruleId}`);
        const before = await ruleOf(tx, projectId, ruleId);
        await checkTargets(tx, projectId, change.targetIds ?? []);
        await updateRule(tx, { ...before, ...change, name: change.name?.trim() ?? before.name });
      });
      return schemas.showRule(await ruleOf(storage, projectId, ruleId));
    },
  );

  app.delete(
    '/projects/:projectId/alert-rules/:ruleId',
    {
      schema: {
        operationId: 'deleteAlertRule',
        summary: 'Delete a rule; what it planned is still sent',
        tags,
        params: schemas.rulePath,
        response: { 204: schemas.nothing },
      },
    },
    async (request, reply) => {
      const { id: projectId } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const { id } = await ruleOf(storage, projectId, request.params.ruleId);
      await deleteRule(storage, id);
      return reply.code(204).send(null);
    },
  );
};

const ruleOf = async (queries: Queries, projectId: number, id: number): Promise<StoredRule> => {
  const [rule] = await listRules(queries, [projectId], { id });
  if (rule === undefined) throw notFound('The rule');
  return rule;
};

/** A rule leads to targets of its own project. Throws `unknown_target`. */
const checkTargets = async (queries: Queries, projectId: number, ids: readonly number[]): Promise<void> => {
  if (ids.length === 0) return;
  const known = new Set((await listTargets(queries, [projectId])).map(({ id }) => id));
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined) throw badRequest(`The project has no target ${unknown}.`, 'unknown_target');
};

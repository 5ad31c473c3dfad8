import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { callerOf, sees, visibleProject } from '../../accounts/index.ts';
import type { Caller } from '../../accounts/index.ts';
import { badRequest, notFound, toIso } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';
import { attend } from '../lifecycle/attend.ts';
import { actOnIssue, cancelOperation, findOperation, startOperation, startUndo } from '../lifecycle/operations.ts';
import type { Target } from '../lifecycle/operations.ts';
import { foretell } from '../lifecycle/preview.ts';
import { windowStart } from '../lifecycle/arrivals.ts';
import { loadIssues } from '../lifecycle/store.ts';
import type { LivingIssue } from '../lifecycle/store.ts';
import { readRequest } from '../lifecycle/wanted.ts';
import { refusalsOf } from '../read/operations.ts';
import { eventsSince } from '../read/history.ts';
import { releaseVersions } from '../read/issue.ts';
import type { IssueRouteOptions } from '../routes.ts';
import * as schemas from './action-schemas.ts';
import { issuePath, nullable, projectPath, tags } from './common.ts';
import { filterOf } from './issue-filter.ts';
import { shortIdOf } from '../short-id.ts';
import { visibleIssue } from './visible.ts';

const operationPath = Type.Object({ operationId: Type.String({ maxLength: 36 }) });

const conflictText = '409 names the state: "SHOP-12: cannot mute a resolved issue."';

/** What people do to issues: one or many, with a preview, and how to take it back. */
export const actionPlugin: FastifyPluginAsyncTypebox<IssueRouteOptions> = async (app, { storage, clock }) => {
  app.post(
    '/issues/:issueId/actions',
    {
      schema: {
        operationId: 'actOnIssue',
        summary: 'Resolve, reopen, mute, unmute, assign, prioritise or delete an issue',
        description: `${conflictText} Who asks to delete should be asked first: the preview says what will go.`,
        tags,
        params: issuePath,
        body: schemas.actionBody,
        response: {
          200: Type.Object({
            issue: schemas.resolution,
            undo: nullable(Type.String({ description: 'What POST /undo takes, for a day; null: nothing happened' })),
          }),
        },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { issue, project } = await visibleIssue(storage, caller, request.params.issueId);
      const wanted = await readRequest(storage, project.id, schemas.requestOf(request.body), clock.now());
      const asked = { project: project.id, wanted, user: caller.userId };
      const shortId = shortIdOf(project.slug, issue.number);
      const { undo } = await actOnIssue(storage, clock, asked, { id: issue.id, shortId });
      return { issue: await showState(storage, issue.id), undo };
    },
  );

  app.get(
    '/issues/:issueId/state',
    {
      schema: {
        operationId: 'getIssueState',
        summary: 'Where an issue stands: resolved in which release, muted until when',
        tags,
        params: issuePath,
        response: { 200: schemas.resolution },
      },
    },
    async (request) => {
      const { issue } = await visibleIssue(storage, callerOf(request), request.params.issueId);
      return await showState(storage, issue.id);
    },
  );

  app.post(
    '/issues/:issueId/actions/preview',
    {
      // Changes nothing.
      config: { access: 'read' },
      schema: {
        operationId: 'previewAction',
        summary: 'What an action would do to an issue, in words',
        tags,
        params: issuePath,
        body: schemas.actionBody,
        response: {
          200: Type.Object({
            allowed: Type.Boolean(),
            sentences: Type.Array(Type.String(), { description: 'What will happen, or why it cannot be' }),
          }),
        },
      },
    },
    async (request) => {
      const { issue, project } = await visibleIssue(storage, callerOf(request), request.params.issueId);
      const now = clock.now();
      const wanted = await readRequest(storage, project.id, schemas.requestOf(request.body), now);
      const recent = [];
      for (const condition of wanted.kind === 'mute' ? wanted.volume : [])
        recent.push({ condition, events: await eventsSince(storage, issue.id, windowStart(condition, now), now) });
      const { allowed, sentences } = foretell(await living(storage, issue.id), wanted, recent);
      return { allowed, sentences: [...sentences] };
    },
  );

  app.post(
    '/projects/:projectId/issues/actions',
    {
      schema: {
        operationId: 'actOnIssues',
        summary: 'The same on many issues: a selection, or all that match a query',
        description:
          'Issues for which the action is illegal are refused one by one and the others done. 202: still running, ask GET /bulk/{operationId}.',
        tags,
        params: projectPath,
        body: schemas.bulkBody,
        response: { 200: schemas.operation, 202: schemas.operation },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const project = await visibleProject(storage, caller, request.params.projectId);
      const { ids, query, ...body } = request.body;
      if ((ids === undefined) === (query === undefined))
        throw badRequest('Give "ids" or "query", one of them.', 'bad_action');
      const now = clock.now();
      const wanted = await readRequest(storage, project.id, schemas.requestOf(body), now);
      const target: Target =
        query === undefined ? { ids: ids ?? [] } : { filter: filterOf(project, caller, query, now) };
      const id = await startOperation(storage, clock, { project: project.id, wanted, user: caller.userId }, target);
      return await answer(reply, id, project.slug);
    },
  );

  app.get(
    '/bulk/:operationId',
    {
      schema: {
        operationId: 'getOperation',
        summary: 'How far an action on many issues is',
        tags,
        params: operationPath,
        response: { 200: schemas.operation },
      },
    },
    async (request) => {
      const { row, slug } = await visibleOperation(callerOf(request), request.params.operationId);
      return schemas.showOperation(row, slug, await refusalsOf(storage, row));
    },
  );

  app.post(
    '/bulk/:operationId/cancel',
    {
      schema: {
        operationId: 'cancelOperation',
        summary: 'Stop an action on many issues: those that it did not reach stay as they are',
        description: '409: it is through already.',
        tags,
        params: operationPath,
        response: { 200: schemas.operation },
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const { id } = (await visibleOperation(caller, request.params.operationId)).row;
      await cancelOperation(storage, clock, id);
      const { row, slug } = await visibleOperation(caller, id);
      return schemas.showOperation(row, slug, await refusalsOf(storage, row));
    },
  );

  app.post(
    '/undo/:operationId',
    {
      schema: {
        operationId: 'undoOperation',
        summary: 'Take an action back',
        description:
          'Issues that changed since are left as they are and counted as refused. 409: it was taken back before, or deleted more than an hour ago.',
        tags,
        params: operationPath,
        response: { 200: schemas.operation, 202: schemas.operation },
      },
    },
    async (request, reply) => {
      const { row, slug } = await visibleOperation(callerOf(request), request.params.operationId);
      await startUndo(storage, clock, row.id);
      return await answer(reply, row.id, slug);
    },
  );

  /** Works on it while the caller waits, then behind the answer. */
  const answer = async (reply: { code(status: 200 | 202): unknown }, id: string, slug: string) => {
    const { row, runs } = await attend(storage, clock, app.log, id);
    reply.code(runs ? 202 : 200);
    return schemas.showOperation(row, slug, await refusalsOf(storage, row));
  };

  const visibleOperation = async (caller: Caller, id: string) => {
    const row = await findOperation(storage, id);
    if (row === null || !sees(caller, row.project_id)) throw notFound('The operation');
    return { row, slug: (await visibleProject(storage, caller, row.project_id)).slug };
  };
};

const living = async (queries: Queries, id: number): Promise<LivingIssue> => {
  const issue = (await loadIssues(queries, [id])).get(id);
  if (issue === undefined) throw notFound('The issue');
  return issue;
};

const showState = async (queries: Queries, id: number) => {
  const { state } = await living(queries, id);
  const { status } = state;
  const release = status.kind === 'resolved' && status.by === 'release' ? status.release : null;
  const versions = await releaseVersions(queries, [release]);
  return {
    status: status.kind,
    regressed: status.kind === 'unresolved' && status.regressed,
    resolvedBy: status.kind === 'resolved' ? status.by : null,
    resolvedIn: versions.get(release ?? 0) ?? null,
    mutedUntil: status.kind === 'muted' && status.until !== null ? toIso(status.until) : null,
    mutedUntilUsers: status.kind === 'muted' ? status.users : null,
    deletedUntil: status.kind === 'deleted' ? toIso(status.until) : null,
    mutedUntilVolume: status.kind === 'muted' ? [...status.volume] : [],
    priority: state.priority,
    assigneeId: state.assignee,
    assigneeTeamId: state.team,
  };
};

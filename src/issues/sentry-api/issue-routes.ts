import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { callerOf, visibleProject } from '../../accounts/index.ts';
import type { Caller, Project } from '../../accounts/index.ts';
import { conflict, decodeCursor, MINUTE, notFound, startOf, toHex, toIso } from '../../kit/index.ts';
import { attend } from '../lifecycle/attend.ts';
import { startOperation } from '../lifecycle/operations.ts';
import type { Target } from '../lifecycle/operations.ts';
import { statusName } from '../lifecycle/rows.ts';
import { readRequest } from '../lifecycle/wanted.ts';
import type { ActionRequest } from '../lifecycle/wanted.ts';
import { listEvents } from '../read/events.ts';
import type { EventRow } from '../read/events.ts';
import { listIssues } from '../read/issues.ts';
import type { IssueRow } from '../read/issues.ts';
import { filterOf } from '../routes/issue-filter.ts';
import { visibleIssue } from '../routes/visible.ts';
import { shortIdOf } from '../short-id.ts';
import { cursorOf, onePage, pageQuery, projectPath } from './paging.ts';
import { maybe } from './release-body.ts';
import type { SentryApiOptions } from './routes.ts';

/** What an issue is now, and what must be done so that it becomes what a client wants. What stands in no list cannot be, or is so already. */
const ways = {
  resolved: { unresolved: 'resolve', muted: 'resolve' },
  muted: { unresolved: 'mute' },
  unresolved: { resolved: 'reopen', muted: 'unmute' },
} as const satisfies Record<string, Readonly<Partial<Record<string, ActionRequest['action']>>>>;

type State = keyof typeof ways;

/** Sentry's words for a state, of today and of before. */
const states: Readonly<Record<string, State>> = {
  resolved: 'resolved',
  unresolved: 'unresolved',
  muted: 'muted',
  ignored: 'muted',
};

const change = Type.Object({
  status: Type.Enum(['resolved', 'unresolved', 'muted', 'ignored']),
  snoozeDuration: maybe(Type.Integer({ minimum: 1, maximum: 5_256_000, description: 'muted: so many minutes' })),
});

const listed = Type.Object({ ...pageQuery.properties, query: Type.Optional(Type.String({ maxLength: 1_000 })) });
/** Without either all issues are meant, so nothing else may be said that would be passed over. */
const chosen = Type.Object(
  {
    id: Type.Optional(Type.Array(Type.String({ maxLength: 80 }), { maxItems: 1_000 })),
    status: Type.Optional(Type.Enum(['resolved', 'unresolved', 'muted', 'ignored'])),
  },
  { additionalProperties: false },
);

/** Issues and events of a project. */
export const issuePlugin: FastifyPluginAsyncTypebox<SentryApiOptions> = async (app, { storage, clock, publicUrl }) => {
  app.get(
    '/projects/:organization/:projectId/issues',
    { schema: { params: projectPath, querystring: listed } },
    async (request, reply) => {
      const caller = callerOf(request);
      const project = await visibleProject(storage, caller, request.params.projectId);
      const { query = '', per_page: limit } = request.query;
      const cursor = cursorOf(request.query);
      const { rows } = await listIssues(storage, {
        ...filterOf(project, caller, { query, state: 'all', tab: 'all', period: 'all' }, clock.now()),
        sort: 'last_seen',
        order: 'desc',
        after: cursor === undefined ? null : decodeCursor(cursor, 'issues', ['number', 'number']),
        limit,
      });
      const at = { request, reply, url: publicUrl() };
      return onePage(at, 'issues', { rows, limit }, (row) => [row.last_seen, row.id]).map((row) =>
        showIssue(row, project),
      );
    },
  );

  app.put(
    '/projects/:organization/:projectId/issues',
    { schema: { params: projectPath, querystring: chosen, body: change } },
    async (request) => {
      const caller = callerOf(request);
      const project = await visibleProject(storage, caller, request.params.projectId);
      const { id: ids, status: from } = request.query;
      const { status: asked, snoozeDuration } = request.body;
      const to = states[asked] ?? 'resolved';
      const until = typeof snoozeDuration === 'number' ? clock.now() + snoozeDuration * MINUTE : null;
      const rows = ids === undefined ? null : await rowsOf(caller, project, ids);
      for (const row of rows ?? []) refuseImpossible(row, project, to);
      for (const [state, action] of Object.entries(ways[to]) as [State, ActionRequest['action']][]) {
        if (from !== undefined && states[from] !== state) continue;
        const target: Target =
          rows === null
            ? { filter: filterOf(project, caller, { state, tab: 'all', period: 'all' }, clock.now()) }
            : { ids: rows.filter((row) => statusName(row.status) === state).map((row) => row.id) };
        if ('ids' in target && target.ids.length === 0) continue;
        const more = action === 'mute' && until !== null ? { until } : {};
        const wanted = await readRequest(storage, project.id, { action, ...more }, clock.now());
        const operation = { project: project.id, wanted, user: caller.userId };
        await attend(storage, clock, app.log, await startOperation(storage, clock, operation, target));
      }
      return { status: asked, statusDetails: {} };
    },
  );

  app.get(
    '/projects/:organization/:projectId/events',
    { schema: { params: projectPath, querystring: pageQuery } },
    async (request, reply) => {
      const { id } = await visibleProject(storage, callerOf(request), request.params.projectId);
      const { per_page: limit } = request.query;
      const before = startOf('events', cursorOf(request.query), Number.MAX_SAFE_INTEGER);
      const rows = await listEvents(storage, { project: id }, before, limit + 1);
      const at = { request, reply, url: publicUrl() };
      return onePage(at, 'events', { rows, limit }, (row) => [row.digest_order]).map(showEvent);
    },
  );

  /** Issues of the project, by number or short id. Throws 404 for others. */
  const rowsOf = async (caller: Caller, project: Project, ids: readonly string[]): Promise<IssueRow[]> => {
    const rows: IssueRow[] = [];
    for (const id of new Set(ids)) {
      const found = await visibleIssue(storage, caller, id);
      if (found.project.id !== project.id) throw notFound('The issue');
      rows.push(found.issue);
    }
    return rows;
  };
};

const refuseImpossible = (row: IssueRow, { slug }: Project, to: State): void => {
  const is = statusName(row.status);
  if (is === to || is in ways[to]) return;
  throw conflict(`${shortIdOf(slug, row.number)}: it is ${is}, so it cannot become ${to}.`, 'illegal_action');
};

const showEvent = (row: EventRow) => {
  const { level, environment, release } = row;
  return {
    id: toHex(row.event_id),
    eventID: toHex(row.event_id),
    groupID: String(row.issue_id),
    title: row.title,
    platform: row.platform,
    dateCreated: toIso(row.timestamp),
    tags: Object.entries({ level, environment, release }).flatMap(([key, value]) =>
      value === null ? [] : [{ key, value }],
    ),
    user: row.user_text === null ? null : { username: row.user_text },
  };
};

const showIssue = (row: IssueRow, { id, slug, name }: Project) => ({
  id: String(row.id),
  shortId: shortIdOf(slug, row.number),
  title: row.title,
  culprit: row.culprit,
  level: row.level,
  // The word that `sentry-cli` has for it.
  status: statusName(row.status),
  type: row.kind,
  platform: row.platform,
  count: String(row.events),
  userCount: row.users,
  firstSeen: toIso(row.first_seen),
  lastSeen: toIso(row.last_seen),
  project: { id: String(id), slug, name },
});

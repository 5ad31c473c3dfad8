import { Type } from 'typebox';
import type { Static } from 'typebox';
import { toHex, toIso } from '../../kit/index.ts';
import { priorityOf, statusName } from '../lifecycle/rows.ts';
import { priorities } from '../lifecycle/state.ts';
import type { FeedbackRow } from '../read/feedback.ts';
import { states, tabs } from '../read/filter.ts';
import type { IssueRow } from '../read/issues.ts';
import { sorts } from '../read/issues.ts';
import { shortIdOf } from '../short-id.ts';
import { query, seen } from './search-schemas.ts';
import { hex32, instant, level, nullable, pageQuery, textOrNull } from './common.ts';

export const issueRow = Type.Object({
  id: Type.Integer(),
  shortId: Type.String({ examples: ['SHOP-12'] }),
  projectId: Type.Integer(),
  title: Type.String(),
  type: Type.String({ description: 'Exception type, `Log Message`, or the kind of report' }),
  value: Type.String({ description: 'First line of value or message' }),
  culprit: Type.String({ description: 'Where it crashed; may be empty' }),
  level,
  platform: Type.String(),
  kind: Type.String({ description: 'error, message, csp, …, monitor' }),
  status: Type.Enum(['unresolved', 'resolved', 'muted', 'merged', 'deleted']),
  regressed: Type.Boolean({ description: 'Unresolved because it came back' }),
  priority: Type.Enum([...priorities]),
  assigneeId: nullable(Type.Integer({ description: 'User' })),
  assigneeTeamId: nullable(Type.Integer({ description: 'Team; never both' })),
  handled: nullable(Type.Boolean({ description: 'false when any event was unhandled; null when nobody said' })),
  events: Type.Integer(),
  users: Type.Integer(),
  firstSeen: instant,
  lastSeen: instant,
  firstRelease: textOrNull,
  lastRelease: textOrNull,
  sparkline: Type.Array(Type.Integer(), {
    description: 'Events: 24 hours for period=24h or 1h, else 30 days; oldest first',
  }),
});

export const component = Type.Object({
  kind: Type.String(),
  value: Type.String(),
  contributes: Type.Boolean(),
  reason: Type.String({ description: 'Why it does not contribute, or what was done to it; empty when plain' }),
});

/** Why something was grouped as it was. */
export const grouping = Type.Object({
  rule: Type.String({ description: 'What decided: sdk_fingerprint, project_rule, stack, exception_value, message, …' }),
  matchedRule: textOrNull,
  config: Type.String({ description: 'Version of the grouping configuration' }),
  components: Type.Array(component),
});

export const issueDetail = Type.Object({
  ...issueRow.properties,
  grouping: nullable(grouping),
  groupings: Type.Array(Type.Object({ hash: Type.String(), firstSeen: instant, config: Type.String() }), {
    description: 'The keys that lead to this issue',
  }),
  storedEvents: Type.Integer(),
  releases: Type.Array(
    Type.Object({ version: Type.String(), firstSeen: instant, lastSeen: instant, events: Type.Integer() }),
  ),
  fixes: Type.Array(
    Type.Object({
      version: Type.String(),
      holds: Type.Boolean({ description: 'false: it was seen in it although it should hold the fix' }),
    }),
    { description: 'Releases that were said to hold the fix, the last in order first' },
  ),
  occursInLatestRelease: nullable(
    Type.Boolean({ description: 'Seen in the release that sorts behind all others; null: there is none' }),
  ),
  environments: Type.Array(Type.String()),
  feedbackCount: Type.Integer(),
});

export const similarIssue = Type.Object({
  id: Type.Integer(),
  shortId: Type.String(),
  title: Type.String(),
  culprit: Type.String(),
  status: issueRow.properties.status,
  regressed: Type.Boolean(),
  events: Type.Integer(),
  users: Type.Integer(),
  lastSeen: instant,
  score: Type.Number({ description: 'Share of words that both titles have, 0 to 1' }),
});

export const issuesQuery = Type.Object({
  ...pageQuery.properties,
  query: Type.Optional(query),
  q: Type.Optional(Type.String({ maxLength: 200, description: 'Text as it stands, or a short id' })),
  state: Type.Enum([...states], {
    default: 'all',
    description: 'regressed: unresolved because it came back. Issues merged into others are left out',
  }),
  tab: Type.Enum([...tabs], { default: 'all', description: 'new: first seen within 7 days' }),
  sort: Type.Enum([...sorts], { default: 'last_seen' }),
  order: Type.Enum(['desc', 'asc'], { default: 'desc' }),
  environment: Type.Optional(Type.String({ maxLength: 64, description: 'Only issues seen in it' })),
  ...seen,
});

/** What the tabs of a list count by: all of its filter but the state. */
export const countsQuery = Type.Pick(issuesQuery, ['query', 'q', 'tab', 'environment', 'period', 'from', 'to']);

export const stateCounts = Type.Object({
  unresolved: Type.Integer(),
  regressed: Type.Integer({ description: 'Among the unresolved' }),
  resolved: Type.Integer(),
  muted: Type.Integer(),
  lowerBound: Type.Boolean({ description: 'There may be more of each, as with `totalIsLowerBound` of the list' }),
});

export const feedback = Type.Object({
  id: hex32,
  eventId: nullable(hex32),
  issueId: nullable(Type.Integer()),
  name: textOrNull,
  email: textOrNull,
  message: Type.String(),
  url: textOrNull,
  createdAt: instant,
});

export const tagValue = Type.Object({ value: Type.String(), count: Type.Integer() });

export const tagSummary = Type.Object({
  key: Type.String(),
  total: Type.Integer({ description: 'Events with this tag; more than the values add up to when there were too many' }),
  distinct: Type.Integer({ description: 'Values counted one by one, at most 1,000' }),
  values: Type.Array(tagValue, { description: 'The 10 most frequent' }),
});

export const showIssue = (
  row: IssueRow,
  slug: string,
  versions: ReadonlyMap<number, string>,
  sparkline: readonly number[],
): Static<typeof issueRow> => ({
  id: row.id,
  shortId: shortIdOf(slug, row.number),
  projectId: row.project_id,
  title: row.title,
  type: row.type,
  value: row.value,
  culprit: row.culprit,
  level: row.level as Static<typeof level>,
  platform: row.platform,
  kind: row.kind,
  status: statusName(row.status),
  regressed: row.regressed === 1,
  priority: priorityOf(row.priority),
  assigneeId: row.assignee_id,
  assigneeTeamId: row.assigned_team_id,
  handled: row.handled === 2 ? null : row.handled === 1,
  events: row.events,
  users: row.users,
  firstSeen: toIso(row.first_seen),
  lastSeen: toIso(row.last_seen),
  firstRelease: versions.get(row.first_release_id ?? 0) ?? null,
  lastRelease: versions.get(row.last_release_id ?? 0) ?? null,
  sparkline: [...sparkline],
});

export const showFeedback = (row: FeedbackRow): Static<typeof feedback> => ({
  id: toHex(row.feedback_id),
  eventId: row.event_id === null ? null : toHex(row.event_id),
  issueId: row.issue_id,
  name: row.name,
  email: row.email,
  message: row.message,
  url: row.url,
  createdAt: toIso(row.timestamp),
});

import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Selectable } from 'kysely';
import { fromDate, toIso } from '../../kit/index.ts';
import type { Commit } from '../releases/store.ts';
import type { ReleaseTable } from '../tables/statistics.ts';
import { instant, instantOrNull, iso, projectPath, textOrNull } from './common.ts';

export const releasePath = Type.Object({
  ...projectPath.properties,
  version: Type.String({ maxLength: 300, description: 'Name, percent-encoded; slashes count as dashes' }),
});

export const release = Type.Object({
  version: Type.String(),
  createdAt: instant,
  firstSeen: instantOrNull,
  lastSeen: instantOrNull,
  finalizedAt: { ...instantOrNull, description: 'When it was said to be out; null: it was only seen' },
  archivedAt: { ...instantOrNull, description: 'Since when lists leave it out; null: they do not' },
  isLatest: Type.Boolean({ description: 'It sorts behind all others of the project' }),
  semantic: Type.Boolean({ description: 'Its name holds a semantic version' }),
  url: textOrNull,
  ref: textOrNull,
  newIssues: Type.Integer({ description: 'Issues whose first event was of this release' }),
  events: Type.Integer(),
  commits: Type.Integer(),
  deploys: Type.Integer(),
});

const text = (maxLength: number) => Type.Optional(Type.Union([Type.String({ maxLength }), Type.Null()]));
const dateTime = Type.Optional(Type.Union([Type.String({ format: 'date-time' }), Type.Null()]));

export const releaseChange = Type.Object(
  { url: text(2_000), ref: text(200), finalizedAt: dateTime, archivedAt: dateTime },
  { additionalProperties: false },
);

export const newRelease = Type.Object(
  { version: Type.String({ minLength: 1, maxLength: 300 }), ...releaseChange.properties },
  { additionalProperties: false },
);

const patch = Type.Object({
  path: Type.String({ maxLength: 2_000 }),
  type: Type.String({ maxLength: 1, description: 'A added, M modified, D deleted' }),
});

export const commit = Type.Object({
  sha: Type.String({ minLength: 1, maxLength: 64 }),
  repository: text(200),
  authorName: text(200),
  authorEmail: text(320),
  at: dateTime,
  message: text(20_000),
  patchSet: Type.Optional(Type.Array(patch, { maxItems: 5_000 })),
});

export const ref = Type.Object({
  repository: Type.String({ minLength: 1, maxLength: 200 }),
  sha: Type.String({ minLength: 1, maxLength: 64 }),
  previousSha: text(64),
});

export const newDeploy = Type.Object(
  {
    environment: Type.String({ minLength: 1, maxLength: 64 }),
    name: text(200),
    url: text(2_000),
    startedAt: dateTime,
    finishedAt: dateTime,
  },
  { additionalProperties: false },
);

export const deploy = Type.Object({
  id: Type.Integer(),
  environment: Type.String(),
  name: textOrNull,
  url: textOrNull,
  startedAt: instantOrNull,
  finishedAt: instant,
});

export const deployed = Type.Object({
  environment: Type.String(),
  finishedAt: instant,
  deploys: Type.Integer({ description: 'How often it was brought there' }),
});

/** An issue as a commit names it. */
const fix = Type.Object({
  id: Type.Integer(),
  shortId: Type.String({ examples: ['SHOP-12'] }),
  title: Type.String(),
  status: Type.Enum(['unresolved', 'resolved', 'muted', 'merged']),
});

export const listedCommit = Type.Object({
  ...commit.properties,
  fixes: Type.Array(fix, { description: 'Issues of the project that its message says it fixes' }),
});

export const showRelease = (
  row: Selectable<ReleaseTable>,
  latest: number | null,
  counts: { readonly commits: ReadonlyMap<number, number>; readonly deploys: ReadonlyMap<number, number> },
): Static<typeof release> => ({
  version: row.version,
  createdAt: toIso(row.created_at),
  firstSeen: iso(row.first_seen),
  lastSeen: iso(row.last_seen),
  finalizedAt: iso(row.finalized_at),
  archivedAt: iso(row.archived_at),
  isLatest: row.id === latest,
  semantic: row.semantic === 1,
  url: row.url,
  ref: row.ref,
  newIssues: row.new_issues,
  events: row.events,
  commits: counts.commits.get(row.id) ?? 0,
  deploys: counts.deploys.get(row.id) ?? 0,
});

/** An instant as sent; undefined stays undefined. */
export const readInstant = <Sent extends string | null | undefined>(sent: Sent) =>
  (typeof sent === 'string' ? fromDate(new Date(sent)) : sent) as number | Exclude<Sent, string>;

export const readCommit = (sent: Static<typeof commit>): Commit => ({
  sha: sent.sha,
  repository: sent.repository ?? null,
  authorName: sent.authorName ?? null,
  authorEmail: sent.authorEmail ?? null,
  at: readInstant(sent.at) ?? null,
  message: sent.message ?? null,
  patchSet: sent.patchSet ?? [],
});

import type { Project } from '../accounts/index.ts';
import type { Level } from '../ingest/index.ts';
import type { Instant } from '../kit/index.ts';
import { notFound, toHex, toIso } from '../kit/index.ts';
import type { Queries } from '../storage/index.ts';
import { decodeBody } from './body.ts';
import { listEvents } from './read/events.ts';
import type { EventScope } from './read/events.ts';
import { issueById, issueByNumber, releaseVersions } from './read/issue.ts';
import { listIssues } from './read/issues.ts';
import type { IssueRow } from './read/issues.ts';
import { shortIdOf } from './short-id.ts';
import type { IssuesTables } from './tables.ts';

/** An event in one line, for programs: what a person would look at first. Instants are ISO 8601. */
export interface ExportedEvent {
  readonly event_id: string;
  /** SHORT-ID. */
  readonly issue: string;
  readonly title: string;
  readonly culprit: string;
  readonly level: Level;
  readonly platform: string;
  readonly release: string | null;
  readonly environment: string | null;
  /** As in the event, oldest cause first; `frames` and `in_app` count. */
  readonly exceptions: readonly {
    readonly type: string | null;
    readonly value: string | null;
    readonly frames: number;
    readonly in_app: number;
  }[];
  readonly tags: Readonly<Record<string, string>>;
  readonly received_at: string;
}

export interface ExportedIssue {
  readonly issue: string;
  readonly title: string;
  readonly culprit: string;
  readonly kind: string;
  readonly level: string;
  readonly platform: string;
  readonly events: number;
  readonly users: number;
  readonly first_seen: string;
  readonly last_seen: string;
  readonly first_release: string | null;
  readonly last_release: string | null;
}

const PAGE = 200;

/** The stored events of a project, the newest first, page by page: whoever reads slowly holds nothing but a page. Throws `not_found` for an issue of another project. */
export const exportEvents = async function* (
  queries: Queries,
  project: Pick<Project, 'id' | 'slug'>,
  filter: { readonly issue?: string | undefined; readonly since?: Instant | undefined } = {},
): AsyncGenerator<ExportedEvent> {
  const scope: EventScope =
    filter.issue === undefined
      ? { project: project.id }
      : { issue: (await issueOf(queries, project, filter.issue)).id, environment: null };
  const since = filter.since ?? -Infinity;
  let before: number | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof listEvents>> = await listEvents(queries, scope, before, PAGE);
    const rows = page.filter((row) => row.received_at >= since);
    const numbers = await numbersOf(queries, rows);
    const bodies = await bodiesOf(queries, rows);
    for (const row of rows) {
      const body = bodies.get(row.id);
      // Retention may take an event between two look-ups.
      if (body === undefined) continue;
      const { event, grouping } = decodeBody(body);
      yield {
        event_id: toHex(row.event_id),
        issue: shortIdOf(project.slug, numbers.get(row.issue_id) ?? 0),
        title: grouping.title.title,
        culprit: grouping.title.culprit,
        level: event.level,
        platform: event.platform,
        release: event.release,
        environment: event.environment,
        exceptions: event.exceptions.map(({ type, value, stacktrace }) => ({
          type,
          value,
          frames: stacktrace?.frames.length ?? 0,
          in_app: stacktrace?.frames.filter(({ inApp }) => inApp).length ?? 0,
        })),
        tags: Object.fromEntries(event.tags),
        received_at: toIso(row.received_at),
      };
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    before = last.digest_order;
  }
};

/** The issues of a project, the last seen first, page by page. */
export const exportIssues = async function* (
  queries: Queries,
  project: Pick<Project, 'id' | 'slug'>,
): AsyncGenerator<ExportedIssue> {
  const query = {
    project: project.id,
    slug: project.slug,
    userId: 0,
    now: 0,
    query: null,
    state: 'all',
    text: null,
    number: null,
    tab: 'all',
    newSince: 0,
    sort: 'last_seen',
    order: 'desc',
    environment: null,
    since: null,
    limit: PAGE,
  } as const;
  let after: readonly [number, number] | null = null;
  for (;;) {
    const { rows }: { rows: IssueRow[] } = await listIssues(queries, { ...query, after });
    const page = rows.slice(0, PAGE);
    const versions = await releaseVersions(
      queries,
      page.flatMap((row) => [row.first_release_id, row.last_release_id]),
    );
    const version = (id: number | null) => (id === null ? null : (versions.get(id) ?? null));
    for (const row of page)
      yield {
        issue: shortIdOf(project.slug, row.number),
        title: row.title,
        culprit: row.culprit,
        kind: row.kind,
        level: row.level,
        platform: row.platform,
        events: row.events,
        users: row.users,
        first_seen: toIso(row.first_seen),
        last_seen: toIso(row.last_seen),
        first_release: version(row.first_release_id),
        last_release: version(row.last_release_id),
      };
    const last = page.at(-1);
    if (last === undefined || rows.length <= PAGE) return;
    after = [last.last_seen, last.id];
  }
};

/** By number, or by SHORT-ID of this project. */
const issueOf = async (queries: Queries, project: Pick<Project, 'id' | 'slug'>, id: string): Promise<IssueRow> => {
  const short = id.toLowerCase().startsWith(`${project.slug}-`) ? id.slice(project.slug.length + 1) : null;
  const number = Number(short ?? id);
  const found = !Number.isSafeInteger(number)
    ? undefined
    : short === null
      ? await issueById(queries, number)
      : await issueByNumber(queries, project.id, number);
  if (found === undefined || found.project_id !== project.id) throw notFound(`The issue ${id}`);
  return found;
};

const numbersOf = async (queries: Queries, rows: readonly { issue_id: number }[]): Promise<Map<number, number>> => {
  const ids = [...new Set(rows.map(({ issue_id }) => issue_id))];
  if (ids.length === 0) return new Map();
  const found = await queries
    .as<IssuesTables>()
    .selectFrom('issue')
    .select(['id', 'number'])
    .where('id', 'in', ids)
    .execute();
  return new Map(found.map(({ id, number }) => [id, number]));
};

const bodiesOf = async (queries: Queries, rows: readonly { id: number }[]): Promise<Map<number, Uint8Array>> => {
  const found = await queries.lookupMany<{ id: number; body: Uint8Array }>(
    { table: 'event_body', keys: { id: 'integer' }, columns: ['id', 'body'] },
    rows.map(({ id }) => ({ id })),
  );
  return new Map(found.map(({ id, body }) => [id, body]));
};

import type { Queries } from '../../storage/index.ts';
import { latestRelease } from '../releases/create.ts';
import type { IssuesTables } from '../tables.ts';
import type { Explanation } from '../types.ts';
import { columns } from './issues.ts';
import type { IssueRow } from './issues.ts';

/** What lists on an issue's page show at most. */
const MAX_LISTED = 100;

export const issueById = (queries: Queries, id: number): Promise<IssueRow | undefined> =>
  queries.as<IssuesTables>().selectFrom('issue').select(columns).where('issue.id', '=', id).executeTakeFirst();

export const issueByNumber = (queries: Queries, project: number, number: number): Promise<IssueRow | undefined> =>
  queries
    .as<IssuesTables>()
    .selectFrom('issue')
    .select(columns)
    .where('issue.project_id', '=', project)
    .where('issue.number', '=', number)
    .executeTakeFirst();

/** Issues of a project by their numbers; those that do not exist are absent. */
export const issuesByNumber = async (queries: Queries, project: number, numbers: readonly number[]) => {
  const rows = await queries.lookupMany<{ id: number; number: number; title: string; status: number }>(
    {
      table: 'issue',
      keys: { project_id: 'integer', number: 'integer' },
      columns: ['id', 'number', 'title', 'status'],
    },
    [...new Set(numbers)].map((number) => ({ project_id: project, number })),
  );
  return new Map(rows.map((row) => [row.number, row]));
};

/** The versions of these releases. */
export const releaseVersions = async (
  queries: Queries,
  ids: readonly (number | null)[],
): Promise<Map<number, string>> => {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('release')
    .select(['id', 'version'])
    .where('id', 'in', wanted)
    .execute();
  return new Map(rows.map(({ id, version }) => [id, version]));
};

export const explanationOf = async (queries: Queries, issue: number): Promise<Explanation | null> => {
  const row = await queries
    .as<IssuesTables>()
    .selectFrom('issue_explanation')
    .select('explanation')
    .where('issue_id', '=', issue)
    .executeTakeFirst();
  return row === undefined ? null : (JSON.parse(row.explanation) as Explanation);
};

/** The grouping keys that lead to an issue, the oldest first. */
export const groupingsOf = (queries: Queries, issue: number) =>
  queries
    .as<IssuesTables>()
    .selectFrom('issue_grouping')
    .select(['hash', 'config', 'first_seen'])
    .where('issue_id', '=', issue)
    .orderBy('first_seen')
    .orderBy('hash')
    .limit(MAX_LISTED)
    .execute();

/** The releases an issue was seen in, the latest first. */
export const releasesOf = (queries: Queries, issue: number) =>
  queries
    .as<IssuesTables>()
    .selectFrom('issue_release')
    .innerJoin('release', 'release.id', 'issue_release.release_id')
    .select(['release.version', 'issue_release.first_seen', 'issue_release.last_seen', 'issue_release.events'])
    .where('issue_release.issue_id', '=', issue)
    .orderBy('issue_release.last_seen', 'desc')
    .orderBy('issue_release.release_id', 'desc')
    .limit(MAX_LISTED)
    .execute();

/** What was said of releases and this issue, the last in order first: somebody resolved it in them, or it was seen in them although they should hold the fix. */
export const fixesOf = (queries: Queries, issue: number) =>
  queries
    .as<IssuesTables>()
    .selectFrom('issue_fix')
    .innerJoin('release', 'release.id', 'issue_fix.release_id')
    .select(['release.version', 'issue_fix.fixed'])
    .where('issue_fix.issue_id', '=', issue)
    .orderBy('release.order_key', 'desc')
    .orderBy('release.id', 'desc')
    .limit(MAX_LISTED)
    .execute();

/** Whether an issue was seen in the project's latest release; null: it has no release. */
export const occursInLatest = async (
  queries: Queries,
  { id, project_id }: Pick<IssueRow, 'id' | 'project_id'>,
): Promise<boolean | null> => {
  const latest = await latestRelease(queries, project_id);
  if (latest === null) return null;
  const row = await queries
    .as<IssuesTables>()
    .selectFrom('issue_release')
    .select('issue_id')
    .where('issue_id', '=', id)
    .where('release_id', '=', latest.id)
    .executeTakeFirst();
  return row !== undefined;
};

/** The environments an issue was seen in, by name. */
export const environmentsOf = async (queries: Queries, issue: number): Promise<string[]> => {
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('issue_environment')
    .innerJoin('environment', 'environment.id', 'issue_environment.environment_id')
    .select('environment.name')
    .where('issue_environment.issue_id', '=', issue)
    .orderBy('environment.name')
    .limit(MAX_LISTED)
    .execute();
  return rows.map(({ name }) => name);
};

export const feedbackCount = async (queries: Queries, issue: number): Promise<number> => {
  const row = await queries
    .as<IssuesTables>()
    .selectFrom('feedback')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('issue_id', '=', issue)
    .executeTakeFirstOrThrow();
  return row.count;
};

import { rowsContaining } from '../../storage/index.ts';
import type { Queries } from '../../storage/index.ts';
import { statuses } from '../lifecycle/rows.ts';
import { similarity, titleWords } from '../similarity.ts';
import { searchForm } from '../search/text.ts';
import type { IssuesTables } from '../tables.ts';
import { issueTextIndex } from '../tables/search.ts';
import type { IssueRow } from './issues.ts';

/** What one look into the text index may bring, newest issues first: the price does not grow with what is stored. */
const MAX_FOUND = 300;

/** Less than this is chance. */
const LEAST = 0.4;

/** Issues of the same project whose titles share most of their words, the most alike first. A few looks into the text index, whatever is stored. */
export const similarIssues = async (
  queries: Queries,
  issue: Pick<IssueRow, 'id' | 'project_id' | 'title' | 'culprit'>,
  limit: number,
) => {
  const words = titleWords(issue.title);
  if (words.length === 0) return [];
  const telling = [...words].sort((a, b) => b.length - a.length).slice(0, 4);
  // All of them; then each left out once, so that titles that differ in one word are found; then the most telling alone.
  const looks = [telling, ...telling.map((word) => telling.filter((other) => other !== word)), telling.slice(0, 1)];
  const found = new Set<number>();
  for (const look of new Set(looks.filter((each) => each.length > 0).map((each) => each.join(' '))))
    for (const id of await idsContaining(queries, look.split(' '))) found.add(id);
  found.delete(issue.id);
  if (found.size === 0) return [];
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('issue')
    .select(['id', 'number', 'title', 'culprit', 'status', 'regressed', 'events', 'users', 'last_seen'])
    .where('id', 'in', [...found])
    .where('project_id', '=', issue.project_id)
    .where('status', '<', statuses.merged)
    .execute();
  return rows
    .map((row) => ({ ...row, score: similarity(words, titleWords(row.title)) }))
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score || b.events - a.events || a.id - b.id)
    .slice(0, limit);
};

const idsContaining = async (queries: Queries, words: readonly string[]): Promise<number[]> => {
  const texts = words.map((word) => [searchForm(word)]);
  const { rows } = await rowsContaining(queries.dialect, issueTextIndex, texts, MAX_FOUND).execute(queries.as());
  return rows.map(({ id }) => id);
};

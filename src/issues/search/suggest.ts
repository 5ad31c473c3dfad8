import { mentionablePeople, teamsOf } from '../../accounts/index.ts';
import type { Queries } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';
import { isKey, keys } from './keys.ts';
import type { KeyName } from './keys.ts';
import { printValue } from './print.ts';

export interface SuggestedKey {
  readonly key: string;
  readonly about: string;
  readonly example: string;
  /** True for a tag of the project. */
  readonly tag: boolean;
  /** Words that mean something of their own. */
  readonly words: string[];
}

/** Keys that begin with `prefix`: those of the language first, then the project's tags, by name. */
export const suggestKeys = async (
  queries: Queries,
  project: number,
  prefix: string,
  limit: number,
): Promise<SuggestedKey[]> => {
  const own = Object.entries(keys)
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, { about, example, words }]): SuggestedKey => ({ key, about, example, words: [...words], tag: false }));
  const tags = await queries
    .as<IssuesTables>()
    .selectFrom('tag_key')
    .select('key')
    .where('project_id', '=', project)
    .where('key', '>=', prefix)
    .where('key', '<', behind(prefix))
    .orderBy('key')
    .limit(limit)
    .execute();
  const named = tags.map(({ key }): SuggestedKey => {
    const written = isKey(key) || key.includes(':') ? `tags[${key}]` : key;
    return { key: written, about: 'Tag', example: `${written}:`, words: [], tag: true };
  });
  // The tags that say what a key of the language says, under the same name, would only be in the way.
  return [...own, ...named.filter(({ key }) => !key.startsWith('tags[') || key.includes(':'))].slice(0, limit);
};

/** A value, and how it stands in a search behind the colon. */
export interface SuggestedValue {
  readonly value: string;
  readonly text: string;
}

/** Values of a key that begin with `prefix`; the key's own words first, never more than `limit`. */
export const suggestValues = async (
  queries: Queries,
  project: number,
  key: string,
  prefix: string,
  limit: number,
): Promise<SuggestedValue[]> => {
  const explicit = /^tags\[(.+)\]$/.exec(key)?.[1];
  const written = (value: string): SuggestedValue => ({ value, text: printValue([value]) });
  if (explicit !== undefined || !isKey(key))
    return (await tagValues(queries, project, explicit ?? key, prefix, limit)).map(written);
  const words: readonly string[] = keys[key].words;
  const first = words.filter((word) => word.startsWith(prefix)).map((word) => ({ value: word, text: word }));
  return [...first, ...(await ownValues(queries, project, key, prefix, limit)).map(written)].slice(0, limit);
};

const ownValues = async (
  queries: Queries,
  project: number,
  key: KeyName,
  prefix: string,
  limit: number,
): Promise<string[]> => {
  const db = queries.as<IssuesTables>();
  switch (key) {
    case 'environment': {
      const rows = await db
        .selectFrom('environment')
        .select('name')
        .where('project_id', '=', project)
        .where('name', '>=', prefix)
        .where('name', '<', behind(prefix))
        .orderBy('name')
        .limit(limit)
        .execute();
      return rows.map(({ name }) => name);
    }
    case 'assigned':
      return [...(await addresses(queries, project, prefix, limit)), ...(await teams(queries, project, prefix))];
    case 'mentioned':
      return await addresses(queries, project, prefix, limit);
    case 'release':
      return await releases(queries, project, prefix, limit);
    case 'file':
      return await files(queries, project, prefix, limit);
    case 'has':
      return (await suggestKeys(queries, project, prefix, 100))
        .filter(({ tag }) => tag)
        .map((tag) => tag.key)
        .slice(0, limit);
    case 'user.id':
    case 'user.email':
    case 'user.username':
    case 'user.ip': {
      const kind = `${key.slice('user.'.length)}:`;
      const named = await tagValues(queries, project, 'user', kind + prefix, limit);
      const more = await tagValues(queries, project, key, prefix, limit);
      return [...new Set([...named.map((value) => value.slice(kind.length)), ...more])].sort();
    }
    default:
      return [];
  }
};

/** Of people who see the project, found by name too. */
const addresses = async (queries: Queries, project: number, prefix: string, limit: number): Promise<string[]> =>
  (await mentionablePeople(queries, project, prefix, limit)).map(({ email }) => email);

/** Teams that see the project, as `#slug`; the sign may be missing yet. */
const teams = async (queries: Queries, project: number, prefix: string): Promise<string[]> =>
  (await teamsOf(queries, { projectId: project }))
    .map(({ slug }) => `#${slug}`)
    .filter((name) => name.startsWith(prefix) || name.slice(1).startsWith(prefix));

/** The newest first, of those that begin so or whose version behind the package does. */
const releases = async (queries: Queries, project: number, prefix: string, limit: number): Promise<string[]> => {
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('release')
    .select('version')
    .where('project_id', '=', project)
    .orderBy('order_key', 'desc')
    .orderBy('id', 'desc')
    .limit(MAX_RELEASES)
    .execute();
  return rows
    .map(({ version }) => version)
    .filter((version) => version.startsWith(prefix) || version.slice(version.lastIndexOf('@') + 1).startsWith(prefix))
    .slice(0, limit);
};

const MAX_RELEASES = 2_000;

/** Each file once, although many issues have it: a look into the index for each. */
const files = async (queries: Queries, project: number, prefix: string, limit: number): Promise<string[]> => {
  const found: string[] = [];
  for (let last: string | null = null; found.length < limit; ) {
    const row: { path: string } | undefined = await queries
      .as<IssuesTables>()
      .selectFrom('issue_file')
      .select('path')
      .where('project_id', '=', project)
      .where('path', last === null ? '>=' : '>', last ?? prefix)
      .where('path', '<', behind(prefix))
      .orderBy('path')
      .limit(1)
      .executeTakeFirst();
    if (row === undefined) break;
    last = row.path;
    found.push(row.path);
  }
  return found;
};

const tagValues = async (
  queries: Queries,
  project: number,
  key: string,
  prefix: string,
  limit: number,
): Promise<string[]> => {
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('tag_key')
    .innerJoin('tag_value', 'tag_value.key_id', 'tag_key.id')
    .select('tag_value.value')
    .where('tag_key.project_id', '=', project)
    .where('tag_key.key', '=', key)
    .where('tag_value.value', '>=', prefix)
    .where('tag_value.value', '<', behind(prefix))
    .orderBy('tag_value.value')
    .limit(limit)
    .execute();
  return rows.map(({ value }) => value);
};

/** The end of everything that begins with `prefix`. */
const behind = (prefix: string): string => `${prefix}\u{10ffff}`;

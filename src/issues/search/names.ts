import { personByEmail, teamBySlug, teamsOf } from '../../accounts/index.ts';
import type { Queries } from '../../storage/index.ts';
import { orderOf } from '../releases/order.ts';
import { semanticVersion } from '../releases/order.ts';
import type { IssuesTables } from '../tables.ts';
import type { Node, Operand, Pattern, Query, Test } from './query.ts';

/** What the names in a search stand for in its project, looked up beforehand: a constant number of statements. */
export interface Names {
  tagKey(name: string): number | null;
  tagValue(key: number, value: string): number | null;
  latestRelease(): number | null;
  /** Where a version stands in the order of releases, whether it is there or not; null where nothing can be said. */
  orderKey(version: string): string | null;
  users(email: Pattern): readonly number[];
  /** Of this slug: one or none. */
  teams(slug: string): readonly number[];
  /** Of whoever asks. */
  ownTeams(): readonly number[];
}

/** The numbers of the project's tags of these names. */
export const tagKeys = async (
  queries: Queries,
  project: number,
  names: readonly string[],
): Promise<Map<string, number>> => {
  const rows = await queries.lookupMany<{ id: number; key: string }>(
    { table: 'tag_key', keys: { project_id: 'integer', key: 'text' }, columns: ['id', 'key'] },
    names.map((key) => ({ project_id: project, key })),
  );
  return new Map(rows.map(({ id, key }) => [key, id]));
};

export const lookUpNames = async (
  queries: Queries,
  { project, userId }: { readonly project: number; readonly userId: number },
  { root }: Query,
  known: ReadonlyMap<string, number>,
): Promise<Names> => {
  const wanted = collect(root);
  const more = [...wanted.tags.keys()].filter((key) => !known.has(key));
  const keys = new Map([...known, ...(await tagKeys(queries, project, more))]);
  const values = await tagValues(queries, keys, wanted.tags);
  const order = await orderKeys(queries, project, wanted.versions);
  const latest = wanted.latest ? await latestRelease(queries, project) : null;
  const users = new Map<string, readonly number[]>();
  const teams = new Map<string, readonly number[]>();
  for (const who of wanted.people)
    if (who[0].startsWith('#')) teams.set(who[0].slice(1), await teamsNamed(queries, who[0].slice(1)));
    else users.set(JSON.stringify(who), await usersNamed(queries, who));
  const own = wanted.ownTeams ? (await teamsOf(queries, { userId })).map(({ id }) => id) : [];
  return {
    tagKey: (name) => keys.get(name) ?? null,
    tagValue: (key, value) => values.get(`${key} ${value}`) ?? null,
    latestRelease: () => latest,
    orderKey: (version) => order.get(version) ?? null,
    users: (email) => users.get(JSON.stringify(email)) ?? [],
    teams: (slug) => teams.get(slug) ?? [],
    ownTeams: () => own,
  };
};

interface Wanted {
  /** Tags, with the values that are named in full. */
  readonly tags: Map<string, Set<string>>;
  readonly versions: Set<string>;
  readonly people: Pattern[];
  latest: boolean;
  ownTeams: boolean;
}

const collect = (root: Node | null): Wanted => {
  const wanted: Wanted = { tags: new Map(), versions: new Set(), people: [], latest: false, ownTeams: false };
  const tag = (key: string, [first, ...rest]: Pattern): void => {
    const values = wanted.tags.get(key) ?? new Set();
    wanted.tags.set(key, values);
    if (rest.length === 0) values.add(first);
  };
  const visit = (node: Node): void => {
    if (node.kind === 'and' || node.kind === 'or') node.nodes.forEach(visit);
    else if (node.kind === 'not') visit(node.node);
    else if (node.kind === 'tag') tag(node.key, node.pattern);
    else if (node.kind === 'term' && node.key === 'release') {
      if (node.test.kind === 'word') wanted.latest = true;
      for (const version of versionsOf(node.test)) wanted.versions.add(version);
    } else if (node.kind === 'term' && node.test.kind === 'word') {
      if (node.test.word === 'my-teams') wanted.ownTeams = true;
    } else if (node.kind === 'term' && node.test.kind === 'matches') {
      const { key, test } = node;
      if (key === 'assigned' || key === 'mentioned') wanted.people.push(test.pattern);
      if (key === 'has' && test.pattern.length === 1)
        wanted.tags.set(test.pattern[0], wanted.tags.get(test.pattern[0]) ?? new Set());
      if (!key.startsWith('user.')) return;
      const [first, ...rest] = test.pattern;
      tag(key, test.pattern);
      tag('user', [`${key.slice('user.'.length)}:${first}`, ...rest]);
    }
  };
  if (root !== null) visit(root);
  return wanted;
};

const versionsOf = (test: Test): string[] => {
  const operands: (Operand | null)[] =
    test.kind === 'compare' ? [test.value] : test.kind === 'range' ? [test.from, test.to] : [];
  return operands.flatMap((operand) => (operand?.kind === 'version' ? [operand.version] : []));
};

const tagValues = async (
  queries: Queries,
  keys: ReadonlyMap<string, number>,
  wanted: Wanted['tags'],
): Promise<Map<string, number>> => {
  const rows = await queries.lookupMany<{ id: number; key_id: number; value: string }>(
    { table: 'tag_value', keys: { key_id: 'integer', value: 'text' }, columns: ['id', 'key_id', 'value'] },
    [...wanted].flatMap(([name, values]) => {
      const key = keys.get(name);
      return key === undefined ? [] : [...values].map((value) => ({ key_id: key, value }));
    }),
  );
  return new Map(rows.map(({ id, key_id, value }) => [`${key_id} ${value}`, id]));
};

const usersNamed = async (queries: Queries, [email]: Pattern): Promise<number[]> => {
  const person = await personByEmail(queries, email);
  return person === null ? [] : [person.id];
};

const teamsNamed = async (queries: Queries, slug: string): Promise<number[]> => {
  const team = await teamBySlug(queries, slug);
  return team === null ? [] : [team.id];
};

const latestRelease = async (queries: Queries, project: number): Promise<number | null> => {
  const row = await queries
    .as<IssuesTables>()
    .selectFrom('release')
    .select('id')
    .where('project_id', '=', project)
    .orderBy('order_key', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
};

/** A release that is there stands where it stands; any other semantic version where it would, in the newest epoch of such (`1.2` is `1.2.0`). */
const orderKeys = async (
  queries: Queries,
  project: number,
  versions: ReadonlySet<string>,
): Promise<Map<string, string>> => {
  if (versions.size === 0) return new Map();
  const db = queries.as<IssuesTables>();
  const there = await db
    .selectFrom('release')
    .select(['version', 'order_key'])
    .where('project_id', '=', project)
    .where('version', 'in', [...versions])
    .execute();
  const keys = new Map(there.map(({ version, order_key }) => [version, order_key]));
  const newest = await db
    .selectFrom('release')
    .select('epoch')
    .where('project_id', '=', project)
    .where('semantic', '=', 1)
    .orderBy('order_key', 'desc')
    .limit(1)
    .executeTakeFirst();
  for (const version of versions) {
    const whole = /^v?\d+(?:\.\d+)?$/.test(version) ? `${version}${version.includes('.') ? '' : '.0'}.0` : version;
    if (keys.has(version) || semanticVersion(whole) === null) continue;
    keys.set(version, orderOf(whole, 0, { epoch: newest?.epoch ?? 0, semantic: true }).key);
  }
  return keys;
};

import type { BulkInsert, Transaction } from '../../storage/index.ts';
import { countedTags } from '../search/user-tags.ts';
import type { IssuesTables } from '../tables.ts';
import { createDictionary, keyOf, storable } from './dictionary.ts';
import type { Entry } from './dictionary.ts';
import type { Touched } from './issues.ts';
import { createLru } from './lru.ts';
import type { Staged } from './staged.ts';

/** Different values of one key that an issue counts one by one; the rest is counted together as `other`. Also the most keys of a project. */
export const MAX_VALUES = 1_000;
export const MAX_KEYS = 1_000;

/** The value number of `other`. */
export const OTHER = 0;

/** One issue and key with the batch's values. */
interface Group {
  readonly issue: number;
  readonly isNew: boolean;
  readonly key: number;
  readonly values: Map<string, number>;
}

/**
 * Counts the tags of a batch per issue. How many values an issue and key have already is remembered as an upper bound, so that the usual batch asks
 * nothing: a repeated value counts as new until the bound reaches the limit, then the rows are counted and the bound starts from the truth.
 */
export const createTagBook = () => {
  const keys = createDictionary({ table: 'tag_key', owner: 'project_id', text: 'key' }, 10_000);
  const values = createDictionary({ table: 'tag_value', owner: 'key_id', text: 'value' }, 50_000);
  /** By issue: the bound per key. */
  const bounds = createLru<number, Map<number, number>>(2_000);

  return async (tx: Transaction, staged: Staged, issues: readonly Touched[]): Promise<void> => {
    const keyIds = await resolveKeys(tx, staged, issues, keys);
    const groups = groupTags(issues, keyIds);
    const unknown = issues
      .filter(({ id, number }) => number === null && bounds.get(id) === undefined)
      .map(({ id }) => id);
    const counted = await countValues(tx, unknown);
    const boundOf = ({ issue, isNew, key }: Group): number =>
      isNew ? 0 : ((bounds.get(issue) ?? counted.get(issue))?.get(key) ?? 0);
    const tight = groups.filter((group) => boundOf(group) + group.values.size > MAX_VALUES);
    const truth = tight.length === 0 ? counted : await countValues(tx, [...new Set(tight.map(({ issue }) => issue))]);
    const refused = await refuse(tx, staged, tight, truth, values);
    const ids = await values.resolve(
      tx,
      staged,
      entriesOf(groups, (group, value) => refused.get(group)?.has(value) !== true),
    );
    await tx.insertMany(tagInsert, rowsOf(groups, refused, ids));
    staged.afterCommit(() => {
      for (const group of groups) {
        const of = bounds.get(group.issue) ?? new Map(counted.get(group.issue));
        const base = tight.includes(group) ? (truth.get(group.issue)?.get(group.key) ?? 0) : boundOf(group);
        of.set(group.key, Math.min(MAX_VALUES, base + group.values.size));
        bounds.set(group.issue, of);
      }
    });
  };
};

const resolveKeys = async (
  tx: Transaction,
  staged: Staged,
  issues: readonly Touched[],
  dictionary: ReturnType<typeof createDictionary>,
): Promise<Map<string, number>> => {
  const entries = new Map<string, Entry>();
  for (const { project, events } of issues)
    for (const { event } of events)
      for (const [key] of countedTags(event)) {
        const text = storable(key);
        entries.set(keyOf(project, text), { owner: project, text });
      }
  const known = await dictionary.resolve(tx, staged, entries.values(), { create: false });
  const missing = [...entries].filter(([name]) => !known.has(name)).map(([, entry]) => entry);
  if (missing.length === 0) return known;
  const projects = [...new Set(missing.map(({ owner }) => owner))];
  const counts = await tx
    .as<IssuesTables>()
    .selectFrom('tag_key')
    .select((eb) => ['project_id', eb.fn.countAll<number>().as('keys')])
    .where('project_id', 'in', projects)
    .groupBy('project_id')
    .execute();
  const room = new Map(projects.map((project) => [project, MAX_KEYS]));
  for (const { project_id, keys } of counts) room.set(project_id, MAX_KEYS - keys);
  const allowed = missing.filter(({ owner }) => {
    const left = room.get(owner) ?? 0;
    room.set(owner, left - 1);
    return left > 0;
  });
  return new Map([...known, ...(await dictionary.resolve(tx, staged, allowed))]);
};

const groupTags = (issues: readonly Touched[], keyIds: ReadonlyMap<string, number>): Group[] => {
  const groups: Group[] = [];
  for (const { id, project, number, events } of issues) {
    const byKey = new Map<number, Map<string, number>>();
    for (const { event } of events)
      for (const [sentKey, sentValue] of countedTags(event)) {
        const key = keyIds.get(keyOf(project, storable(sentKey)));
        if (key === undefined) continue;
        let values = byKey.get(key);
        if (values === undefined) byKey.set(key, (values = new Map()));
        const value = storable(sentValue);
        values.set(value, (values.get(value) ?? 0) + 1);
      }
    for (const [key, values] of byKey) groups.push({ issue: id, isNew: number !== null, key, values });
  }
  return groups;
};

/** How many values each key of these issues has. */
const countValues = async (tx: Transaction, issues: readonly number[]): Promise<Map<number, Map<number, number>>> => {
  const counts = new Map<number, Map<number, number>>(issues.map((issue) => [issue, new Map()]));
  if (issues.length === 0) return counts;
  const rows = await tx
    .as<IssuesTables>()
    .selectFrom('issue_tag')
    .select((eb) => ['issue_id', 'key_id', eb.fn.countAll<number>().as('values')])
    .where('issue_id', 'in', issues)
    .where('value_id', '<>', OTHER)
    .groupBy(['issue_id', 'key_id'])
    .execute();
  for (const { issue_id, key_id, values } of rows) counts.get(issue_id)?.set(key_id, values);
  return counts;
};

/** Which values of groups near the limit get no row of their own: those without one, as far as there is no room left. */
const refuse = async (
  tx: Transaction,
  staged: Staged,
  tight: readonly Group[],
  truth: ReadonlyMap<number, ReadonlyMap<number, number>>,
  dictionary: ReturnType<typeof createDictionary>,
): Promise<Map<Group, Set<string>>> => {
  const refused = new Map<Group, Set<string>>();
  if (tight.length === 0) return refused;
  const ids = await dictionary.resolve(
    tx,
    staged,
    entriesOf(tight, () => true),
    { create: false },
  );
  const wanted = tight.flatMap(({ issue, key, values }) =>
    [...values.keys()].flatMap((value) => {
      const id = ids.get(keyOf(key, value));
      return id === undefined ? [] : [{ issue_id: issue, key_id: key, value_id: id }];
    }),
  );
  const rows = await tx.lookupMany<{ issue_id: number; key_id: number; value_id: number }>(tagLookup, wanted);
  const existing = new Set(rows.map(({ issue_id, key_id, value_id }) => `${issue_id} ${key_id} ${value_id}`));
  for (const group of tight) {
    let room = MAX_VALUES - (truth.get(group.issue)?.get(group.key) ?? 0);
    const none = [...group.values.keys()].filter((value) => {
      const id = ids.get(keyOf(group.key, value));
      if (id !== undefined && existing.has(`${group.issue} ${group.key} ${id}`)) return false;
      return room-- <= 0;
    });
    refused.set(group, new Set(none));
  }
  return refused;
};

const entriesOf = (groups: readonly Group[], wanted: (group: Group, value: string) => boolean): Iterable<Entry> => {
  const entries = new Map<string, Entry>();
  for (const group of groups)
    for (const value of group.values.keys())
      if (wanted(group, value)) entries.set(keyOf(group.key, value), { owner: group.key, text: value });
  return entries.values();
};

const rowsOf = (
  groups: readonly Group[],
  refused: ReadonlyMap<Group, ReadonlySet<string>>,
  ids: ReadonlyMap<string, number>,
) =>
  groups.flatMap((group) => {
    const events = new Map<number, number>();
    for (const [value, count] of group.values) {
      const id = refused.get(group)?.has(value) === true ? OTHER : (ids.get(keyOf(group.key, value)) ?? OTHER);
      events.set(id, (events.get(id) ?? 0) + count);
    }
    return [...events].map(([value_id, count]) => ({
      issue_id: group.issue,
      key_id: group.key,
      value_id,
      events: count,
    }));
  });

const tagInsert: BulkInsert = {
  table: 'issue_tag',
  columns: { issue_id: 'integer', key_id: 'integer', value_id: 'integer', events: 'integer' },
  conflict: {
    keys: ['issue_id', 'key_id', 'value_id'],
    set: { events: 'issue_tag.events + excluded.events' },
  },
};

const tagLookup = {
  table: 'issue_tag',
  keys: { issue_id: 'integer', key_id: 'integer', value_id: 'integer' },
  columns: ['issue_id', 'key_id', 'value_id'],
} as const;

import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { like } from '../../storage/index.ts';
import type { Names } from './names.ts';
import { isThere, nothing, predicate } from './predicate.ts';
import type { Predicate } from './predicate.ts';
import type { Pattern, Test } from './query.ts';

/** Conditions that rows beside the issue answer: tags, environments, releases. Names are compared as they are written, case included. */

/** Seen with this value of a tag. */
export const tagged = (names: Names, key: string, pattern: Pattern): Predicate => {
  const id = names.tagKey(key);
  if (id === null) return nothing;
  const ofKey = sql`and issue_tag.key_id = ${id}`;
  if (pattern.length > 1)
    return beside(
      'issue_tag',
      'value_id',
      sql`in (select id from tag_value where key_id = ${id} and ${named('value', pattern)})`,
      ofKey,
    );
  const value = names.tagValue(id, pattern[0]);
  if (value === null) return nothing;
  return beside('issue_tag', 'value_id', sql`= ${value}`, ofKey);
};

/** Seen with any value of a tag. Nearly every issue has the usual ones: no set. */
export const hasTag = (names: Names, project: number, pattern: Pattern): Predicate => {
  const ofIssue = (key: RawBuilder<unknown>) =>
    predicate(isThere(sql`issue_tag where issue_tag.issue_id = issue.id and ${key}`));
  if (pattern.length > 1)
    return ofIssue(
      sql`+issue_tag.key_id in (select id from tag_key where project_id = ${project} and ${named('key', pattern)})`,
    );
  const key = names.tagKey(pattern[0]);
  return key === null ? nothing : ofIssue(sql`issue_tag.key_id = ${key}`);
};

export const inEnvironment = (project: number, pattern: Pattern): Predicate =>
  beside(
    'issue_environment',
    'environment_id',
    sql`in (select id from environment where project_id = ${project} and ${named('name', pattern)})`,
  );

export const inEnvironmentId = (id: number): Predicate => beside('issue_environment', 'environment_id', sql`= ${id}`);

/** Seen in a release: by its name or what stands behind its package (`1.2.*` finds `shop@1.2.3`), or by its place in the order of releases. */
export const inRelease = (names: Names, project: number, test: Test): Predicate => {
  const condition = releaseCondition(names, test);
  if (condition === null) return nothing;
  return beside(
    'issue_release',
    'release_id',
    sql`in (select id from release where project_id = ${project} and ${condition})`,
  );
};

const releaseCondition = (names: Names, test: Test): RawBuilder<boolean> | null => {
  const order = sql.ref('order_key');
  switch (test.kind) {
    case 'word': {
      const latest = names.latestRelease();
      return latest === null ? null : sql<boolean>`id = ${latest}`;
    }
    case 'matches': {
      const [first, ...rest] = test.pattern;
      const version = sql.ref('version');
      return sql<boolean>`(${named('version', test.pattern)} or ${like(version, ['', `@${first}`, ...rest])})`;
    }
    case 'compare': {
      const key = test.value.kind === 'version' ? names.orderKey(test.value.version) : null;
      return key === null ? null : sql<boolean>`${order} ${sql.raw(test.by)} ${key}`;
    }
    case 'range': {
      const ends = [test.from, test.to].map((end) => (end?.kind === 'version' ? names.orderKey(end.version) : null));
      const [from, to] = ends;
      if ((test.from !== null && from === null) || (test.to !== null && to === null)) return null;
      const conditions = [
        ...(from === null ? [] : [sql<boolean>`${order} >= ${from}`]),
        ...(to === null ? [] : [sql<boolean>`${order} <= ${to}`]),
      ];
      return sql<boolean>`${sql.join(conditions, sql` and `)}`;
    }
  }
};

/**
 * A condition on one column of the rows beside the issue. `further` narrows the look from the issue's side. A plus keeps a database from looking there once for each
 * value that the column may have.
 */
const beside = (
  table: 'issue_tag' | 'issue_environment' | 'issue_release',
  column: 'value_id' | 'environment_id' | 'release_id',
  condition: RawBuilder<unknown>,
  further: RawBuilder<unknown> = sql``,
): Predicate => {
  const [name, issue, value] = [sql.table(table), sql.ref(`${table}.issue_id`), sql.ref(`${table}.${column}`)];
  const set = sql<{ id: number }>`select ${issue} as id from ${name} where ${value} ${condition}`;
  return predicate(isThere(sql`${name} where ${issue} = issue.id ${further} and +${value} ${condition}`), {
    sets: [set],
    exact: set,
  });
};

/** A column by a pattern; what stands before the first wildcard narrows the index. */
const named = (column: string, pattern: Pattern): RawBuilder<boolean> => {
  const ref = sql.ref(column);
  const [first] = pattern;
  if (pattern.length === 1) return sql<boolean>`${ref} = ${first}`;
  const from = first === '' ? sql`` : sql`${ref} >= ${first} and ${ref} < ${`${first}\u{10ffff}`} and `;
  return sql<boolean>`${from}${like(ref, pattern)}`;
};

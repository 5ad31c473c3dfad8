import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Instant } from '../../kit/index.ts';
import { like } from '../../storage/index.ts';
import { levels } from './keys.ts';
import { spanOf } from './operands.ts';
import { all, isThere, nothing, predicate } from './predicate.ts';
import type { Predicate } from './predicate.ts';
import type { Operand, Pattern, Test } from './query.ts';
import { searchForm } from './text.ts';

/** Conditions that the row of the issue itself answers. */

type Counted = 'events' | 'users' | 'first_seen' | 'last_seen';

/** `is:` and `priority:`. The numbers: see `IssueLife`. */
export const stateIs = (test: Test): Predicate => (test.kind === 'word' ? (states[test.word] ?? nothing) : nothing);

const states: Readonly<Record<string, Predicate>> = {
  unresolved: predicate(sql<boolean>`issue.status = 0`),
  resolved: predicate(sql<boolean>`issue.status = 1`),
  muted: predicate(sql<boolean>`issue.status = 2`),
  regressed: predicate(sql<boolean>`(issue.status = 0 and issue.regressed = 1)`),
  assigned: predicate(sql<boolean>`(issue.assignee_id is not null or issue.assigned_team_id is not null)`),
  unassigned: predicate(sql<boolean>`(issue.assignee_id is null and issue.assigned_team_id is null)`),
  handled: predicate(sql<boolean>`issue.handled = 1`),
  unhandled: predicate(sql<boolean>`issue.handled = 0`),
  low: predicate(sql<boolean>`issue.priority = 0`),
  medium: predicate(sql<boolean>`issue.priority = 1`),
  high: predicate(sql<boolean>`issue.priority = 2`),
};

export const levelIs = (test: Test): Predicate => {
  const [by, name] =
    test.kind === 'word'
      ? (['=', test.word] as const)
      : test.kind === 'compare' && test.value.kind === 'version'
        ? ([test.by, test.value.version] as const)
        : (['=', ''] as const);
  const rank = (levels as readonly string[]).indexOf(name);
  const wanted = levels.filter((_, index) =>
    index === rank ? by.includes('=') : index < rank === by.startsWith('<') && by !== '=',
  );
  return wanted.length === 0 ? nothing : predicate(sql<boolean>`issue.level in (${sql.join([...wanted])})`);
};

/** Whole columns by a pattern, in any case. The text of the issue holds them, so its index finds them. */
export const columnMatches = (column: 'type' | 'title' | 'culprit' | 'platform', pattern: Pattern): Predicate =>
  predicate(
    likeInAnyCase(sql.ref(`issue.${column}`), pattern),
    column === 'platform' ? {} : { texts: [inText(pattern)] },
  );

/** A file by its path, or by the end of its path: `file:pay.ts` finds `src/pay.ts`. */
export const fileMatches = (pattern: Pattern): Predicate => {
  const path = sql.ref('issue_file.path');
  const [first, ...rest] = pattern;
  const matches = sql<boolean>`(${likeInAnyCase(path, pattern)} or ${likeInAnyCase(path, ['', `/${first}`, ...rest])})`;
  return predicate(isThere(sql`issue_file where issue_file.issue_id = issue.id and ${matches}`), {
    texts: [inText(pattern)],
  });
};

/** A comparison or range over a count or an instant. */
export const compares = (column: Counted, test: Test, now: Instant): Predicate => {
  const ref = sql.ref(`issue.${column}`);
  if (test.kind === 'compare')
    return predicate(sql<boolean>`(${sql.join(bounds(ref, test.by, test.value, now), sql` and `)})`);
  if (test.kind !== 'range') return nothing;
  return all(
    [
      ...(test.from === null ? [] : bounds(ref, '>=', test.from, now)),
      ...(test.to === null ? [] : bounds(ref, '<=', test.to, now)),
    ].map((condition) => predicate(condition)),
  );
};

/** A day has a beginning and an end: after it is behind its end, at most it is before its end. */
const bounds = (
  ref: RawBuilder<unknown>,
  by: '=' | '>' | '>=' | '<' | '<=',
  operand: Operand,
  now: Instant,
): RawBuilder<boolean>[] => {
  if (operand.kind === 'number') return [sql<boolean>`${ref} ${sql.raw(by)} ${operand.value}`];
  const { start, end } = spanOf(operand, now);
  const last = Math.max(start, end - 1);
  switch (by) {
    case '>':
      return [sql<boolean>`${ref} > ${last}`];
    case '>=':
      return [sql<boolean>`${ref} >= ${start}`];
    case '<':
      return [sql<boolean>`${ref} < ${start}`];
    case '<=':
      return [sql<boolean>`${ref} <= ${last}`];
    case '=':
      return [sql<boolean>`${ref} >= ${start}`, sql<boolean>`${ref} <= ${last}`];
  }
};

/** Both databases fold only A to Z here. */
const likeInAnyCase = (ref: RawBuilder<unknown>, pattern: Pattern): RawBuilder<boolean> =>
  like(
    sql`lower(${ref})`,
    pattern.map((piece) => piece.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())),
  );

const inText = (pattern: Pattern) => pattern.map(searchForm);

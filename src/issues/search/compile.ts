import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Instant } from '../../kit/index.ts';
import { contains, hasTrigrams, rowsContaining } from '../../storage/index.ts';
import type { Dialect, Pieces } from '../../storage/index.ts';
import { issueTextIndex } from '../tables/search.ts';
import type { Names } from './names.ts';
import { assignedTo, mentioned } from './people.ts';
import { all, any, not, nothing, predicate } from './predicate.ts';
import type { Predicate } from './predicate.ts';
import type { Node, Pattern, Query } from './query.ts';
import { hasTag, inEnvironment, inRelease, tagged } from './related.ts';
import { columnMatches, compares, fileMatches, levelIs, stateIs } from './columns.ts';
import { searchForm } from './text.ts';

/** What a search is asked about, and by whom. */
export interface SearchContext {
  readonly dialect: Dialect;
  readonly project: number;
  readonly now: Instant;
  /** Whom `assigned:me` means. */
  readonly userId: number;
  /** The number in a short id such as `SHOP-12`; null for other text. */
  readonly numberOf: (text: string) => number | null;
  readonly names: Names;
}

/** The search as a condition on `issue`; null: every issue. */
export const compile = ({ root, literal }: Query, context: SearchContext): Predicate | null => {
  if (root === null) return null;
  const setOf = createSetOf(context.dialect);
  const walk = (node: Node): Predicate => {
    switch (node.kind) {
      case 'and':
        return all(node.nodes.map(walk));
      case 'or':
        return any(node.nodes.map(walk), setOf);
      case 'not':
        return not(walk(node.node));
      case 'text':
        return textContains(node.pattern);
      case 'tag':
        return tagged(context.names, node.key, node.pattern);
      case 'term':
        return term(node, context, setOf);
    }
  };
  const alternatives = [walk(root)];
  if (literal !== null) alternatives.push(textContains([literal]));
  const number = root.kind === 'text' && root.pattern.length === 1 ? context.numberOf(root.pattern[0]) : null;
  if (number !== null) alternatives.push(numbered(context.project, number));
  return alternatives.length === 1 ? (alternatives[0] ?? null) : any(alternatives, setOf);
};

/** One set that finds the issues of a predicate, of which text is the most telling; null where there is none. */
export const createSetOf =
  (dialect: Dialect) =>
  ({ sets, texts }: Predicate): RawBuilder<{ id: number }> | null =>
    hasTrigrams(texts) ? rowsContaining(dialect, issueTextIndex, texts) : (sets[0] ?? null);

const term = (
  { key, test }: Extract<Node, { kind: 'term' }>,
  context: SearchContext,
  setOf: ReturnType<typeof createSetOf>,
): Predicate => {
  const { names, project, now } = context;
  const pattern = test.kind === 'matches' ? test.pattern : null;
  switch (key) {
    case 'is':
    case 'priority':
      return stateIs(test);
    case 'level':
      return levelIs(test);
    case 'assigned':
      return assignedTo(names, test, context.userId);
    case 'mentioned':
      return mentioned(names, test, context.userId);
    case 'release':
      return inRelease(names, project, test);
    case 'environment':
      return pattern === null ? nothing : inEnvironment(project, pattern);
    case 'type':
    case 'title':
    case 'culprit':
    case 'platform':
      return pattern === null ? nothing : columnMatches(key, pattern);
    case 'file':
      return pattern === null ? nothing : fileMatches(pattern);
    case 'has':
      return pattern === null ? nothing : hasTag(names, project, pattern);
    case 'first':
      return compares('first_seen', test, now);
    case 'last':
      return compares('last_seen', test, now);
    case 'events':
    case 'users':
      return compares(key, test, now);
    case 'user.id':
    case 'user.email':
    case 'user.username':
    case 'user.ip':
      return pattern === null ? nothing : any(userTags(names, key, pattern), setOf);
  }
};

/** The tag `user` names a user by the first of id, e-mail, user name and address; whatever else is known has a tag of its own. */
const userTags = (names: Names, key: string, [first, ...rest]: Pattern): Predicate[] => [
  tagged(names, 'user', [`${key.slice('user.'.length)}:${first}`, ...rest]),
  tagged(names, key, [first, ...rest]),
];

const textContains = (pattern: Pattern): Predicate => {
  const pieces: Pieces = pattern.map((piece) => searchForm(withoutQuery(piece)));
  if (pieces.every((piece) => piece === '')) return predicate(sql<boolean>`1 = 1`);
  const text = sql`(select issue_text.text from issue_text where issue_text.issue_id = issue.id)`;
  return predicate(contains(text, pieces), { texts: [pieces] });
};

/** A pasted address is looked for up to its `?` or `#`: so it is kept, without what often holds secrets. */
const withoutQuery = (piece: string): string => (/^https?:\/\//i.test(piece) ? piece.replace(/[?#].*$/s, '') : piece);

const numbered = (project: number, number: number): Predicate =>
  predicate(sql<boolean>`issue.number = ${number}`, {
    sets: [sql<{ id: number }>`select id from issue where project_id = ${project} and number = ${number}`],
  });

import { badRequest } from '../kit/index.ts';
import { globMatches } from './glob.ts';
import type { Trigger } from './triggers.ts';

export const levels = ['debug', 'info', 'warning', 'error', 'fatal'] as const;
export const fields = ['environment', 'level', 'release', 'tag', 'owner'] as const;
export const operators = ['is', 'is_not', 'matches', 'at_least'] as const;

export interface Condition {
  readonly field: (typeof fields)[number];
  /** Of a tag. */
  readonly key?: string | undefined;
  /** `is`: one of the values; `is_not`: none of them; `matches`: one of them as a pattern with `*` and `?`; `at_least`: a level or a graver one. */
  readonly operator: (typeof operators)[number];
  readonly values: readonly string[];
}

export interface Rule {
  readonly id: number;
  readonly projectId: number;
  readonly name: string;
  readonly enabled: boolean;
  /** Any of them. */
  readonly triggers: readonly Trigger[];
  /** All of them. */
  readonly conditions: readonly Condition[];
  readonly targetIds: readonly number[];
}

/** What conditions look at: of the event that made it so, else of the latest. */
export interface Subject {
  readonly environment: string | null;
  readonly level: string | null;
  readonly release: string | null;
  readonly tags: ReadonlyMap<string, string>;
  /** Who takes care of the issue: an e-mail address, or `#` and the slug of a team. */
  readonly owner: string | null;
}

/** Whether the rule tells of it. Pure. A missing value is nothing: `is_not` holds, everything else does not. */
export const matches = (rule: Rule, projectId: number, trigger: Trigger, subject: Subject): boolean =>
  rule.enabled &&
  rule.projectId === projectId &&
  rule.triggers.includes(trigger) &&
  conditionsHold(rule.conditions, subject);

/** Whether all of them hold. Pure. */
export const conditionsHold = (conditions: readonly Condition[], subject: Subject): boolean =>
  conditions.every((condition) => holds(condition, valueOf(condition, subject)));

/**
 * The targets that hear of it, each once, with the first rule that named it. Of two rules that lead to the same place one is enough: there is one alert, not two.
 */
export const audience = (
  rules: readonly Rule[],
  projectId: number,
  trigger: Trigger,
  subject: Subject,
): ReadonlyMap<number, Rule> => {
  const heard = new Map<number, Rule>();
  for (const rule of [...rules].sort((a, b) => a.id - b.id))
    if (matches(rule, projectId, trigger, subject))
      for (const target of rule.targetIds) if (!heard.has(target)) heard.set(target, rule);
  return heard;
};

/** Throws `bad_condition` for what a schema cannot say: a tag without a key, a level that does not exist. */
export const checkConditions = (conditions: readonly Condition[]): void => {
  for (const [index, { field, key, operator, values }] of conditions.entries()) {
    const wrong = (why: string) => badRequest(`conditions.${index}: ${why}.`, 'bad_condition');
    if (field === 'tag' && (key === undefined || key === '')) throw wrong('a tag needs a key');
    if (field !== 'tag' && key !== undefined) throw wrong(`${field} has no key`);
    if (operator === 'at_least' && (field !== 'level' || values.length !== 1))
      throw wrong('at_least compares a level with one value');
    const unknown = field === 'level' ? values.find((value) => rank(value) < 0) : undefined;
    if (unknown !== undefined && operator !== 'matches')
      throw wrong(`"${unknown}" is no level; there are ${levels.join(', ')}`);
  }
};

const valueOf = ({ field, key }: Condition, subject: Subject): string | null =>
  field === 'tag' ? (subject.tags.get(key ?? '') ?? null) : subject[field];

const holds = ({ operator, values }: Condition, value: string | null): boolean => {
  if (operator === 'is_not') return value === null || !values.includes(value);
  if (value === null) return false;
  if (operator === 'is') return values.includes(value);
  if (operator === 'matches') return values.some((pattern) => globMatches(pattern, value));
  return rank(value) >= rank(values[0] ?? '');
};

const rank = (level: string): number => levels.findIndex((one) => one === level);

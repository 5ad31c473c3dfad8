import type { Json } from '../../event.ts';
import type { Path } from '../walk.ts';

/** Where a rule applies. */
export type Selector =
  | { readonly is: 'path'; readonly steps: readonly Step[] }
  | { readonly is: 'not'; readonly of: Selector }
  | { readonly is: 'and' | 'or'; readonly of: readonly Selector[] };

export type Step =
  | { readonly is: 'name'; readonly name: string }
  /** `*`: any one name. */
  | { readonly is: 'any' }
  /** `**`: any names, also none. */
  | { readonly is: 'deep' }
  /** `$string`, `$frame`, … */
  | { readonly is: 'type'; readonly type: string };

/** Types of JSON values, and of the parts of an event, as Sentry's selectors name them. */
export const VALUE_TYPES = ['string', 'number', 'boolean', 'array', 'object'] as const;
const PART_TYPES = [
  'event',
  'exception',
  'stacktrace',
  'frame',
  'request',
  'http',
  'user',
  'logentry',
  'message',
  'thread',
  'breadcrumb',
  'context',
] as const;
export const isType = (name: string): boolean => [...VALUE_TYPES, ...PART_TYPES].some((type) => type === name);

/**
 * Whether the selector takes the value at `path`. A path in a selector may start at any depth, and takes what it names with everything within:
 * `extra.order` is all of that order, `password` every field of that name, `$user` the whole user.
 */
export const selects = (selector: Selector, path: Path, value: Json): boolean => {
  switch (selector.is) {
    case 'not':
      return !selects(selector.of, path, value);
    case 'and':
      return selector.of.every((one) => selects(one, path, value));
    case 'or':
      return selector.of.some((one) => selects(one, path, value));
    case 'path':
      return matches(selector.steps, path, value);
  }
};

/** Whether the selector names a field. `$string` and `**` do not: they would take types, functions and files, and with them the grouping. */
export const isSpecific = (selector: Selector): boolean => {
  switch (selector.is) {
    case 'not':
      return false;
    case 'and':
    case 'or':
      return selector.of.some(isSpecific);
    case 'path':
      return selector.steps.some((step) => step.is === 'name');
  }
};

const matches = (steps: readonly Step[], path: Path, value: Json): boolean => {
  // Positions of the path that the steps so far may have reached; each step moves all of them at once, so that time is steps × path.
  let reached = new Set(Array.from({ length: path.length + 1 }, (_, index) => index));
  for (const step of steps) {
    const next = new Set<number>();
    for (const position of reached) for (const to of advance(step, path, position, value)) next.add(to);
    if (next.size === 0) return false;
    reached = next;
  }
  return true;
};

const advance = (step: Step, path: Path, position: number, value: Json): number[] => {
  const here = path[position];
  switch (step.is) {
    case 'deep':
      return Array.from({ length: path.length - position + 1 }, (_, index) => position + index);
    case 'any':
      return here === undefined ? [] : [position + 1];
    case 'name':
      return here !== undefined && String(here).toLowerCase() === step.name ? [position + 1] : [];
    case 'type':
      return isAt(step.type, path, position, value) ? [position] : [];
  }
};

/** Whether what stands at the first `position` steps of the path is of the type. */
const isAt = (type: string, path: Path, position: number, value: Json): boolean => {
  if (VALUE_TYPES.some((one) => one === type)) return position === path.length && typeOf(value) === type;
  const [first, second, third] = path;
  const last = path[position - 1];
  switch (type) {
    case 'event':
      return position === 0;
    case 'exception':
    case 'thread':
    case 'breadcrumb':
      return position === 3 && first === LISTS[type] && second === 'values' && third !== undefined;
    case 'stacktrace':
      return (
        last === 'stacktrace' && (position === 1 || (position === 4 && (first === 'exception' || first === 'threads')))
      );
    case 'frame':
      return path[position - 2] === 'frames' && isAt('stacktrace', path, position - 2, value);
    case 'context':
      return position === 2 && first === 'contexts';
    case 'http':
      return position === 1 && first === 'request';
    case 'message':
      return position === 1 && first === 'logentry';
    default:
      return position === 1 && first === type;
  }
};

const LISTS = { exception: 'exception', thread: 'threads', breadcrumb: 'breadcrumbs' } as const;

const typeOf = (value: Json): string => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value);

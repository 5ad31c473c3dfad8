import type { Scope } from '../../../src/accounts/index.ts';
import type { Place, Target, Visitor, World } from './world.ts';

/** What a route promises about who may call it. */
export interface Rule {
  /** What the caller's role or token must cover; `open`: nothing, nobody need be signed in. */
  readonly needs: Scope | 'open';
  /** The status of whoever may: default 200. */
  readonly ok: number | ((visitor: Visitor) => number);
  /** It is about a place: whoever does not see that one gets 404. */
  readonly placed: boolean;
  /** It concerns a person: no token will do. */
  readonly session: boolean;
  /** It concerns people or the installation: a token that is bound to a project will not do. */
  readonly unbound: boolean;
  readonly query?: string;
  /** `count` differs with every call. */
  readonly body?: (about: { target: Target; place: Place; count: number }) => object;
  /** Makes what the call will use up, before every call. */
  readonly fresh?: (world: World, place: Place) => Promise<Target>;
  /** `fresh` makes a project, which is not the one that a token is bound to. */
  readonly newProject?: true;
  /** The one property that says how much was done: 1 for who sees the place, 0 for others. */
  readonly effect?: string;
}

export type Rules = Readonly<Record<string, Rule>>;

type More = Partial<Rule>;

export const rule = (needs: Rule['needs'], base: More, more: More): Rule => ({
  needs,
  ok: 200,
  placed: false,
  session: false,
  unbound: false,
  ...base,
  ...more,
});
/** Rules by what they ask of the caller: nothing; */
export const open = (ok: number, more: More = {}) => rule('open', { ok }, more);
/** to be somebody; */
export const anyone = (more: More = {}) => rule('read', {}, more);
/** to be a person, who asks about themselves; */
export const self = (more: More = {}) => rule('read', { session: true }, more);
/** to see the place; */
export const read = (more: More = {}) => rule('read', { placed: true }, more);
/** to see it and not only look; */
export const write = (more: More = {}) => rule('write', { placed: true }, more);
/** to administer the installation. */
export const admin = (more: More = {}) => rule('admin', { unbound: true }, more);

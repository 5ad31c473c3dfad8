import { CulpritError, HOUR, SECOND } from '../../kit/index.ts';
import { categoriesOf } from './groups.ts';
import type { RefusedGroup } from './groups.ts';

export type RefusalReason = 'key_quota' | 'project_quota' | 'installation_quota' | 'spike';

/** Why something is not accepted now. */
export interface Refused {
  readonly group: RefusedGroup;
  readonly scope: 'key' | 'project' | 'organization';
  readonly reason: RefusalReason;
  /** Microseconds until there may be room. */
  readonly wait: number;
}

/** How each reason is counted in the statistics, named to clients, and explained. */
export const reasons: Readonly<Record<RefusalReason, { counted: string; code: string; sentence: string }>> = {
  key_quota: { counted: 'rate_limited', code: 'rate_limited', sentence: 'This key has sent as many events as it may' },
  project_quota: { counted: 'quota', code: 'over_quota', sentence: 'The project has used up its quota' },
  installation_quota: {
    counted: 'installation_quota',
    code: 'over_quota',
    sentence: 'The project has used up its share of the quota of this installation',
  },
  spike: {
    counted: 'spike',
    code: 'spike',
    sentence: 'The project sends far more than usual, and its spike protection refuses the excess',
  },
};

/** Nobody is sent away for longer: somebody may raise the quota meanwhile. */
const LONGEST = HOUR;

/** 429 with both headers that SDKs read (https://develop.sentry.dev/sdk/expected-features/rate-limiting/): each limit with its categories, scope and reason. */
export const tooMany = (refused: readonly Refused[]): CulpritError => {
  const limits = new Map<string, string[]>();
  let longest = 0;
  for (const { group, scope, reason, wait } of refused) {
    const seconds = Math.max(1, Math.ceil(Math.min(wait, LONGEST) / SECOND));
    longest = Math.max(longest, seconds);
    const [head, tail] = [seconds, `${scope}:${reason}`];
    limits.set(`${head} ${tail}`, [...(limits.get(`${head} ${tail}`) ?? []), categoriesOf[group]]);
  }
  const header = [...limits].map(([name, categories]) => name.replace(' ', `:${categories.join(';')}:`)).join(', ');
  const { code, sentence } = reasons[refused[0]?.reason ?? 'key_quota'];
  return new CulpritError(code, 429, `${sentence}; wait ${longest} seconds.`, {
    headers: { 'retry-after': String(longest), 'x-sentry-rate-limits': header },
  });
};

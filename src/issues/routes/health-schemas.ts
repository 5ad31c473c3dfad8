import { Type } from 'typebox';
import type { Static } from 'typebox';
import { toIso } from '../../kit/index.ts';
import type { HealthBucket, ReleaseHealth } from '../read/health.ts';
import { instant, nullable } from './common.ts';

const share = (description: string) => Type.Unsafe<number | null>({ type: ['number', 'null'], description });

export const health = Type.Object({
  release: Type.String(),
  environment: Type.String(),
  total: Type.Integer({ description: 'Sessions; each is exactly one of the following five' }),
  exited: Type.Integer(),
  errored: Type.Integer(),
  unhandled: Type.Integer(),
  abnormal: Type.Integer(),
  crashed: Type.Integer(),
  users: Type.Integer(),
  crashedUsers: Type.Integer(),
  adoption: share("Share of the environment's sessions that were of this release"),
  crashFreeSessions: share('1 - crashed / total; null without sessions'),
  crashFreeUsers: share('1 - crashedUsers / users; null where no session named its user'),
});

const figures = {
  sessions: Type.Integer(),
  crashed: Type.Integer(),
  users: Type.Integer(),
  crashedUsers: Type.Integer(),
  adoption: share('Share of all sessions that were of this release'),
  crashFreeSessions: share('1 - crashed / sessions'),
  crashFreeUsers: share('1 - crashedUsers / users; null where no session named its user'),
};

export const releaseHealth = nullable(Type.Object(figures, { description: 'null: it had no sessions in the period' }));

export const healthBucket = Type.Object({
  start: instant,
  sessions: Type.Integer({ description: 'Each is exactly one of the following five' }),
  exited: Type.Integer(),
  errored: Type.Integer(),
  unhandled: Type.Integer(),
  abnormal: Type.Integer(),
  crashed: Type.Integer(),
  users: Type.Integer(),
  crashedUsers: Type.Integer(),
  adoption: share('Share of all sessions that were of this release; null without sessions'),
  crashFreeSessions: share('null without sessions'),
  crashFreeUsers: share('Of whole days; null without users, and in hours'),
});

/** The share that is well; null where there is nothing. */
export const freeOf = (bad: number, all: number): number | null => (all === 0 ? null : 1 - bad / all);

export const showHealth = (found: ReleaseHealth | undefined, all: number): Static<typeof releaseHealth> => {
  if (found === undefined) return null;
  const { sessions, crashed, users, crashedUsers } = found;
  return {
    ...found,
    adoption: all === 0 ? null : sessions / all,
    crashFreeSessions: freeOf(crashed, sessions),
    crashFreeUsers: freeOf(crashedUsers, users),
  };
};

export const showBucket = ({ start, all, ...counts }: HealthBucket): Static<typeof healthBucket> => ({
  ...counts,
  start: toIso(start),
  adoption: all === 0 ? null : counts.sessions / all,
  crashFreeSessions: freeOf(counts.crashed, counts.sessions),
  crashFreeUsers: freeOf(counts.crashedUsers, counts.users),
});

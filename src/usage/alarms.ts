import type { Instant } from '../kit/index.ts';

/** From which share of a quota on somebody is told that it is nearly used up. */
const NEAR = 0.8;
/** What has fallen below this share may be told again. */
const CALM = 0.6;

export const levels = { near: 1, exceeded: 2 } as const;
export type Level = keyof typeof levels;

/** What was told of one window of one quota. */
export interface Alarm {
  readonly level: number;
  readonly statedAt: Instant;
}

export interface Situation {
  readonly used: number;
  readonly limit: number;
  /** Nothing more is let through. */
  readonly closed: boolean;
  /** When the window began that ends now. */
  readonly begin: Instant;
  readonly now: Instant;
}

export interface Verdict {
  /** Null: there is nothing to remember. */
  readonly alarm: Alarm | null;
  /** To be told now. */
  readonly tell: Level | null;
}

/**
 * Whether somebody is to be told of a quota. Pure. Each level is told once; when what was used has fallen below 60 % and a whole window has passed since, all begins anew.
 * What goes from nothing to the limit in one step is told as exceeded alone.
 */
export const judgeAlarm = (alarm: Alarm | null, { used, limit, closed, begin, now }: Situation): Verdict => {
  const level = closed ? levels.exceeded : used >= NEAR * limit ? levels.near : 0;
  if (level > (alarm?.level ?? 0))
    return { alarm: { level, statedAt: now }, tell: level === levels.exceeded ? 'exceeded' : 'near' };
  if (alarm !== null && used < CALM * limit && alarm.statedAt < begin) return { alarm: null, tell: null };
  return { alarm, tell: null };
};

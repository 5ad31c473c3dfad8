import { countProjects } from '../accounts/index.ts';
import type { Clock, Instant, Logger } from '../kit/index.ts';
import { floorTo, MINUTE, SECOND } from '../kit/index.ts';
import type { Storage } from '../storage/index.ts';
import { countOutcomes } from './counts.ts';
import type { Outcome } from './counts.ts';
import type { Refusal, Window } from './gate.ts';
import { draw, refusalOf, room, take } from './gate.ts';
import { judge } from './judge.ts';
import type { Limits } from './quota.ts';
import { moveMeters } from './store.ts';
import type { Metered } from './store.ts';

/** Counts what comes in, and says whether more may come: from memory, which is exchanged with the database every second. One for each thread that accepts. */
export interface Meter {
  /** Null, or what to await before anything of this project is judged: the first look at its quotas. While nothing is known it waits for a slow database, later half a second at the longest. */
  ready(project: number): Promise<void> | null;
  /** Counts `quantity` as accepted, or counts nothing and says why not. */
  take(project: number, category: Metered, quantity: number): Refusal | null;
  /** Why one more would be refused now; null: it would not. */
  refusal(project: number, category: Metered): Refusal | null;
  /** Takes back what was taken for something that was not accepted after all. */
  giveBack(project: number, category: Metered, quantity: number): void;
  /** Counts for the statistics alone. */
  count(project: number, outcome: 'accepted' | 'server', reason: string, category: string, quantity: number): void;
  /** Writes what was counted and reads what the quotas say now. What cannot be written is kept for the next time. */
  flush(): Promise<void>;
  /** The last flush. */
  stop(): Promise<void>;
}

export interface MeterDeps {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly log: Logger;
  /** Of projects, and of the installation, that said nothing else. */
  readonly defaults: Limits;
  /** False: nothing happens by itself, only by `flush`. For tests. */
  readonly ticking?: boolean;
}

/** How old a verdict may be, while nobody asks, before the next one who asks waits for a new one. */
const FRESH = 5 * SECOND;
/** Verdicts are renewed for projects that were asked about so lately. */
const ACTIVE = 10 * SECOND;
/** Milliseconds between two exchanges: as a rule, and while a project comes near to a quota. */
const PACE = 1_000;
const HASTE = 50;
/** How long who sends may be kept waiting by a slow database: while something is known, and for the very first look. */
const PATIENCE = 500;
const FIRST_PATIENCE = 10_000;

interface Live {
  asked: Instant;
  /** When its quotas were looked at; null: never. */
  judged: Instant | null;
  error: Window[];
  feedback: Window[];
  /** Ask again once less than this is left anywhere. */
  hurry: number;
}

export const createMeter = ({ storage, clock, log, defaults, ticking = true }: MeterDeps): Meter => {
  const lives = new Map<number, Live>();
  let counts = new Map<string, Outcome & { quantity: number }>();
  /** Accepted, and not in the database yet. */
  let taken = new Map<string, { project: number; category: Metered; quantity: number }>();
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  let timer: { readonly handle: NodeJS.Timeout; readonly hasty: boolean } | null = null;
  let projects: { readonly count: number; readonly at: Instant } | null = null;
  let stopped = false;

  const count: Meter['count'] = (project, outcome, reason, category, quantity) => {
    if (quantity === 0) return;
    const at = floorTo(clock.now(), MINUTE);
    const name = `${project} ${at} ${outcome} ${reason} ${category}`;
    const known = counts.get(name);
    if (known === undefined) counts.set(name, { project, at, outcome, reason, category, quantity });
    else known.quantity += quantity;
    tick(false);
  };

  const move = (project: number, category: Metered, quantity: number): void => {
    const name = `${project} ${category}`;
    const known = taken.get(name);
    if (known === undefined) taken.set(name, { project, category, quantity });
    else known.quantity += quantity;
    count(project, 'accepted', '', category, quantity);
  };

  const write = async (): Promise<void> => {
    if (counts.size === 0 && taken.size === 0) return;
    const [writtenCounts, writtenTaken] = [counts, taken];
    [counts, taken] = [new Map(), new Map()];
    try {
      await storage.transaction(async (tx) => {
        await countOutcomes(tx, [...writtenCounts.values()]);
        await moveMeters(tx, [...writtenTaken.values()], clock.now());
      });
    } catch (error) {
      counts = merged(writtenCounts, counts);
      taken = merged(writtenTaken, taken);
      throw error;
    }
  };

  const look = async (): Promise<void> => {
    const now = clock.now();
    for (const [project, { asked }] of lives) if (now - asked > MINUTE) lives.delete(project);
    const asked = [...lives].filter(([, live]) => now - live.asked <= ACTIVE).map(([project]) => project);
    if (asked.length === 0) return;
    if (projects === null || now - projects.at >= ACTIVE) projects = { count: await countProjects(storage), at: now };
    const judged = await judge(storage, asked, { defaults, count: projects.count, now });
    for (const [project, windows] of judged) {
      const live = lives.get(project);
      if (live === undefined) continue;
      Object.assign(live, windows, { judged: now });
      for (const category of ['error', 'feedback'] as const)
        for (const window of windows[category]) draw(window, taken.get(`${project} ${category}`)?.quantity ?? 0);
      live.hurry = Math.min(...[...windows.error, ...windows.feedback].map(room)) / 4;
    }
  };

  const exchange = async (): Promise<void> => {
    let failure: unknown = null;
    await write().catch((error: unknown) => {
      failure = error;
    });
    await look();
    if (failure !== null) throw failure;
  };

  /** One exchange at a time; who comes while one runs gets the next, for the present one may have passed them by. */
  const flush = (): Promise<void> => {
    if (running === null) {
      running = exchange().finally(() => {
        running = null;
      });
      return running;
    }
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = null;
        return flush();
      });
    return next;
  };

  const tick = (hasty: boolean): void => {
    if (!ticking || stopped || (timer !== null && (timer.hasty || !hasty))) return;
    if (timer !== null) clearTimeout(timer.handle);
    const run = async (): Promise<void> => {
      timer = null;
      await flush().catch((error: unknown) => log.warn({ err: error }, 'usage cannot be counted for now'));
      const now = clock.now();
      if (counts.size > 0 || [...lives.values()].some(({ asked }) => now - asked < ACTIVE)) tick(false);
    };
    timer = { hasty, handle: setTimeout(() => void run(), hasty ? HASTE : PACE).unref() };
  };

  const ready: Meter['ready'] = (project) => {
    const now = clock.now();
    let live = lives.get(project);
    if (live === undefined) {
      live = { asked: now, judged: null, error: [], feedback: [], hurry: -1 };
      lives.set(project, live);
    }
    live.asked = now;
    tick(false);
    if (live.judged !== null && now - live.judged < FRESH && now >= live.judged) return null;
    return patiently(flush(), live.judged === null ? FIRST_PATIENCE : PATIENCE);
  };

  return {
    ready,
    take: (project, category, quantity) => {
      const live = lives.get(project);
      const windows = live?.[category] ?? [];
      const refusal = take(windows, quantity);
      if (refusal !== null) return refusal;
      move(project, category, quantity);
      if (windows.some((window) => room(window) <= (live?.hurry ?? -1))) tick(true);
      return null;
    },
    refusal: (project, category) => refusalOf(lives.get(project)?.[category] ?? [], 1),
    giveBack: (project, category, quantity) => {
      for (const window of lives.get(project)?.[category] ?? []) window.left += quantity;
      move(project, category, -quantity);
    },
    count,
    flush,
    stop: async () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer.handle);
      await flush();
    },
  };
};

/** What could not be written, with what came meanwhile. */
const merged = <One extends { quantity: number }>(
  older: Map<string, One>,
  newer: Map<string, One>,
): Map<string, One> => {
  for (const [name, one] of newer) {
    const known = older.get(name);
    if (known === undefined) older.set(name, one);
    else known.quantity += one.quantity;
  }
  return older;
};

/** Nobody is kept from sending because the database is slow or away: what is known then holds, else the gate is open. */
const patiently = async (work: Promise<void>, patience: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patience);
  });
  await Promise.race([work.catch(() => undefined), late]);
  clearTimeout(timer);
};

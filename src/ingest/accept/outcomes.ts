import type { Discard } from '../spool.ts';

export type ProjectDiscards = { readonly project: number; readonly discards: readonly Discard[] };

/**
 * Counts what never reaches the digest lane (unsupported items, refused and rate-limited events) and hands the counts on every `interval` microseconds, so that
 * an application that traces everything costs no disk write a request. Counts may be lost with the process; events never are.
 */
export interface Outcomes {
  count(project: number, reason: Discard['reason'], category: string, quantity: number): void;
  /** Hands on what was counted so far. What cannot be handed on is kept for the next time. */
  readonly flush: () => Promise<void>;
}

export const createOutcomes = (
  handOn: (counts: readonly ProjectDiscards[]) => Promise<void>,
  interval: number,
): Outcomes => {
  let projects = new Map<number, Map<string, number>>();
  let timer: NodeJS.Timeout | null = null;

  const count: Outcomes['count'] = (project, reason, category, quantity) => {
    const counts = projects.get(project) ?? new Map<string, number>();
    projects.set(project, counts);
    const name = `${reason}:${category}`;
    counts.set(name, (counts.get(name) ?? 0) + quantity);
    timer ??= setTimeout(() => void flush().catch(() => undefined), interval / 1_000).unref();
  };

  const flush = async (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const counts = [...projects].map(([project, counts]) => ({ project, discards: [...counts].map(discardOf) }));
    projects = new Map();
    if (counts.length === 0) return;
    try {
      await handOn(counts);
    } catch (thrown) {
      for (const { project, discards } of counts)
        for (const { reason, category, quantity } of discards) count(project, reason, category, quantity);
      throw thrown;
    }
  };

  return { count, flush };
};

const discardOf = ([name, quantity]: [string, number]): Discard => {
  const [reason, category = 'default'] = name.split(':');
  return { reason: reason as Discard['reason'], category, quantity };
};

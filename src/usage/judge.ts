import type { Instant } from '../kit/index.ts';
import type { Queries } from '../storage/index.ts';
import { INSTALLATION } from './counts.ts';
import { drawn, leftOf, sharesOf } from './fair.ts';
import type { Pool, Window } from './gate.ts';
import type { Limits, QuotaSettings, Span } from './quota.ts';
import { beginOf, endOf, spanNames, spans, spikeSpan } from './quota.ts';
import { spikeLimit } from './spikes.ts';
import type { Metered, WindowAsked } from './store.ts';
import { readQuotas, readWindows, usedByEach } from './store.ts';

const categories: readonly Metered[] = ['error', 'feedback'];
const places: readonly Span[] = [...spanNames.map((name) => spans[name]), spikeSpan];
const SPIKE = places.length - 1;
const PLENTY = 50_000;

export interface Judged {
  readonly error: Window[];
  readonly feedback: Window[];
}

/** What each of these projects may still send, in all windows. A fixed number of statements; what they cost does not depend on how many events there are. */
export const judge = async (
  queries: Queries,
  projects: readonly number[],
  given: { readonly defaults: Limits; readonly count: number; readonly now: Instant },
): Promise<Map<number, Judged>> => {
  const { defaults, now } = given;
  const quotas = await readQuotas(queries, [...projects, INSTALLATION], defaults);
  const usual = await usualRates(
    queries,
    projects.filter((project) => quotas.get(project)?.spikeProtection === true),
  );
  const asked = [...projects, INSTALLATION].flatMap((project) =>
    categories.flatMap((category) =>
      places.flatMap((span, position): WindowAsked | WindowAsked[] =>
        position === SPIKE && !usual.has(project) ? [] : { project, category, position, begin: beginOf(span, now) },
      ),
    ),
  );
  const read = new Map(
    (await readWindows(queries, asked)).map((row) => [`${row.project_id} ${row.category} ${row.position}`, row]),
  );
  const usage = (project: number, category: Metered, position: number) => {
    const row = read.get(`${project} ${category} ${position}`);
    const span = places[position] ?? spikeSpan;
    const oldest = row?.oldest ?? null;
    return { used: row?.used ?? 0, until: oldest === null ? null : endOf(span, oldest) };
  };

  const pools = new Map<string, { readonly pool: Pool; readonly drawnByAll: number; readonly limit: number }>();
  for (const category of categories)
    for (const [position, name] of spanNames.entries()) {
      const limit = quotas.get(INSTALLATION)?.[name] ?? null;
      if (limit === null) continue;
      const shares = sharesOf(limit, Math.max(1, given.count));
      const { used } = usage(INSTALLATION, category, position);
      // Nobody can have drawn more than was used: close enough while there is more left than anybody sends before the next look.
      const drawnByAll =
        used === 0 || shares.common - used >= PLENTY
          ? used
          : drawn(
              shares,
              (await usedByEach(queries, category, beginOf(spans[name], now))).map((row) => row.used),
            );
      pools.set(`${category} ${position}`, { pool: { left: leftOf(shares, 0, drawnByAll).common }, drawnByAll, limit });
    }

  const windowsOf = (project: number, settings: QuotaSettings, category: Metered): Window[] => {
    const windows: Window[] = [];
    for (const [position, name] of spanNames.entries()) {
      const own = settings[name];
      const mine = usage(project, category, position);
      if (own !== null)
        windows.push({
          left: own - mine.used,
          pool: null,
          until: mine.until,
          scope: 'project',
          reason: 'project_quota',
        });
      const shared = pools.get(`${category} ${position}`);
      if (shared === undefined) continue;
      const shares = sharesOf(shared.limit, Math.max(1, given.count));
      windows.push({
        left: leftOf(shares, mine.used, shared.drawnByAll).own,
        pool: shared.pool,
        until: earliest(mine.until, usage(INSTALLATION, category, position).until),
        scope: 'organization',
        reason: 'installation_quota',
      });
    }
    const limit = usual.has(project) ? spikeLimit(usual.get(project) ?? null, settings.spikeFactor) : null;
    if (limit !== null) {
      const { used, until } = usage(project, category, SPIKE);
      windows.push({ left: limit - used, pool: null, until, scope: 'project', reason: 'spike' });
    }
    return windows;
  };

  return new Map(
    projects.flatMap((project) => {
      const settings = quotas.get(project);
      if (settings === undefined) return [];
      const [error, feedback] = [windowsOf(project, settings, 'error'), windowsOf(project, settings, 'feedback')];
      return [[project, { error, feedback }] as const];
    }),
  );
};

const earliest = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);

/** Per hour, of those of whom one is known. */
const usualRates = async (queries: Queries, projects: readonly number[]): Promise<Map<number, number>> => {
  const rows = await queries.lookupMany<{ project_id: number; per_hour: number | null }>(
    { table: 'usage_baseline', keys: { project_id: 'integer' }, columns: ['project_id', 'per_hour'] },
    projects.map((project_id) => ({ project_id })),
  );
  return new Map(rows.flatMap(({ project_id, per_hour }) => (per_hour === null ? [] : [[project_id, per_hour]])));
};

import { countProjects } from '../accounts/index.ts';
import type { Instant } from '../kit/index.ts';
import type { Queries } from '../storage/index.ts';
import { INSTALLATION } from './counts.ts';
import { drawn, leftOf, sharesOf } from './fair.ts';
import type { Limits, QuotaSettings, SpanName } from './quota.ts';
import { beginOf, endOf, spanNames, spans } from './quota.ts';
import { readQuotas, readWindows, usedByEach } from './store.ts';
import type { UsageTables } from './tables.ts';

/** How far a window is used up. */
export interface WindowUsage {
  readonly span: SpanName;
  /** Null: unlimited. */
  readonly limit: number | null;
  readonly used: number;
  /** When the oldest that counts will count no more; null: it is empty. */
  readonly freesAt: Instant | null;
}

export interface QuotaView {
  readonly settings: QuotaSettings;
  readonly usage: WindowUsage[];
}

export interface ProjectQuotaView extends QuotaView {
  /** The installation's quota as this project meets it; windows without a limit are absent. */
  readonly shares: { span: SpanName; limit: number; used: number; own: number; commonLeft: number; room: number }[];
  /** What is usual for it; null: nobody knows yet. */
  readonly usualPerHour: number | null;
  readonly spikingSince: Instant | null;
}

/** The quotas of a project, or with project 0 of the installation, and how far they are used up by errors. */
export const viewQuota = async (
  queries: Queries,
  project: number,
  { defaults, now }: { readonly defaults: Limits; readonly now: Instant },
): Promise<QuotaView> => {
  const settings = (await readQuotas(queries, [project], defaults)).get(project);
  if (settings === undefined) throw new Error('every project has quotas');
  const read = await readWindows(
    queries,
    spanNames.map((name, position) => ({ project, category: 'error', position, begin: beginOf(spans[name], now) })),
  );
  const usage = spanNames.map((span, position): WindowUsage => {
    const row = read.find((one) => one.position === position);
    const oldest = row?.oldest ?? null;
    const freesAt = oldest === null ? null : endOf(spans[span], oldest);
    return { span, limit: settings[span], used: row?.used ?? 0, freesAt };
  });
  return { settings, usage };
};

export const viewProjectQuota = async (
  queries: Queries,
  project: number,
  given: { readonly defaults: Limits; readonly now: Instant },
): Promise<ProjectQuotaView> => {
  const own = await viewQuota(queries, project, given);
  const whole = await viewQuota(queries, INSTALLATION, given);
  const count = Math.max(1, await countProjects(queries));
  const shares: ProjectQuotaView['shares'] = [];
  for (const { span, limit, used } of whole.usage) {
    if (limit === null) continue;
    const each = await usedByEach(queries, 'error', beginOf(spans[span], given.now));
    const share = sharesOf(limit, count);
    const mine = own.usage.find((one) => one.span === span)?.used ?? 0;
    const left = leftOf(
      share,
      mine,
      drawn(
        share,
        each.map((row) => row.used),
      ),
    );
    shares.push({ span, limit, used, own: share.own, commonLeft: left.common, room: left.own + left.common });
  }
  const baseline = await queries
    .as<UsageTables>()
    .selectFrom('usage_baseline')
    .select(['per_hour', 'spiking_since'])
    .where('project_id', '=', project)
    .executeTakeFirst();
  return {
    ...own,
    shares,
    usualPerHour: baseline?.per_hour ?? null,
    spikingSince: baseline?.spiking_since ?? null,
  };
};

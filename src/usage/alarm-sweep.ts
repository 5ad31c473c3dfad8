import { countProjects } from '../accounts/index.ts';
import type { Clock, Instant } from '../kit/index.ts';
import { MINUTE } from '../kit/index.ts';
import { state } from '../lanes/index.ts';
import type { Fact } from '../lanes/index.ts';
import type { Queries, Storage } from '../storage/index.ts';
import type { Alarm, Level, Situation } from './alarms.ts';
import { judgeAlarm } from './alarms.ts';
import { INSTALLATION } from './counts.ts';
import { drawn, leftOf, sharesOf } from './fair.ts';
import type { Limits, SpanName } from './quota.ts';
import { beginOf, limitText, spanNames, spans } from './quota.ts';
import { readQuotas, readWindows, usedByEach } from './store.ts';
import type { UsageTables } from './tables.ts';

/** One quota as one project meets it. */
interface Watched extends Situation {
  readonly project: number;
  readonly scope: 'project' | 'installation';
  readonly span: SpanName;
}

/**
 * States `quota.near` and `quota.exceeded` for projects that come near to a quota of theirs, or of the installation. What was stated is remembered in the same transaction, so
 * each is stated once, whatever crashes and however many processes sweep. Resolves to the number of facts.
 */
export const createAlarmSweep =
  (storage: Storage, clock: Clock, defaults: Limits, nudge: () => void = () => {}) =>
  async (): Promise<number> => {
    const now = clock.now();
    const watched = await look(storage, defaults, now);
    const known = await readAlarms(storage);
    if (watched.every((one) => isSettled(known.get(nameOf(one)) ?? null, one))) return 0;
    const facts = await storage.transaction(async (tx) => {
      await tx.lock('usage alarms');
      const alarms = await readAlarms(tx);
      const db = tx.as<UsageTables>();
      const told: Fact[] = [];
      for (const one of watched) {
        const before = alarms.get(nameOf(one)) ?? null;
        const { alarm, tell } = judgeAlarm(before, one);
        if (alarm === before) continue;
        const row = { project_id: one.project, scope: one.scope, span: one.span };
        await db
          .deleteFrom('usage_alarm')
          .where((eb) => eb.and(row))
          .execute();
        if (alarm !== null)
          await db
            .insertInto('usage_alarm')
            .values({ ...row, level: alarm.level, stated_at: alarm.statedAt })
            .execute();
        if (tell !== null) told.push(factOf(one, tell));
      }
      await state(tx, told);
      return told.length;
    });
    if (facts > 0) nudge();
    return facts;
  };

/** Projects that sent something so lately are looked at, and those of whom something is remembered. */
const LATELY = 10 * MINUTE;

const look = async (queries: Queries, defaults: Limits, now: Instant): Promise<Watched[]> => {
  const db = queries.as<UsageTables>();
  const active = await db
    .selectFrom('usage_meter')
    .select('project_id')
    .where('category', '=', 'error')
    .where('minute', '>=', now - LATELY)
    .execute();
  const remembered = await db.selectFrom('usage_alarm').select('project_id').execute();
  const projects = [...new Set([...active, ...remembered].map(({ project_id }) => project_id))].filter(
    (project) => project !== INSTALLATION,
  );
  if (projects.length === 0) return [];
  const quotas = await readQuotas(queries, [...projects, INSTALLATION], defaults);
  const read = await readWindows(
    queries,
    [...projects, INSTALLATION].flatMap((project) =>
      spanNames.map((span, position) => ({ project, category: 'error', position, begin: beginOf(spans[span], now) })),
    ),
  );
  const used = new Map(read.map((row) => [`${row.project_id} ${row.position}`, row.used]));
  const count = Math.max(1, await countProjects(queries));
  const watched: Watched[] = [];
  for (const [position, span] of spanNames.entries()) {
    const about = { span, now, begin: beginOf(spans[span], now) };
    const whole = quotas.get(INSTALLATION)?.[span] ?? null;
    const usedByAll = used.get(`${INSTALLATION} ${position}`) ?? 0;
    const shares = sharesOf(whole ?? 0, count);
    const drawnByAll =
      whole === null
        ? 0
        : drawn(
            shares,
            (await usedByEach(queries, 'error', about.begin)).map((row) => row.used),
          );
    for (const project of projects) {
      const mine = used.get(`${project} ${position}`) ?? 0;
      const own = quotas.get(project)?.[span] ?? null;
      if (own !== null)
        watched.push({ ...about, project, scope: 'project', used: mine, limit: own, closed: mine > 0 && mine >= own });
      if (whole === null) continue;
      const left = leftOf(shares, mine, drawnByAll);
      // Who sent nothing is not concerned.
      const closed = mine > 0 && left.own + left.common <= 0;
      watched.push({
        ...about,
        project,
        scope: 'installation',
        used: mine > 0 ? usedByAll : 0,
        limit: whole,
        closed,
      });
    }
  }
  return watched;
};

const isSettled = (alarm: Alarm | null, one: Watched): boolean => judgeAlarm(alarm, one).alarm === alarm;

const nameOf = ({ project, scope, span }: Pick<Watched, 'project' | 'scope' | 'span'>): string =>
  `${project} ${scope} ${span}`;

const readAlarms = async (queries: Queries): Promise<Map<string, Alarm>> => {
  const rows = await queries.as<UsageTables>().selectFrom('usage_alarm').selectAll().execute();
  return new Map(
    rows.map((row) => [
      nameOf({ project: row.project_id, scope: row.scope as Watched['scope'], span: row.span as SpanName }),
      { level: row.level, statedAt: row.stated_at },
    ]),
  );
};

const factOf = ({ project, scope, span, used, limit, now }: Watched, level: Level): Fact => {
  const whose = scope === 'project' ? 'the project' : 'the installation';
  const what = `the quota of ${whose}: ${limitText(limit, spans[span])}`;
  const metadata = {
    title: level === 'near' ? `${Math.floor((used / limit) * 100)} % of ${what}` : `Events are refused by ${what}`,
    reason: `${used.toLocaleString('en-US')} of ${limitText(limit, spans[span])} (${whose})`,
    scope,
    span,
    used,
    limit,
  };
  return { kind: `quota.${level}`, key: project, data: { projectId: project, at: now, metadata } };
};

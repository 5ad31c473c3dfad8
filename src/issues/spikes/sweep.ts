import type { Clock, Instant } from '../../kit/index.ts';
import { DAY, floorTo, HOUR, MINUTE } from '../../kit/index.ts';
import { state } from '../../lanes/index.ts';
import type { Queries, Storage } from '../../storage/index.ts';
import { judgeSpike, spikeText, USUAL, usualRate } from '../../usage/index.ts';
import { scopes, widthOf } from '../digest/counts.ts';
import { statuses } from '../lifecycle/rows.ts';
import type { IssuesTables } from '../tables.ts';

/** Over how long the rate is taken. */
const SPAN = 10 * MINUTE;
/** Issues that are looked at in one go, those first that were seen last. */
const PAGE = 2_000;

/**
 * States `issue.spiked` once when an unresolved issue comes at a multiple of its own usual rate. `factors` gives the multiple of each project. Call it every few seconds, in as
 * many processes as you like; nothing of it is in the way of the digest. Resolves to the number of spikes that began.
 */
export const createIssueSpikeSweep =
  (
    storage: Storage,
    clock: Clock,
    factors: (projects: readonly number[]) => Promise<ReadonlyMap<number, number>>,
    nudge: () => void = () => {},
  ) =>
  async (): Promise<number> => {
    const now = clock.now();
    const spiking = new Map((await readSpikes(storage)).map((row) => [row.issue_id, row]));
    const issues = await candidates(storage, [...spiking.keys()], now);
    if (issues.length === 0) return 0;
    const ids = issues.map(({ id }) => id);
    const recent = await sums(storage, ids, 'minute', floorTo(now - SPAN, MINUTE), now + 1);
    // Where nothing comes there is nothing to compare.
    const busy = ids.filter((id) => spiking.has(id) || judgeSpike(recent.get(id) ?? 0, 0, 0, false) !== null);
    const hour = floorTo(now, HOUR);
    const week = await sums(storage, busy, 'hour', hour - USUAL, hour);
    const multiples = await factors([...new Set(issues.map(({ project_id }) => project_id))]);
    let begun = 0;
    for (const issue of issues.filter(({ id }) => busy.includes(id))) {
      const events = recent.get(issue.id) ?? 0;
      const usual = usualRate(week.get(issue.id) ?? 0, issue.first_seen, hour);
      const turn = judgeSpike(events, usual, multiples.get(issue.project_id) ?? 5, spiking.has(issue.id));
      if (turn === 'ends') await end(storage, issue.id);
      if (turn === 'begins' && (await begin(storage, issue, spikeText(events, usual ?? 0), now))) begun++;
    }
    if (begun > 0) nudge();
    return begun;
  };

type Candidate = Pick<IssuesTables['issue'], 'project_id' | 'number' | 'first_seen'> & { readonly id: number };

const candidates = async (queries: Queries, known: readonly number[], now: Instant): Promise<Candidate[]> => {
  const db = queries.as<IssuesTables>();
  const columns = ['id', 'project_id', 'number', 'first_seen'] as const;
  const active = await db
    .selectFrom('issue')
    .select(columns)
    .where('project_id', 'in', (eb) =>
      eb
        .selectFrom('project_total')
        .select('project_id')
        .where('last_event_at', '>=', now - SPAN),
    )
    .where('last_seen', '>=', now - SPAN)
    .where('first_seen', '<', now - DAY)
    .where('status', '=', statuses.unresolved)
    .orderBy('last_seen', 'desc')
    .limit(PAGE)
    .execute();
  const found = new Set(active.map(({ id }) => id));
  const rest = known.filter((id) => !found.has(id));
  if (rest.length === 0) return active;
  return [...active, ...(await db.selectFrom('issue').select(columns).where('id', 'in', rest).execute())];
};

/** Events of issues from `from` on, before `to`. */
const sums = async (
  queries: Queries,
  ids: readonly number[],
  width: keyof typeof widthOf,
  from: Instant,
  to: Instant,
): Promise<Map<number, number>> => {
  if (ids.length === 0) return new Map();
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('event_count')
    .select(({ fn }) => ['id', fn.sum<number>('events').as('events')])
    .where('scope', '=', scopes.issue)
    .where('id', 'in', ids)
    .where('width', '=', widthOf[width])
    .where('start', '>=', from)
    .where('start', '<', to)
    .groupBy('id')
    .execute();
  return new Map(rows.map(({ id, events }) => [id, events]));
};

const readSpikes = (queries: Queries) => queries.as<IssuesTables>().selectFrom('issue_spike').selectAll().execute();

const end = (queries: Queries, issue: number) =>
  queries.as<IssuesTables>().deleteFrom('issue_spike').where('issue_id', '=', issue).execute();

/** False: somebody else was first. */
const begin = (storage: Storage, issue: Candidate, reason: string, now: Instant): Promise<boolean> =>
  storage.transaction(async (tx) => {
    const row = { issue_id: issue.id, since: now };
    const insert = { table: 'issue_spike', columns: { issue_id: 'integer', since: 'integer' } } as const;
    const inserted = await tx.insertMany({ ...insert, conflict: { keys: ['issue_id'] }, returning: ['issue_id'] }, [
      row,
    ]);
    if (inserted.length === 0) return false;
    const { project_id: projectId, id: issueId, number } = issue;
    const data = { projectId, issueId, number, turningPointId: null, eventId: null, at: now, userId: null };
    await state(tx, [{ kind: 'issue.spiked', key: projectId, data: { ...data, metadata: { reason } } }]);
    return true;
  });

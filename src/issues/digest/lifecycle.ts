import type { Instant } from '../../kit/index.ts';
import type { Transaction } from '../../storage/index.ts';
import { countArrivals } from '../lifecycle/arrivals.ts';
import type { Fired } from '../lifecycle/arrivals.ts';
import { holdsFix } from '../lifecycle/marks.ts';
import type { MarkedRelease } from '../lifecycle/marks.ts';
import { writePoints } from '../lifecycle/points.ts';
import type { HappenedPoint } from '../lifecycle/points.ts';
import type { Action, IssueState, MarkChange } from '../lifecycle/state.ts';
import { loadIssues, loadMarks, saveMarks, saveStates } from '../lifecycle/store.ts';
import type { LivingIssue } from '../lifecycle/store.ts';
import { transition } from '../lifecycle/transition.ts';
import type { Touched } from './issues.ts';
import type { PreparedEvent } from './prepare.ts';
import type { ReleaseIds } from './releases.ts';

/**
 * Lets the events of a batch act on the issues they came to: resolved ones regress, muted ones unmute, and releases that should hold a fix prove that they do
 * not. One look-up a batch for issues of which nothing is to be said; returns how many turning points there were.
 */
export const followEvents = async (
  tx: Transaction,
  issues: readonly Touched[],
  releases: ReleaseIds,
  now: Instant,
): Promise<number> => {
  const old = issues.filter(({ number }) => number === null);
  const living = await loadIssues(
    tx,
    old.map(({ id }) => id),
  );
  const concerned = old.flatMap(({ id, events }) => {
    const issue = living.get(id);
    const isPlain = issue === undefined || (issue.state.status.kind === 'unresolved' && !issue.hasFixes);
    return isPlain ? [] : [{ issue, events }];
  });
  if (concerned.length === 0) return 0;

  const marks = await loadMarks(
    tx,
    concerned.filter(({ issue }) => issue.hasFixes).map(({ issue }) => issue.id),
  );
  const keys = await orderKeys(tx, concerned, releases);
  const fired = await countArrivals(tx, concerned.flatMap(arrivingOf(now)), now);

  const followed = concerned.map(({ issue, events }) =>
    follow(issue, events, { releases, keys, marks: marks.get(issue.id) ?? [], fired: fired.get(issue.id), now }),
  );
  await saveStates(
    tx,
    followed.flatMap(({ issue, state }) => (state === issue.state ? [] : [{ issue, after: state }])),
  );
  await saveMarks(
    tx,
    followed.flatMap(({ issue, changes }) => changes.map((mark) => ({ issue: issue.id, mark }))),
  );
  const points = followed.flatMap(({ points: own }) => own);
  await writePoints(tx, points);
  return points.length;
};

interface Surroundings {
  readonly releases: ReleaseIds;
  /** Where releases stand in their order. */
  readonly keys: ReadonlyMap<number, string>;
  readonly marks: readonly MarkedRelease[];
  readonly fired: Fired | undefined;
  readonly now: Instant;
}

interface Followed {
  readonly issue: LivingIssue;
  readonly state: IssueState;
  readonly changes: readonly MarkChange[];
  readonly points: readonly HappenedPoint[];
}

/** One issue, event by event. Pure. */
const follow = (
  issue: LivingIssue,
  events: readonly PreparedEvent[],
  { releases, keys, marks: known, fired, now }: Surroundings,
): Followed => {
  let { state } = issue;
  let marks = known;
  const changes: MarkChange[] = [];
  const points: HappenedPoint[] = [];
  const take = (action: Action, event: PreparedEvent | null): void => {
    const result = transition(state, action);
    if (!result.ok) return;
    state = result.state;
    for (const mark of result.marks) {
      changes.push(mark);
      const { release, as } = mark;
      marks = marks.filter((other) => other.release !== release);
      if (as !== null) marks = [...marks, { release, as, key: keys.get(release) ?? '' }];
    }
    if (result.point !== null)
      points.push({
        project: issue.project,
        issue: issue.id,
        number: issue.number,
        at: now,
        user: null,
        event: event?.id ?? null,
        point: result.point,
      });
  };

  take({ kind: 'time', now }, null);
  for (const [index, event] of events.entries()) {
    const release = releases.release(event.project, event.event.release);
    const key = release === null ? undefined : keys.get(release);
    const fixed = release !== null && key !== undefined && holdsFix(marks, { release, key });
    take({ kind: 'event', release, fixed }, event);
    if (fired?.index === index) take({ kind: 'volume', fired: fired.condition }, event);
    if (index === events.length - 1) take({ kind: 'users', users: issue.users }, event);
  }
  return { issue, state, changes, points };
};

const arrivingOf =
  (now: Instant) =>
  ({ issue: { id, state }, events }: { readonly issue: LivingIssue; readonly events: readonly PreparedEvent[] }) => {
    const { status } = state;
    if (status.kind !== 'muted' || status.volume.length === 0 || (status.until !== null && status.until <= now))
      return [];
    return [{ issue: id, conditions: status.volume, events: events.length }];
  };

/** Only the releases of issues of which a fix is known matter. */
const orderKeys = async (
  tx: Transaction,
  concerned: readonly { readonly issue: LivingIssue; readonly events: readonly PreparedEvent[] }[],
  releases: ReleaseIds,
): Promise<Map<number, string>> => {
  const ids = new Set<number>();
  for (const { issue, events } of concerned)
    if (issue.hasFixes)
      for (const { project, event } of events) {
        const id = releases.release(project, event.release);
        if (id !== null) ids.add(id);
      }
  const rows = await tx.lookupMany<{ id: number; order_key: string }>(
    { table: 'release', keys: { id: 'integer' }, columns: ['id', 'order_key'] },
    [...ids].map((id) => ({ id })),
  );
  return new Map(rows.map(({ id, order_key }) => [id, order_key]));
};

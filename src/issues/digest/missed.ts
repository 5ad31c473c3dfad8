import { toIso } from '../../kit/index.ts';
import { state } from '../../lanes/index.ts';
import type { Transaction } from '../../storage/index.ts';
import { factOf } from '../facts.ts';
import { monitorEvent } from '../monitors/monitor-event.ts';
import type { Failure } from './check-ins.ts';
import type { Touched } from './issues.ts';

/** States a fact for every monitor whose runs begin to be missed, with the issue that its event came to. Returns how many there were. */
export const stateMissed = async (
  tx: Transaction,
  issues: readonly Touched[],
  failed: readonly Failure[],
): Promise<number> => {
  const begun = failed.filter(({ beginsMissing }) => beginsMissing);
  if (begun.length === 0) return 0;
  const issueOf = new Map(
    issues.flatMap(({ id, project, events }) =>
      events.map(({ event }) => [`${project} ${event.eventId}`, id] as const),
    ),
  );
  const facts = begun.flatMap((failure) => {
    const { project, run, receivedAt } = failure;
    const { eventId } = monitorEvent(failure);
    const issueId = issueOf.get(`${project} ${eventId}`);
    if (issueId === undefined) return [];
    const metadata = { reason: `expected at ${toIso(run.startedAt)}` };
    return [factOf({ kind: 'monitor.missed', projectId: project, issueId, eventId, at: receivedAt, metadata })];
  });
  await state(tx, facts);
  return facts.length;
};

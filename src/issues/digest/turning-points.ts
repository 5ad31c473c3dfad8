import type { Transaction } from '../../storage/index.ts';
import { writePoints } from '../lifecycle/points.ts';
import type { Touched } from './issues.ts';

/** Every issue's history begins with its first event; others hear of it by a fact. */
export const writeFirstSeen = async (tx: Transaction, issues: readonly Touched[]): Promise<void> => {
  await writePoints(
    tx,
    issues.flatMap(({ id, project, number, events: [first] }) =>
      number === null || first === undefined
        ? []
        : {
            project,
            issue: id,
            number,
            at: first.event.receivedAt,
            user: null,
            event: first.id,
            point: { kind: 'first_seen' as const, metadata: {} },
          },
    ),
  );
};

import type { Outcome } from '../../usage/index.ts';
import type { Prepared } from './prepare.ts';

/** What a message says was discarded: of itself, and by its client before. */
export const discardedBy = ({ project, received, discards, clientDiscards }: Prepared): Outcome[] => [
  ...discards.map((discard): Outcome => ({ ...discard, project, at: received, outcome: 'server' })),
  ...clientDiscards.map(
    ({ timestamp, ...discard }): Outcome => ({ ...discard, project, at: timestamp, outcome: 'client' }),
  ),
];

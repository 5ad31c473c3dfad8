import type { Instant } from '../kit/index.ts';
import { DAY, floorTo, HOUR, MINUTE } from '../kit/index.ts';
import type { BulkInsert, Queries, Row } from '../storage/index.ts';

export const outcomes = { accepted: 0, server: 1, client: 2 } as const;
export const widths = [MINUTE, HOUR, DAY] as const;

/** What became of something that was sent. */
export interface Outcome {
  readonly project: number;
  readonly at: Instant;
  /** Accepted, discarded by the server, or already by the client. */
  readonly outcome: keyof typeof outcomes;
  /** Why it was discarded; empty for what was accepted. */
  readonly reason: string;
  /** A data category as SDKs name them: `error`, `session`, … */
  readonly category: string;
  readonly quantity: number;
}

/** The number under which the whole installation is counted. */
export const INSTALLATION = 0;

/** Adds to the counts of minutes, hours and days, of the project and the installation. Not idempotent: the caller sees to it that everything is counted once. */
export const countOutcomes = async (tx: Queries, counted: readonly Outcome[]): Promise<void> => {
  const rows = new Map<string, Row & { quantity: number }>();
  const add = (project_id: number, { at, outcome, reason, category, quantity }: Outcome): void => {
    for (const [width, span] of widths.entries()) {
      const key = {
        project_id,
        width,
        start: floorTo(at, span),
        outcome: outcomes[outcome],
        reason: storable(reason),
        category: storable(category),
      };
      const name = JSON.stringify(key);
      const row = rows.get(name) ?? { ...key, quantity: 0 };
      row.quantity += quantity;
      rows.set(name, row);
    }
  };
  for (const one of counted) {
    add(one.project, one);
    add(INSTALLATION, one);
  }
  // In one order, so that two that count the same never wait for each other.
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  await tx.insertMany(countInsert, sorted);
};

/** Client reports name their reasons and categories themselves: PostgreSQL keeps no NUL, and nobody needs a novel. */
const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed().slice(0, 100);

const countInsert: BulkInsert = {
  table: 'usage_count',
  columns: {
    project_id: 'integer',
    width: 'integer',
    start: 'integer',
    outcome: 'integer',
    reason: 'text',
    category: 'text',
    quantity: 'integer',
  },
  conflict: {
    keys: ['project_id', 'width', 'start', 'outcome', 'reason', 'category'],
    set: { quantity: 'usage_count.quantity + excluded.quantity' },
  },
};

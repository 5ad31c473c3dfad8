import type { Instant } from '../../kit/index.ts';
import type { BulkInsert, Transaction } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';
import { orderOf } from './order.ts';

export interface NewRelease {
  readonly id: number;
  readonly project: number;
  readonly version: string;
  /** It sorts behind every release that was there before it. */
  readonly isLatest: boolean;
}

/**
 * Makes the rows of releases that the projects do not have yet, in the order given; those that are there are passed over. The caller holds the projects' locks.
 */
export const createReleases = async (
  tx: Transaction,
  wanted: readonly { readonly project: number; readonly version: string }[],
  now: Instant,
): Promise<NewRelease[]> => {
  const made: NewRelease[] = [];
  for (const [project, versions] of Map.groupBy(wanted, ({ project }) => project)) {
    let latest = await latestRelease(tx, project);
    const rows = [...new Set(versions.map(({ version }) => version))].map((version) => {
      // Later than every other, so that no two of them stand at one place.
      const at = Math.max(now, (latest?.created_at ?? 0) + 1);
      const order = orderOf(
        version,
        at,
        latest === null ? null : { epoch: latest.epoch, semantic: latest.semantic === 1 },
      );
      const row = {
        project_id: project,
        version,
        created_at: at,
        events: 0,
        new_issues: 0,
        epoch: order.epoch,
        semantic: order.semantic ? 1 : 0,
        order_key: order.key,
      };
      const isLatest = latest === null || order.key > latest.order_key;
      if (isLatest) latest = { id: 0, ...row };
      return { row, isLatest };
    });
    const inserted = await tx.insertMany<{ id: number; version: string }>(
      releaseInsert,
      rows.map(({ row }) => row),
    );
    const ids = new Map(inserted.map(({ id, version }) => [version, id]));
    for (const { row, isLatest } of rows) {
      const id = ids.get(row.version);
      if (id !== undefined) made.push({ id, project, version: row.version, isLatest });
    }
  }
  return made;
};

/** The last release in a project's order; null: it has none. */
export const latestRelease = async (tx: Pick<Transaction, 'as'>, project: number) =>
  (await tx
    .as<IssuesTables>()
    .selectFrom('release')
    .select(['id', 'version', 'created_at', 'epoch', 'semantic', 'order_key'])
    .where('project_id', '=', project)
    .orderBy('order_key', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()) ?? null;

const releaseInsert: BulkInsert = {
  table: 'release',
  columns: {
    project_id: 'integer',
    version: 'text',
    created_at: 'integer',
    events: 'integer',
    new_issues: 'integer',
    epoch: 'integer',
    semantic: 'integer',
    order_key: 'text',
  },
  conflict: { keys: ['project_id', 'version'] },
  returning: ['id', 'version'],
};

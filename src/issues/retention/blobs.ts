import { sql } from 'kysely';
import type { Instant } from '../../kit/index.ts';
import { HOUR, toHex } from '../../kit/index.ts';
import type { BlobStore, Queries, Transaction } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';

/** Between the last word of an attachment and the end of its content. A digest may just have put the same content, and speak of it only when it commits. */
const REST = HOUR;

const PAGE = 200;

/** Notes contents of which an attachment is removed in this transaction; other attachments may have the same. */
export const condemnBlobs = async (tx: Transaction, hashes: readonly Uint8Array[], now: Instant): Promise<void> => {
  const distinct = new Map(hashes.map((hash) => [toHex(hash), hash]));
  await tx.insertMany(
    { table: 'blob_garbage', columns: { hash: 'blob', since: 'integer' }, conflict: { keys: ['hash'] } },
    [...distinct.values()].map((hash) => ({ hash, since: now })),
  );
};

/**
 * Deletes contents that no attachment has any more, an hour after the last one went; those that somebody put again meanwhile get another hour. Call it every few
 * minutes. Returns how many went.
 */
export const collectBlobs = async (queries: Queries, blobs: BlobStore, now: Instant): Promise<number> => {
  const db = queries.as<IssuesTables>();
  let deleted = 0;
  for (;;) {
    const rows = await db
      .selectFrom('blob_garbage')
      .select((eb) => [
        'hash',
        eb
          .exists(
            eb
              .selectFrom('event_attachment')
              .select(sql.lit(1).as('one'))
              .whereRef('event_attachment.hash', '=', 'blob_garbage.hash'),
          )
          .as('used'),
      ])
      .where('since', '<=', now - REST)
      .limit(PAGE)
      .execute();
    for (const { hash, used } of rows) {
      const gone = Number(used) === 0 && (await blobs.delete(toHex(hash), now - REST));
      if (gone) deleted++;
      const row = db.deleteFrom('blob_garbage').where('hash', '=', hash);
      if (gone || Number(used) === 1) await row.execute();
      else await db.updateTable('blob_garbage').set({ since: now }).where('hash', '=', hash).execute();
    }
    if (rows.length < PAGE) return deleted;
  }
};

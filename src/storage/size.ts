import type { Queries } from './storage.ts';

export interface DatabaseSize {
  /** On the disk. */
  readonly bytes: number;
  /** Of these, what rows left behind and new ones will use; null where the database does not say (PostgreSQL). */
  readonly freeBytes: number | null;
}

/** How large the database is, without reading it. */
export const databaseSize = async (queries: Queries): Promise<DatabaseSize> => {
  const [row] =
    queries.dialect === 'sqlite'
      ? await queries.query<{ bytes: number; free: number | null }>(
          'database size',
          `select page_count * page_size as bytes, freelist_count * page_size as free
            from pragma_page_count(), pragma_page_size(), pragma_freelist_count()`,
          [],
        )
      : await queries.query<{ bytes: number; free: number | null }>(
          'database size',
          'select pg_database_size(current_database()) as bytes, null as free',
          [],
        );
  return { bytes: row?.bytes ?? 0, freeBytes: row?.free ?? null };
};

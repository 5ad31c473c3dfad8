import type { ColumnType, Queries, Row, Storage } from '../storage/index.ts';
import { bytesOf } from './database-numbers.ts';
import type { Entity, Numbers } from './database-numbers.ts';
import type { ProvenanceStore, Relation, RelationRow } from './store.ts';
import { UNDATED } from './tables.ts';
import type { ProvenanceTables } from './tables.ts';

type Writes = Pick<
  ProvenanceStore,
  'contentAdd' | 'directoryAdd' | 'revisionAdd' | 'originAdd' | 'locationAdd' | 'relationAdd' | 'revisionClear'
>;

/** The writing half of the store: a transaction each, rows in the order of their keys, entities before what names them. */
export const createWrites = (storage: Storage, numbers: Numbers): Writes => {
  /** A transaction; what it registered is forgotten when it fails. */
  const write = async (work: (tx: Queries) => Promise<void>): Promise<void> => {
    try {
      await storage.transaction(work);
    } catch (error) {
      numbers.forget();
      throw error;
    }
  };
  return {
    contentAdd: (dates) =>
      write((tx) =>
        addEntities(
          tx,
          'content',
          [...dates].map(([id, date]) => ({ id: bytesOf(id), date })),
          { date: earliest('content') },
        ),
      ),
    directoryAdd: (facts) =>
      write((tx) =>
        addEntities(
          tx,
          'directory',
          [...facts].map(([id, { date, flat }]) => ({ id: bytesOf(id), date, flat: flat ? 1 : 0 })),
          {
            date: earliest('directory'),
            flat: 'case when excluded.flat = 1 then 1 else provenance_directory.flat end',
          },
        ),
      ),
    revisionAdd: (facts) =>
      write(async (tx) => {
        const origins = await numbers.of(
          tx,
          'origin',
          [...facts.values()].flatMap(({ origin }) => origin ?? []),
        );
        await addEntities(
          tx,
          'revision',
          [...facts].map(([id, { date, origin }]) => ({
            id: bytesOf(id),
            date,
            origin: origin === null ? null : (origins.get(origin) ?? null),
          })),
          {
            date: earliest('revision'),
            origin: 'coalesce(excluded.origin, provenance_revision.origin)',
          },
        );
        await redate(
          tx,
          numbers,
          [...facts].flatMap(([id, { date }]) => (date === null ? [] : [{ id, date }])),
        );
      }),
    originAdd: (urls) =>
      write((tx) =>
        addEntities(
          tx,
          'origin',
          [...urls].map(([id, url]) => ({ id: bytesOf(id), url })),
          { url: 'excluded.url' },
        ),
      ),
    locationAdd: (paths) =>
      write(async (tx) => {
        await numbers.ofPaths(tx, paths);
      }),
    relationAdd: (relation, rows) => write((tx) => addRelation(tx, numbers, relation, rows)),
    revisionClear: (ids) =>
      write(async (tx) => {
        const revisions = [...(await numbers.known(tx, 'revision', ids)).values()];
        const db = tx.as<ProvenanceTables>();
        for (const n of revisions) {
          await db.deleteFrom('provenance_content_in_revision').where('revision', '=', n).execute();
          await db.deleteFrom('provenance_directory_in_revision').where('revision', '=', n).execute();
        }
      }),
  };
};

/** The earliest date wins, and one that is missing never overwrites. */
const earliest = (entity: Entity): string =>
  `case when provenance_${entity}.date is null or excluded.date < provenance_${entity}.date then excluded.date else provenance_${entity}.date end`;

const columnTypes: Record<string, ColumnType> = {
  id: 'blob',
  date: 'integer',
  flat: 'integer',
  origin: 'integer',
  url: 'text',
};

const addEntities = async (
  tx: Queries,
  entity: Entity,
  rows: readonly Row[],
  set: Readonly<Record<string, string>>,
): Promise<void> => {
  const names = ['id', ...Object.keys(set)];
  const columns = Object.fromEntries(names.map((name) => [name, columnTypes[name] ?? 'integer']));
  await tx.insertMany({ table: `provenance_${entity}`, columns, conflict: { keys: ['id'], set } }, rows);
};

/** Rows that were written before their revision had this date. */
const redate = async (
  tx: Queries,
  numbers: Numbers,
  revisions: readonly { readonly id: string; readonly date: number }[],
): Promise<void> => {
  const known = await numbers.known(
    tx,
    'revision',
    revisions.map(({ id }) => id),
  );
  for (const table of ['content_in_revision', 'directory_in_revision']) {
    for (const { id, date } of revisions) {
      const n = known.get(id);
      if (n === undefined) continue;
      const sql = `update provenance_${table} set date = ? where revision = ? and date > ?`;
      await tx.query(`provenance redate ${table}`, sql, [date, n, date]);
    }
  }
};

const addRelation = async (
  tx: Queries,
  numbers: Numbers,
  relation: Relation,
  rows: readonly RelationRow[],
): Promise<void> => {
  if (rows.length === 0) return;
  const [source, target] = ends[relation];
  const sources = await numbers.of(tx, source, new Set(rows.map((row) => row.source)));
  const targets = await numbers.of(tx, target, new Set(rows.map((row) => row.target)));
  const locations = await numbers.ofPaths(tx, new Set(rows.flatMap(({ path }) => path ?? [])));
  const dates = dated.has(relation) ? await datesOf(tx, rows) : null;
  const number = (map: ReadonlyMap<string, number>, id: string): number => {
    const n = map.get(id);
    if (n === undefined) throw new Error(`${relation}: ${id} has no number`);
    return n;
  };
  const insert = tables[relation];
  await tx.insertMany(
    {
      table: insert.table,
      columns: Object.fromEntries(insert.columns.map((column) => [column, 'integer' as const])),
      conflict: { keys: insert.columns },
    },
    rows.map((row) => {
      const from = number(sources, row.source);
      const to = number(targets, row.target);
      if (row.path === null) return { [insert.columns[0] ?? '']: to, [insert.columns[1] ?? '']: from };
      return {
        [source]: from,
        [target]: to,
        location: number(locations, row.path),
        ...(dates === null ? {} : { date: dates.get(row.target) ?? row.date ?? UNDATED }),
      };
    }),
  );
};

const datesOf = async (tx: Queries, rows: readonly RelationRow[]): Promise<Map<string, number>> => {
  const found = await tx.lookupMany<{ id: Uint8Array; date: number | null }>(
    { table: 'provenance_revision', keys: { id: 'blob' }, columns: ['id', 'date'] },
    [...new Set(rows.map(({ target }) => target))].map((id) => ({ id: bytesOf(id) })),
  );
  return new Map(found.flatMap(({ id, date }) => (date === null ? [] : [[Buffer.from(id).toString('hex'), date]])));
};

const dated: ReadonlySet<Relation> = new Set(['content_in_revision', 'directory_in_revision']);

export const ends: Readonly<Record<Relation, readonly [source: Entity, target: Entity]>> = {
  content_in_revision: ['content', 'revision'],
  content_in_directory: ['content', 'directory'],
  directory_in_revision: ['directory', 'revision'],
  revision_before_revision: ['revision', 'revision'],
  revision_in_origin: ['revision', 'origin'],
};

/** Relations of revisions and origins are kept as edges and heads; their columns name target, then source. */
const tables: Readonly<Record<Relation, { readonly table: string; readonly columns: readonly string[] }>> = {
  content_in_revision: {
    table: 'provenance_content_in_revision',
    columns: ['content', 'date', 'revision', 'location'],
  },
  content_in_directory: { table: 'provenance_content_in_directory', columns: ['content', 'directory', 'location'] },
  directory_in_revision: {
    table: 'provenance_directory_in_revision',
    columns: ['directory', 'date', 'revision', 'location'],
  },
  revision_before_revision: { table: 'provenance_revision_parent', columns: ['revision', 'parent'] },
  revision_in_origin: { table: 'provenance_head', columns: ['origin', 'revision'] },
};

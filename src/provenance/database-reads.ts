import type { Queries, Row } from '../storage/index.ts';
import { bytesOf, idOf, pathOf } from './database-numbers.ts';
import { ends } from './database-writes.ts';
import { joinPath } from './model.ts';
import type { ObjectId, Occurrence } from './model.ts';
import type { ProvenanceStore, Relation, RelationRow } from './store.ts';
import type { ProvenanceTables } from './tables.ts';

type Reads = Omit<
  ProvenanceStore,
  'contentAdd' | 'directoryAdd' | 'revisionAdd' | 'originAdd' | 'locationAdd' | 'relationAdd' | 'revisionClear'
>;

/** The reading half of the store. */
export const createReads = (queries: Queries): Reads => ({
  contentGet: async (ids) => {
    const rows = await entities<{ id: Uint8Array; date: number | null }>(queries, 'content', ['id', 'date'], ids);
    return new Map(rows.map(({ id, date }) => [idOf(id), date]));
  },
  directoryGet: async (ids) => {
    const columns = ['id', 'date', 'flat'];
    const rows = await entities<{ id: Uint8Array; date: number | null; flat: number }>(
      queries,
      'directory',
      columns,
      ids,
    );
    return new Map(rows.map(({ id, date, flat }) => [idOf(id), { date, flat: flat === 1 }]));
  },
  revisionGet: async (ids) => {
    const columns = ['id', 'date', 'origin'];
    const rows = await entities<{ id: Uint8Array; date: number | null; origin: number | null }>(
      queries,
      'revision',
      columns,
      ids,
    );
    const wanted = [...new Set(rows.flatMap(({ origin }) => origin ?? []))].map((n) => ({ n }));
    const origins = await queries.lookupMany<{ n: number; id: Uint8Array }>(
      { table: 'provenance_origin', keys: { n: 'integer' }, columns: ['n', 'id'] },
      wanted,
    );
    const byNumber = new Map(origins.map(({ n, id }) => [n, idOf(id)]));
    return new Map(
      rows.map(({ id, date, origin }) => [
        idOf(id),
        { date, origin: origin === null ? null : (byNumber.get(origin) ?? null) },
      ]),
    );
  },
  originGet: async (ids) => {
    const rows = await entities<{ id: Uint8Array; url: string }>(queries, 'origin', ['id', 'url'], ids);
    return new Map(rows.map(({ id, url }) => [idOf(id), url]));
  },
  relationGet: async (relation, ids, reverse = false) => {
    const rows: RelationRow[] = [];
    const sql = relationSql(relation, reverse ? 'target' : 'source');
    const name = `provenance ${relation} ${reverse ? 'reverse' : ''}`;
    for (const id of new Set(ids)) {
      const places = Array.from({ length: sql.split('?').length - 1 }, () => bytesOf(id));
      rows.push(...(await relationRows(queries, name, sql, places)));
    }
    return rows;
  },
  relationGetAll: (relation) => relationRows(queries, `provenance ${relation} all`, relationSql(relation, null), []),

  origins: async () => {
    const rows = await queries
      .as<ProvenanceTables>()
      .selectFrom('provenance_origin as o')
      .leftJoin('provenance_head as h', 'h.origin', 'o.n')
      .select(({ fn }) => ['o.id', 'o.url', fn.count<number>('h.revision').as('heads')])
      .groupBy(['o.id', 'o.url'])
      .orderBy('o.url')
      .execute();
    return rows.map(({ id, url, heads }) => ({ id: idOf(id), url, heads }));
  },
  contentFindFirst: async (ids) => {
    const found = new Map<ObjectId, Occurrence>();
    for (const id of new Set(ids)) {
      const [first] = await queries.query<FoundRow>('provenance first', FIRST, [bytesOf(id)]);
      if (first !== undefined) found.set(id, occurrence(id, first));
    }
    return found;
  },
  contentFindAll: async (id, limit, after) => {
    const content = bytesOf(id);
    const group = async (revision: Uint8Array): Promise<Occurrence[]> => {
      const rows = await queries.query<FoundRow>('provenance in revision', inRevision, [
        content,
        revision,
        content,
        revision,
      ]);
      return rows.map((row) => occurrence(id, row)).sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    };
    const found: Occurrence[] = [];
    let last = { date: 0, revision: Buffer.alloc(0) as Uint8Array };
    if (after !== undefined) {
      last = { date: after.date, revision: bytesOf(after.revision) };
      found.push(...(await group(last.revision)).filter(({ path }) => path > after.path));
    }
    // A revision has the content at any number of paths: whole revisions are fetched, in order.
    while (found.length < limit) {
      const place = [last.date, last.date, last.revision];
      const revisions = await queries.query<{ date: number; id: Uint8Array }>('provenance revisions of', revisionsOf, [
        content,
        ...place,
        content,
        ...place,
        limit - found.length,
      ]);
      for (const { id: revision } of revisions) {
        if (found.length < limit) found.push(...(await group(revision)));
      }
      const end = revisions.at(-1);
      if (end === undefined) break;
      last = { date: end.date, revision: end.id };
    }
    return found.slice(0, limit);
  },
});

const entities = <Found extends Row>(
  queries: Queries,
  entity: string,
  columns: readonly string[],
  ids: Iterable<ObjectId>,
): Promise<Found[]> =>
  queries.lookupMany<Found>(
    { table: `provenance_${entity}`, keys: { id: 'blob' }, columns },
    [...new Set(ids)].map((id) => ({ id: bytesOf(id) })),
  );

interface FoundRow extends Row {
  date: number;
  revision: Uint8Array;
  url: string | null;
  directory: Uint8Array | null;
  path: Uint8Array;
}

const occurrence = (content: ObjectId, { date, revision, url, directory, path }: FoundRow): Occurrence => ({
  content,
  revision: idOf(revision),
  date,
  origin: url,
  path: directory === null ? pathOf(path) : joinPath(pathOf(directory), pathOf(path)),
});

/** The rows of a content come in the order of dates, so only those of the first instant are sorted. A revision without a date is not complete. */
const FIRST = `select c.date, r.id as revision, o.url, null as directory, l.path
from provenance_content e
join provenance_content_in_revision c on c.content = e.n
join provenance_revision r on r.n = c.revision and r.date is not null
join provenance_location l on l.n = c.location
left join provenance_origin o on o.n = r.origin
where e.id = ?
order by c.date, r.id, o.url, l.path
limit 1`;

const inRevision = `select c.date, r.id as revision, o.url, null as directory, l.path
from provenance_content e
join provenance_revision r on r.date is not null
join provenance_content_in_revision c on c.content = e.n and c.date = r.date and c.revision = r.n
join provenance_location l on l.n = c.location
left join provenance_origin o on o.n = r.origin
where e.id = ? and r.id = ?
union all
select d.date, r.id, o.url, ld.path, l.path
from provenance_content e
join provenance_revision r on r.date is not null
join provenance_directory_in_revision d on d.revision = r.n
join provenance_content_in_directory c on c.content = e.n and c.directory = d.directory
join provenance_location ld on ld.n = d.location
join provenance_location l on l.n = c.location
left join provenance_origin o on o.n = r.origin
where e.id = ? and r.id = ?`;

/** The revisions that have a content, after a place in the order, each once. */
const revisionsOf = `select date, id from (
  select c.date, r.id
  from provenance_content e
  join provenance_content_in_revision c on c.content = e.n
  join provenance_revision r on r.n = c.revision and r.date is not null
  where e.id = ? and (c.date > ? or (c.date = ? and r.id > ?))
  union
  select d.date, r.id
  from provenance_content e
  join provenance_content_in_directory c on c.content = e.n
  join provenance_directory_in_revision d on d.directory = c.directory
  join provenance_revision r on r.n = d.revision and r.date is not null
  where e.id = ? and (d.date > ? or (d.date = ? and r.id > ?))
) found
order by date, id
limit ?`;

const relationRows = async (
  queries: Queries,
  name: string,
  sql: string,
  parameters: readonly Uint8Array[],
): Promise<RelationRow[]> => {
  const rows = await queries.query<{ source: Uint8Array; target: Uint8Array; path: Uint8Array | null }>(
    name,
    sql,
    parameters,
  );
  return rows.map(({ source, target, path }) => ({
    source: idOf(source),
    target: idOf(target),
    path: path === null ? null : pathOf(path),
  }));
};

/** `by`: the end that one id is given of; null: all rows. */
const relationSql = (relation: Relation, by: 'source' | 'target' | null): string => {
  const [source, target] = ends[relation];
  if (relation === 'revision_before_revision' || relation === 'revision_in_origin') return historySql(relation, by);
  const where = by === null ? '' : ` where ${by === 'source' ? 's' : 't'}.id = ?`;
  return `select s.id as source, t.id as target, l.path
from provenance_${relation} x
join provenance_${source} s on s.n = x.${source}
join provenance_${target} t on t.n = x.${target}
join provenance_location l on l.n = x.location${where}`;
};

/** Every ancestor with the heads that descend from it, from the edges; and heads with their origins. */
const historySql = (
  relation: 'revision_before_revision' | 'revision_in_origin',
  by: 'source' | 'target' | null,
): string => {
  const where = by === null ? '' : ` where ${by === 'source' ? 's' : 't'}.id = ?`;
  if (relation === 'revision_in_origin')
    return `select s.id as source, t.id as target, null as path
from provenance_head x
join provenance_revision s on s.n = x.revision
join provenance_origin t on t.n = x.origin${where}`;
  if (by === 'source')
    return `with recursive later(n) as (
  select p.revision from provenance_revision_parent p join provenance_revision r on r.n = p.parent where r.id = ?
  union
  select p.revision from later join provenance_revision_parent p on p.parent = later.n
), asked(id) as (select id from provenance_revision where id = ?)
select asked.id as source, t.id as target, null as path
from asked, later
join provenance_revision t on t.n = later.n
where exists (select 1 from provenance_head h where h.revision = later.n)`;
  return `with recursive history(head, n) as (
  select h.revision, p.parent from (select distinct revision from provenance_head) h
  join provenance_revision_parent p on p.revision = h.revision${by === null ? '' : ' where h.revision = (select n from provenance_revision where id = ?)'}
  union
  select history.head, p.parent from history join provenance_revision_parent p on p.revision = history.n
)
select s.id as source, t.id as target, null as path
from history
join provenance_revision s on s.n = history.n
join provenance_revision t on t.n = history.head`;
};

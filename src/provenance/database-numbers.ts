import { createHash } from 'node:crypto';
import type { Queries } from '../storage/index.ts';
import type { BytePath, ObjectId } from './model.ts';

export type Entity = 'content' | 'directory' | 'revision' | 'origin';

export const bytesOf = (id: ObjectId): Uint8Array => Buffer.from(id, 'hex');
export const idOf = (bytes: Uint8Array): ObjectId => Buffer.from(bytes).toString('hex');
export const pathBytes = (path: BytePath): Uint8Array => Buffer.from(path, 'latin1');
export const pathOf = (bytes: Uint8Array): BytePath => Buffer.from(bytes).toString('latin1');
export const locationId = (path: BytePath): ObjectId => createHash('sha1').update(path, 'latin1').digest('hex');

/** Numbers are remembered, up to so many an entity: most rows name what the batch before named. */
const MOST = 500_000;

/** The numbers by which relations name entities. They never change, so what is remembered is never stale. */
export interface Numbers {
  /** Registers what nobody added. */
  of(queries: Queries, entity: Entity, ids: Iterable<ObjectId>): Promise<Map<ObjectId, number>>;
  /** Only what is there. */
  known(queries: Queries, entity: Entity, ids: Iterable<ObjectId>): Promise<Map<ObjectId, number>>;
  ofPaths(queries: Queries, paths: Iterable<BytePath>): Promise<Map<BytePath, number>>;
  /** After entities were deleted. */
  forget(): void;
}

export const createNumbers = (): Numbers => {
  const remembered = new Map<string, Map<string, number>>();
  const memory = (name: string): Map<string, number> => {
    const found = remembered.get(name);
    if (found !== undefined && found.size < MOST) return found;
    const fresh = new Map<string, number>();
    remembered.set(name, fresh);
    return fresh;
  };

  const lookup = async (queries: Queries, name: string, keys: readonly string[], key: (id: string) => Uint8Array) => {
    const rows = await queries.lookupMany<{ n: number; id: Uint8Array }>(
      { table: `provenance_${name}`, keys: { id: 'blob' }, columns: ['n', 'id'] },
      keys.map((id) => ({ id: key(id) })),
    );
    return new Map(rows.map(({ n, id }) => [idOf(id), n]));
  };

  const find = async (queries: Queries, entity: Entity, ids: Iterable<ObjectId>, register: boolean) => {
    const own = memory(entity);
    const answer = new Map<ObjectId, number>();
    const unknown: ObjectId[] = [];
    for (const id of new Set(ids)) {
      const n = own.get(id);
      if (n === undefined) unknown.push(id);
      else answer.set(id, n);
    }
    if (unknown.length === 0) return answer;
    const found = await lookup(queries, entity, unknown, bytesOf);
    const missing = unknown.filter((id) => !found.has(id));
    if (register && missing.length > 0) {
      const rows = missing.map((id) => ({ id: bytesOf(id), ...(entity === 'origin' ? { url: '' } : {}) }));
      await queries.insertMany(
        {
          table: `provenance_${entity}`,
          columns: { id: 'blob', ...(entity === 'origin' ? { url: 'text' as const } : {}) },
          conflict: { keys: ['id'] },
        },
        rows,
      );
      for (const [id, n] of await lookup(queries, entity, missing, bytesOf)) found.set(id, n);
    }
    for (const [id, n] of found) {
      own.set(id, n);
      answer.set(id, n);
    }
    return answer;
  };

  return {
    of: (queries, entity, ids) => find(queries, entity, ids, true),
    known: (queries, entity, ids) => find(queries, entity, ids, false),
    ofPaths: async (queries, paths) => {
      const own = memory('location');
      const answer = new Map<BytePath, number>();
      const unknown = new Map<ObjectId, BytePath>();
      for (const path of new Set(paths)) {
        const n = own.get(path);
        if (n === undefined) unknown.set(locationId(path), path);
        else answer.set(path, n);
      }
      if (unknown.size === 0) return answer;
      await queries.insertMany(
        { table: 'provenance_location', columns: { id: 'blob', path: 'blob' }, conflict: { keys: ['id'] } },
        [...unknown].map(([id, path]) => ({ id: bytesOf(id), path: pathBytes(path) })),
      );
      for (const [id, n] of await lookup(queries, 'location', [...unknown.keys()], bytesOf)) {
        const path = unknown.get(id) ?? '';
        own.set(path, n);
        answer.set(path, n);
      }
      return answer;
    },
    forget: () => remembered.clear(),
  };
};

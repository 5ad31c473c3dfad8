import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { CulpritError } from '../kit/index.ts';
import type { ObjectId } from './model.ts';

/** `swh:1:cnt:<sha1>` with or without qualifiers (SWHID 1.1), or a bare git blob id. Null: neither. */
export const readContentId = (text: string): ObjectId | null => {
  const swhid = /^swh:1:cnt:([0-9a-f]{40})(;.*)?$/i.exec(text);
  if (swhid !== null) return (swhid[1] ?? '').toLowerCase();
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/i.test(text) ? text.toLowerCase() : null;
};

/** The id that git gives a file's bytes, without reading it whole. Throws `not_a_file`. */
export const contentIdOfFile = async (path: string): Promise<ObjectId> => {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile())
    throw new CulpritError('not_a_file', 404, `${path} is no file: give the path of a file, a git blob id or a SWHID.`);
  const hash = createHash('sha1').update(`blob ${found.size}\0`);
  for await (const chunk of createReadStream(path, { end: Math.max(0, found.size - 1) })) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

import { once } from 'node:events';
import type { ObjectId, Tree } from '../model.ts';
import { gitFailed, startGit } from './git.ts';
import { parseTree } from './parse-tree.ts';

export interface TreeReader {
  /** Throws for one that is not there, or is no tree. */
  read(ids: readonly ObjectId[]): Promise<Map<ObjectId, Tree>>;
  close(): Promise<void>;
}

/** One `git cat-file` that lives as long as the reader. Its answers come in the order of the questions. */
export const openTreeReader = (folder: string): TreeReader => {
  const child = startGit(folder, ['cat-file', '--batch-command', '--buffer']);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = `${said}${chunk.toString()}`.slice(-2_000);
  });
  child.stdin.on('error', () => {});
  const ended = once(child, 'close');
  const chunks = child.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest: Buffer = Buffer.alloc(0);

  const more = async (): Promise<void> => {
    const { done, value } = await chunks.next();
    if (done === true) throw gitFailed(['cat-file'], said);
    rest = rest.length === 0 ? value : Buffer.concat([rest, value]);
  };
  const line = async (): Promise<string> => {
    let end = rest.indexOf(10);
    while (end === -1) {
      await more();
      end = rest.indexOf(10);
    }
    const text = rest.toString('latin1', 0, end);
    rest = rest.subarray(end + 1);
    return text;
  };
  const take = async (length: number): Promise<Buffer> => {
    if (rest.length < length) {
      // One copy, however many pieces a large tree comes in.
      const parts = [rest];
      let have = rest.length;
      while (have < length) {
        const { done, value } = await chunks.next();
        if (done === true) throw gitFailed(['cat-file'], said);
        parts.push(value);
        have += value.length;
      }
      rest = Buffer.concat(parts, have);
    }
    const bytes = rest.subarray(0, length);
    rest = rest.subarray(length);
    return bytes;
  };

  return {
    read: async (ids) => {
      const trees = new Map<ObjectId, Tree>();
      // In portions: git answers when it is told to, and holds what was asked until then.
      for (let start = 0; start < ids.length; start += PORTION) {
        const portion = ids.slice(start, start + PORTION);
        child.stdin.write(`${portion.map((id) => `contents ${id}\n`).join('')}flush\n`);
        for (const id of portion) {
          const [, kind, length] = (await line()).split(' ');
          if (kind !== 'tree') throw gitFailed(['cat-file'], `${id} is ${kind ?? 'missing'}, not a tree`);
          const bytes = await take(Number(length) + 1);
          trees.set(id, parseTree(bytes.subarray(0, -1), id.length / 2));
        }
      }
      return trees;
    },
    close: async () => {
      child.stdin.end();
      child.stdout.destroy();
      await ended;
    },
  };
};

const PORTION = 2_000;

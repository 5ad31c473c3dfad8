import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { messageOf } from '../../kit/index.ts';

/** Reading every page of a larger file takes too long for a question. */
const MOST_BYTES = 512 << 20;

/** The first damage in a SQLite file; null when there is none, or when the file is too large to look through. */
export const damageOf = (path: string): string | null => {
  if (statSync(path).size > MOST_BYTES) return null;
  const file = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  try {
    const [row] = file.prepare('PRAGMA quick_check(1)').all();
    const verdict = String(row?.['quick_check']);
    return verdict === 'ok' ? null : `The file ${path} is damaged: ${verdict.replaceAll(/\s+/g, ' ')}.`;
  } catch (error) {
    return `The file ${path} is damaged: ${messageOf(error)}.`;
  } finally {
    file.close();
  }
};

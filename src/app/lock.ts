import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CulpritError, makeFolder, messageOf } from '../kit/index.ts';

/** What a running server says of itself to commands that want to know. */
export interface ServerNote {
  readonly pid: number;
  readonly url: string;
  readonly startedAt: string;
}

export interface DataLock {
  /** Leaves the note that `readServerNote` finds. */
  announce(note: ServerNote): void;
  release(): void;
}

/** What is held lives until it is released: a file that is collected as garbage would drop its lock. */
const held = new Set<DatabaseSync>();

/**
 * One server per data folder. The lock is a file lock that SQLite takes, so the system drops it with the process, however that ends.
 * Creates the folder. Throws CulpritError `data_in_use` when another server has it, `data_unusable` when the folder cannot be written.
 */
export const lockDataFolder = (data: string): DataLock => {
  try {
    // Attachments and password hashes live here: nobody else's business.
    makeFolder(data);
    const file = new DatabaseSync(join(data, 'server.lock'), { timeout: 0 });
    try {
      file.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      file.close();
      if ((error as { errcode?: number }).errcode === 5) throw inUse(data);
      throw error;
    }
    held.add(file);
    return {
      announce: (note) => writeFileSync(join(data, 'server.json'), `${JSON.stringify(note)}\n`),
      release: () => {
        held.delete(file);
        file.close();
      },
    };
  } catch (error) {
    if (error instanceof CulpritError) throw error;
    const why = messageOf(error);
    throw new CulpritError(
      'data_unusable',
      500,
      `The data folder ${data} cannot be used: ${why}. Choose another with --data.`,
    );
  }
};

/** The note of the server that last ran on this folder; it may have stopped since. */
export const readServerNote = (data: string): ServerNote | null => {
  try {
    return JSON.parse(readFileSync(join(data, 'server.json'), 'utf8')) as ServerNote;
  } catch {
    return null;
  }
};

/** True while a server holds the folder. */
export const isServerRunning = (data: string): boolean => {
  try {
    const file = new DatabaseSync(join(data, 'server.lock'), { timeout: 0, readOnly: true });
    try {
      file.exec('BEGIN; SELECT 1 FROM sqlite_schema; COMMIT');
      return false;
    } catch {
      return true;
    } finally {
      file.close();
    }
  } catch {
    return false;
  }
};

const inUse = (data: string): CulpritError => {
  const note = readServerNote(data);
  const who = note === null ? '' : ` (process ${note.pid}, ${note.url}, since ${note.startedAt})`;
  return new CulpritError(
    'data_in_use',
    409,
    `Another Culprit server uses the data folder ${data}${who}. Stop it, or choose another folder with --data.`,
  );
};

import type { Clock, Instant } from '../kit/index.ts';
import { MINUTE } from '../kit/index.ts';
import type { Storage } from '../storage/index.ts';
import { findKeys, findSettings, noteKeyUse } from './key-store.ts';
import { createLookupCache } from './lookup-cache.ts';
import type { ProjectKey, ProjectSettings } from './types.ts';

export interface KeyRing {
  /** What ingest must know of a key, at most five seconds old and mostly from memory; null for one that does not exist. Throws `unavailable`. */
  find(publicKey: string): ProjectKey | null | Promise<ProjectKey | null>;
  /** The settings of these projects, at most five seconds old; a project that does not exist is absent. Throws `unavailable`. */
  projectSettings(projectIds: Iterable<number>): Promise<Map<number, ProjectSettings>>;
}

/** The keys and project settings of the installation, for the hot paths: one per process or thread. */
export const createKeyRing = (storage: Storage, clock: Clock): KeyRing => {
  const keys = createLookupCache({ load: (wanted: readonly string[]) => findKeys(storage, wanted), clock });
  const settings = createLookupCache({ load: (wanted: readonly number[]) => findSettings(storage, wanted), clock });
  const used = createUseNotes(storage, clock);
  return {
    find: (publicKey) => {
      if (!isPublicKey(publicKey)) return null;
      const found = keys.get(publicKey);
      if (found === null || 'publicKey' in found) return used.note(found);
      return found.then(used.note);
    },
    projectSettings: async (projectIds) => {
      const ids = [...new Set(projectIds)];
      const found = await Promise.all(ids.map(async (id) => settings.get(id)));
      return new Map(ids.flatMap((id, index) => (found[index] ? [[id, found[index]] as const] : [])));
    },
  };
};

/** 32 lower-case hex digits. */
export const isPublicKey = (text: string): boolean => /^[0-9a-f]{32}$/.test(text);

/** Writes down at most once a minute which keys were used: an answer to "is this old key still in use?" must not cost a write per request. */
const createUseNotes = (storage: Storage, clock: Clock) => {
  let used = new Map<string, Instant>();
  let written: Instant = -Infinity;
  return {
    note: (key: ProjectKey | null): ProjectKey | null => {
      if (key === null) return null;
      const now = clock.now();
      used.set(key.publicKey, now);
      if (now - written < MINUTE) return key;
      written = now;
      const batch = used;
      used = new Map();
      // Nobody waits for it, and the next minute brings another.
      noteKeyUse(storage, batch).catch(() => undefined);
      return key;
    },
  };
};

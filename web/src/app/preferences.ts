import { useSyncExternalStore } from 'react';
import type { Zone } from '../lib/time.ts';

/** What this browser remembers of its reader. */
export interface Preferences {
  zone: Zone;
  /** Stack traces with the crash on top. */
  newestFirst: boolean;
  /** Only frames of the app; the rest is folded. */
  inAppOnly: boolean;
  platform: string;
}

const defaults: Preferences = { zone: 'local', newestFirst: true, inAppOnly: true, platform: '' };
const storageKey = 'culprit-preferences';

const read = (): Preferences => {
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Partial<Preferences>) };
  } catch {
    return defaults;
  }
};

let current = read();
const listeners = new Set<() => void>();

export const setPreference = <K extends keyof Preferences>(name: K, value: Preferences[K]): void => {
  current = { ...current, [name]: value };
  try {
    localStorage.setItem(storageKey, JSON.stringify(current));
  } catch {
    // A browser that forbids storage forgets at reload; nothing else depends on it.
  }
  for (const listener of listeners) listener();
};

export const usePreferences = (): Preferences =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );

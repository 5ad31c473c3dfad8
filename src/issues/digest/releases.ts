import type { Instant } from '../../kit/index.ts';
import type { Transaction } from '../../storage/index.ts';
import { createReleases } from '../releases/create.ts';
import type { NewRelease } from '../releases/create.ts';
import { createDictionary, keyOf, storable } from './dictionary.ts';
import type { Entry } from './dictionary.ts';
import type { Staged } from './staged.ts';

/** The numbers of the releases and environments that a batch names; null for null. */
export interface ReleaseIds {
  release(project: number, version: string | null): number | null;
  environment(project: number, name: string | null): number | null;
  /** Releases that this batch made, in the order in which they came. */
  readonly made: readonly NewRelease[];
}

export interface Named {
  readonly project: number;
  readonly release: string | null;
  readonly environment: string | null;
}

/** Finds or creates the rows of every release and environment that a batch names. */
export const createReleaseBook = () => {
  const releases = createDictionary({ table: 'release', owner: 'project_id', text: 'version' }, 10_000);
  const environments = createDictionary({ table: 'environment', owner: 'project_id', text: 'name' }, 10_000);
  return async (tx: Transaction, staged: Staged, named: readonly Named[], now: Instant): Promise<ReleaseIds> => {
    const versions = entries(named, 'release');
    const releaseIds = await releases.resolve(tx, staged, versions.values(), { create: false });
    const missing = [...versions].filter(([key]) => !releaseIds.has(key)).map(([, entry]) => entry);
    const made = await createReleases(
      tx,
      missing.map(({ owner, text }) => ({ project: owner, version: text })),
      now,
    );
    for (const { project, version, id } of made) releaseIds.set(keyOf(project, version), id);
    const environmentIds = await environments.resolve(tx, staged, entries(named, 'environment').values());
    const number = (ids: Map<string, number>) => (project: number, text: string | null) =>
      text === null ? null : (ids.get(keyOf(project, storable(text))) ?? null);
    return { release: number(releaseIds), environment: number(environmentIds), made };
  };
};

const entries = (named: readonly Named[], field: 'release' | 'environment'): Map<string, Entry> => {
  const distinct = new Map<string, Entry>();
  for (const { project, [field]: sent } of named) {
    if (sent === null) continue;
    const text = storable(sent);
    distinct.set(keyOf(project, text), { owner: project, text });
  }
  return distinct;
};

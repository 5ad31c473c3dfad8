import type { Clock } from '../../kit/index.ts';
import { newId } from '../../kit/index.ts';
import type { Storage } from '../../storage/index.ts';
import { blank, insertEntries, insertOperation } from '../lifecycle/operation-rows.ts';
import type { Merged } from '../lifecycle/undo.ts';
import { mergeInto } from './merge.ts';

/** Merges issues into another one. `undo` names the operation that lets them leave again. Throws 409. */
export const mergeIssues = async (
  storage: Storage,
  clock: Clock,
  project: { readonly id: number; readonly slug: string },
  {
    target,
    sources,
    user,
  }: { readonly target: number; readonly sources: readonly number[]; readonly user: number | null },
): Promise<string> =>
  await storage.transaction(async (tx) => {
    const now = clock.now();
    const acted = await mergeInto(tx, { project, user, now }, target, sources);
    const id = newId();
    await insertOperation(tx, {
      ...blank(now),
      id,
      project_id: project.id,
      user_id: user,
      action: JSON.stringify({ kind: 'merge', into: target, slug: project.slug } satisfies Merged),
      target: JSON.stringify({ ids: sources }),
      status: 'done',
      total: acted.length,
      done: acted.length,
      changed: acted.length,
    });
    await insertEntries(tx, id, acted);
    return id;
  });

import type { Clock } from '../kit/index.ts';
import { CulpritError } from '../kit/index.ts';
import type { Storage } from '../storage/index.ts';
import { actOnIssue } from './lifecycle/operations.ts';
import { readRequest } from './lifecycle/wanted.ts';
import type { ActionRequest } from './lifecycle/wanted.ts';
import { mergeIssues } from './merge/operation.ts';
import { shortIdOf } from './short-id.ts';
import { exactIssue, visibleIssue } from './routes/visible.ts';

export type { ActionRequest } from './lifecycle/wanted.ts';

export interface CommandResult {
  /** As it was asked for. */
  readonly issue: string;
  readonly changed: boolean;
  /** Why it could not be; null when it was done. */
  readonly refusal: string | null;
}

/** Does the same to issues of any project, for who works on the data itself; each is refused on its own. */
export const commandIssues = async (
  storage: Storage,
  clock: Clock,
  shortIds: readonly string[],
  request: ActionRequest,
): Promise<CommandResult[]> => {
  const results: CommandResult[] = [];
  for (const shortId of shortIds)
    results.push(
      await attempt(shortId, async () => {
        const { issue, project } = await visibleIssue(storage, everything, shortId);
        const wanted = await readRequest(storage, project.id, request, clock.now());
        const asked = { project: project.id, wanted, user: null };
        const named = { id: issue.id, shortId: shortIdOf(project.slug, issue.number) };
        return (await actOnIssue(storage, clock, asked, named)).undo !== null;
      }),
    );
  return results;
};

/** Merges issues into the first. */
export const commandMerge = async (
  storage: Storage,
  clock: Clock,
  target: string,
  sources: readonly string[],
): Promise<CommandResult> =>
  await attempt(target, async () => {
    const { issue, project } = await exactIssue(storage, everything, target);
    const ids: number[] = [];
    for (const source of sources) ids.push((await exactIssue(storage, everything, source)).issue.id);
    await mergeIssues(storage, clock, project, { target: issue.id, sources: ids, user: null });
    return true;
  });

const everything = { projects: 'all' } as const;

const attempt = async (issue: string, work: () => Promise<boolean>): Promise<CommandResult> => {
  try {
    return { issue, changed: await work(), refusal: null };
  } catch (error) {
    if (!(error instanceof CulpritError) || error.transient) throw error;
    const { message } = error;
    return { issue, changed: false, refusal: /^[A-Z0-9-]+-\d+: /.test(message) ? message : `${issue}: ${message}` };
  }
};

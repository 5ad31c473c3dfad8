import type { Clock, Instant } from '../../kit/index.ts';
import { conflict, MINUTE, newId } from '../../kit/index.ts';
import type { Queries, Storage, Transaction } from '../../storage/index.ts';
import { conditionsOf } from '../read/filter.ts';
import type { IssueFilter } from '../read/filter.ts';
import { countMatching, nextMatching } from '../read/issues.ts';
import type { IssuesTables } from '../tables.ts';
import type { OperationTable } from '../tables/lifecycle.ts';
import { act } from './act.ts';
import type { Acted } from './act.ts';
import { blank, insertEntries, insertOperation, updateOperation } from './operation-rows.ts';
import { takeBack } from './undo.ts';
import type { Merged } from './undo.ts';
import { actionFor } from './wanted.ts';
import type { Wanted } from './wanted.ts';

/** Which issues: these, or all that match. */
export type Target = { readonly ids: readonly number[] } | { readonly filter: IssueFilter };

export type OperationRow = OperationTable;

interface Asked {
  readonly project: number;
  readonly wanted: Wanted;
  /** Null: the system. */
  readonly user: number | null;
}

/** Issues that one transaction changes: others of the project wait no longer than that takes. */
const CHUNK = 200;

/** Does something to one issue. Throws 409 `illegal_action` naming the state. `undo` names the operation that takes it back; null where nothing happened. */
export const actOnIssue = async (
  storage: Storage,
  clock: Clock,
  { project, wanted, user }: Asked,
  issue: { readonly id: number; readonly shortId: string },
): Promise<{ acted: Acted; undo: string | null }> =>
  await storage.transaction(async (tx) => {
    const now = clock.now();
    const [acted] = await act(tx, {
      project,
      issues: [issue.id],
      action: (living) => actionFor(wanted, living),
      user,
      now,
    });
    if (acted === undefined || acted.refusal !== null)
      throw conflict(`${issue.shortId}: ${acted?.refusal ?? 'the issue is gone'}.`, 'illegal_action');
    if (acted.point === null) return { acted, undo: null };
    const id = newId();
    await insertOperation(tx, {
      ...blank(now),
      id,
      project_id: project,
      user_id: user,
      action: JSON.stringify(wanted),
      target: JSON.stringify({ ids: [issue.id] }),
      status: 'done',
      total: 1,
      done: 1,
      changed: 1,
    });
    await insertEntries(tx, id, [acted]);
    return { acted, undo: id };
  });

/** Notes what is to be done to many issues. `continueOperation` does it; issues that match only later are not meant. */
export const startOperation = async (
  storage: Storage,
  clock: Clock,
  { project, wanted, user }: Asked,
  target: Target,
): Promise<string> => {
  const id = newId();
  await storage.transaction(async (tx) => {
    const { most } = await tx
      .as<IssuesTables>()
      .selectFrom('issue')
      .select((eb) => eb.fn.max('id').as('most'))
      .executeTakeFirstOrThrow();
    const conditions = 'filter' in target ? await conditionsOf(tx, target.filter) : null;
    const total = 'ids' in target ? new Set(target.ids).size : await countAll(tx, conditions);
    await insertOperation(tx, {
      ...blank(clock.now()),
      id,
      project_id: project,
      user_id: user,
      action: JSON.stringify(wanted),
      target: JSON.stringify(target),
      status: 'running',
      max_id: most ?? 0,
      total,
    });
  });
  return id;
};

/** Goes on with an operation until it is through or `until` says stop. Several at once are harmless: each piece is done by one of them. */
export const continueOperation = async (
  storage: Storage,
  clock: Clock,
  id: string,
  until: () => boolean = () => false,
): Promise<void> => {
  while (!until()) if (!(await storage.transaction((tx) => doChunk(tx, id, clock.now())))) return;
};

/** Operations that somebody left, most likely by a crash. */
export const abandonedOperations = async (queries: Queries, now: Instant): Promise<string[]> => {
  const rows = await queries
    .as<IssuesTables>()
    .selectFrom('operation')
    .select('id')
    .where('status', 'in', ['running', 'undoing'])
    .where('touched_at', '<', now - MINUTE)
    .limit(10)
    .execute();
  return rows.map(({ id }) => id);
};

export const findOperation = async (queries: Queries, id: string): Promise<OperationRow | null> =>
  (await queries.as<IssuesTables>().selectFrom('operation').selectAll().where('id', '=', id).executeTakeFirst()) ??
  null;

/** Begins to take an operation back. Throws 409 while it runs, or when it was taken back before. */
export const startUndo = async (storage: Storage, clock: Clock, id: string): Promise<void> =>
  await storage.transaction(async (tx) => {
    await tx.lock(`operation ${id}`);
    const operation = await findOperation(tx, id);
    if (operation?.status === 'running') throw conflict('It is still being done: wait until it is through.', 'running');
    if (operation?.status !== 'done') throw conflict('It was taken back already.', 'undone');
    const now = clock.now();
    const wanted = JSON.parse(operation.action) as Wanted | Merged;
    if (wanted.kind === 'delete' && wanted.until <= now)
      throw conflict('Deleted issues can be brought back for an hour; they are being removed for good.', 'too_late');
    const { total } = await tx
      .as<IssuesTables>()
      .selectFrom('operation_entry')
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .where('operation_id', '=', id)
      .where('previous', 'is not', null)
      .executeTakeFirstOrThrow();
    const fresh = { status: 'undoing', done_to: 0, total, done: 0, changed: 0, refused: 0 };
    await updateOperation(tx, id, { ...fresh, touched_at: now, undone_at: now });
  });

/** Leaves out what is left of an operation; what is done stays done and can be taken back. Throws 409 when it is through. */
export const cancelOperation = async (storage: Storage, clock: Clock, id: string): Promise<void> =>
  await storage.transaction(async (tx) => {
    await tx.lock(`operation ${id}`);
    const operation = await findOperation(tx, id);
    if (operation?.status !== 'running') throw conflict('It is through already: undo takes it back.', 'not_running');
    await updateOperation(tx, id, { status: 'done', total: operation.done, touched_at: clock.now() });
  });

/** One piece; false when nothing is left to do. */
const doChunk = async (tx: Transaction, id: string, now: Instant): Promise<boolean> => {
  await tx.lock(`operation ${id}`);
  const operation = await findOperation(tx, id);
  if (operation?.status === 'undoing') return await takeBack(tx, operation, CHUNK, now);
  if (operation?.status !== 'running') return false;
  const target = JSON.parse(operation.target) as Target;
  const wanted = JSON.parse(operation.action) as Wanted;
  const issues = await nextIssues(tx, target, operation);
  if (issues.length === 0) {
    await updateOperation(tx, id, { status: 'done', total: operation.done, touched_at: now });
    return false;
  }
  const acted = await act(tx, {
    project: operation.project_id,
    issues,
    action: (issue) => actionFor(wanted, issue),
    user: operation.user_id,
    now,
  });
  await insertEntries(tx, id, acted);
  await updateOperation(tx, id, {
    done_to: issues.at(-1) ?? operation.max_id,
    done: operation.done + issues.length,
    changed: operation.changed + acted.filter(({ point }) => point !== null).length,
    refused: operation.refused + acted.filter(({ refusal }) => refusal !== null).length,
    touched_at: now,
  });
  return true;
};

const nextIssues = async (
  tx: Transaction,
  target: Target,
  { done_to: after, max_id: last }: OperationRow,
): Promise<number[]> => {
  if ('ids' in target)
    return [...new Set(target.ids)]
      .sort((a, b) => a - b)
      .filter((id) => id > after)
      .slice(0, CHUNK);
  const conditions = await conditionsOf(tx, target.filter);
  return conditions === null ? [] : await nextMatching(tx, conditions, { after, last, limit: CHUNK });
};

const countAll = async (tx: Transaction, conditions: Awaited<ReturnType<typeof conditionsOf>>): Promise<number> =>
  conditions === null ? 0 : await countMatching(tx, conditions, Number.MAX_SAFE_INTEGER);

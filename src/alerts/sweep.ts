import { visibleProject } from '../accounts/index.ts';
import type { Clock } from '../kit/index.ts';
import { DAY, newId } from '../kit/index.ts';
import type { Storage, Transaction } from '../storage/index.ts';
import type { Notice } from './notice.ts';
import { digestNotice } from './notice.ts';
import {
  bufferedOf,
  dueDeliveries,
  forgetBefore,
  forgetProject,
  insertDeliveries,
  markDigested,
  QUEUE_PATIENCE,
  requeue,
  setAside,
} from './store-deliveries.ts';
import {
  alertingProjects,
  deleteRule,
  deleteTarget,
  findTarget,
  listRules,
  listTargets,
  markFlushed,
} from './store-targets.ts';

const PAGE = 500;

/**
 * Does what is due by the clock: tries that were put off, tries whose process died (their lease is over), digests. Call it every second or so, in as many processes as you like.
 * Resolves to the number of deliveries and digests sent on their way.
 */
export const createAlertSweep = (storage: Storage, clock: Clock, nudge: () => void) => async (): Promise<number> => {
  const now = clock.now();
  const due = await dueDeliveries(storage, now, PAGE);
  let sent = 0;
  // Whoever tried a target is gone: nobody waits for the result.
  for (const { id } of due.filter(({ trigger_kind }) => trigger_kind === 'test'))
    await setAside(storage, id, { state: 'failed', due_at: null, error: 'The test was interrupted.' }, [
      'queued',
      'sending',
    ]);
  const again = due.filter(({ state, trigger_kind }) => state !== 'buffered' && trigger_kind !== 'test');
  if (again.length > 0)
    sent += await storage.transaction((tx) =>
      requeue(
        tx,
        again.map(({ id }) => id),
        ['queued', 'sending', 'waiting'],
        now,
        { due: true },
      ),
    );
  const full = new Set(due.filter(({ state }) => state === 'buffered').map(({ target_id }) => target_id));
  for (const target of full) sent += await storage.transaction((tx) => flush(tx, target, now));
  if (sent > 0) nudge();
  return sent;
};

/** What a target gathered becomes one message, in one transaction with the word that it is to be sent. */
const flush = async (tx: Transaction, id: number, now: number): Promise<number> => {
  await tx.lock(`alerts digest of ${id}`);
  const target = await findTarget(tx, id);
  const gathered = await bufferedOf(tx, id, PAGE);
  // Another process was faster.
  if (target === null || !gathered.some(({ due_at }) => due_at !== null && due_at <= now)) return 0;
  const ids = gathered.map((row) => row.id);
  await markFlushed(tx, id, now);
  if (ids.length === 1) return await requeue(tx, ids, ['buffered'], now);
  const digest = newId();
  const items = gathered.map(({ notice }) => JSON.parse(notice) as Notice);
  const { name, slug } = await visibleProject(tx, { projects: 'all' }, target.projectId);
  await markDigested(tx, ids, digest);
  await insertDeliveries(
    tx,
    [
      {
        id: digest,
        projectId: target.projectId,
        targetId: id,
        ruleId: null,
        fact: `digest:${digest}`,
        notice: digestNotice({ id: target.projectId, name, slug }, now, items),
        state: 'queued',
        dueAt: now + QUEUE_PATIENCE,
      },
    ],
    now,
  );
  return 1;
};

/** How long the log of deliveries goes back. */
const LOG_AGE = 30 * DAY;

/** Forgets old deliveries, piece by piece. Call it every hour or so. */
export const pruneAlerts = async (storage: Storage, clock: Clock): Promise<void> => {
  while ((await forgetBefore(storage, clock.now() - LOG_AGE, PAGE)) === PAGE);
};

/**
 * Removes everything this room holds of projects that no longer exist; `existing` names those of the given projects that exist, as of now. Call it every minute or so: what is
 * interrupted is found again. Resolves to the number of projects removed.
 */
export const purgeDeletedAlerts = async (
  storage: Storage,
  existing: (projects: readonly number[]) => Promise<{ has(project: number): boolean }>,
): Promise<number> => {
  const projects = await alertingProjects(storage);
  const exist = await existing(projects);
  const gone = projects.filter((project) => !exist.has(project));
  for (const project of gone) {
    while ((await forgetProject(storage, project, PAGE)) === PAGE);
    for (const target of await listTargets(storage, [project])) await deleteTarget(storage, target.id);
    for (const rule of await listRules(storage, [project])) await deleteRule(storage, rule.id);
  }
  return gone.length;
};

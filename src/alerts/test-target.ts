import { visibleProject } from '../accounts/index.ts';
import { CulpritError, MINUTE, newId, notFound } from '../kit/index.ts';
import { testNotice } from './notice.ts';
import { sendDelivery } from './send.ts';
import type { SendDeps } from './send.ts';
import type { DeliveryRow } from './store-deliveries.ts';
import { findDelivery } from './store-deliveries.ts';
import { insertTest } from './store-log.ts';
import type { Target } from './targets.ts';

/** Tests of one target in a minute. */
const MAX_TESTS = 5;

/**
 * Sends a message that says it is a test, now and once, whether the target is switched on or not. Resolves with the delivery, which tells what came of it. Throws
 * `too_many_tests` 429.
 */
export const testTarget = async (deps: SendDeps, target: Target): Promise<DeliveryRow> => {
  const { storage, clock } = deps;
  const now = clock.now();
  const id = newId();
  const { name, slug } = await visibleProject(storage, { projects: 'all' }, target.projectId);
  const notice = testNotice({ id: target.projectId, name, slug }, now);
  const delivery = { id, projectId: target.projectId, targetId: target.id, fact: `test:${id}`, notice };
  const wrote = await storage.transaction((tx) =>
    insertTest(tx, delivery, now, { since: now - MINUTE, most: MAX_TESTS }),
  );
  if (!wrote)
    throw new CulpritError(
      'too_many_tests',
      429,
      `A target can be tested ${MAX_TESTS} times a minute. Wait a little.`,
      {
        headers: { 'retry-after': '60' },
      },
    );
  await sendDelivery(deps, id, true);
  const row = await findDelivery(storage, id);
  if (row === undefined) throw notFound('The target');
  return row;
};

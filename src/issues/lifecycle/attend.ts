import type { Clock, Logger } from '../../kit/index.ts';
import { notFound } from '../../kit/index.ts';
import type { Storage } from '../../storage/index.ts';
import { continueOperation, findOperation } from './operations.ts';
import type { OperationRow } from './operations.ts';

/** So long a request waits for many issues; the rest is done behind it. */
const PATIENCE_MS = 1_500;

/** Works on an operation while its caller waits, then behind the answer. Returns how far it is; throws 404. */
export const attend = async (
  storage: Storage,
  clock: Clock,
  log: Pick<Logger, 'warn'>,
  id: string,
): Promise<{ row: OperationRow; runs: boolean }> => {
  const deadline = performance.now() + PATIENCE_MS;
  await continueOperation(storage, clock, id, () => performance.now() > deadline);
  const row = await findOperation(storage, id);
  if (row === null) throw notFound('The operation');
  const runs = row.status === 'running' || row.status === 'undoing';
  if (runs)
    continueOperation(storage, clock, id).catch((error: unknown) =>
      log.warn({ err: error, operation: id }, 'an operation was interrupted; it is continued later'),
    );
  return { row, runs };
};

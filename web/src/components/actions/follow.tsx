import { Button, Progress } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { cancelOperation, fetchOperation, type Operation } from '../../api/actions.ts';
import { formatNumber } from '../../lib/number.ts';

const runs = ({ status }: Operation): boolean => status === 'running' || status === 'undoing';
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The operation once it is through; a notification tells how far it is meanwhile, and stops it. */
export const followOperation = async (started: Operation, title: string): Promise<Operation> => {
  if (!runs(started)) return started;
  const { id } = started;
  const shown = `operation-${id}`;
  const about = (operation: Operation) => ({
    id: shown,
    title,
    color: 'petrol',
    autoClose: false as const,
    withCloseButton: false,
    message: <Bar operation={operation} />,
  });
  notifications.show(about(started));
  try {
    for (let operation = started; ; ) {
      await pause(400);
      operation = await fetchOperation(id);
      if (!runs(operation)) return operation;
      notifications.update(about(operation));
    }
  } finally {
    notifications.hide(shown);
  }
};

const Bar = ({ operation: { id, status, done, total } }: { operation: Operation }) => (
  <>
    <span style={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between' }}>
      <span>
        {formatNumber(done)} of {formatNumber(total)}
      </span>
      {status === 'running' && (
        <Button variant="light" size="compact-xs" onClick={() => void stop(id)}>
          Stop
        </Button>
      )}
    </span>
    <Progress value={total === 0 ? 0 : (100 * done) / total} mt={6} size="sm" aria-label="How far it is" />
  </>
);

/** What follows asks again by itself. One that is through meanwhile needs no stopping. */
const stop = (id: string) => cancelOperation(id).catch(() => undefined);

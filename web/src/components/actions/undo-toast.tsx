import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { undoOperation } from '../../api/actions.ts';
import { queryClient } from '../../app/query-client.ts';
import { plural } from '../../lib/number.ts';
import { followOperation } from './follow.tsx';
import { notifyDone, notifyError } from '../notify.ts';

/** Issues changed: whatever shows some asks again. */
export const refreshIssues = async (): Promise<void> => {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['issues'] }),
    queryClient.invalidateQueries({ queryKey: ['issue'] }),
  ]);
};

/** Says what was done, with a button that takes it back. `undo` null: nothing to take back. */
export const notifyUndo = (message: string, undo: string | null): void => {
  if (undo === null) {
    notifyDone(message);
    return;
  }
  const id = `undo-${undo}`;
  const takeBack = async () => {
    notifications.hide(id);
    try {
      const { changed, refused } = await followOperation(await undoOperation(undo), 'Taking it back');
      const left = refused === 0 ? '' : `; ${plural(refused, 'issue')} changed since and stayed as it is`;
      notifyDone(`Taken back for ${plural(changed, 'issue')}${left}.`);
    } catch (error) {
      notifyError('Not taken back', error);
    }
    await refreshIssues();
  };
  notifications.show({
    id,
    color: 'petrol',
    autoClose: 10_000,
    message: (
      <span style={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 12 }}>
        <span className="value">{message}</span>
        <Button variant="light" onClick={() => void takeBack()}>
          Undo
        </Button>
      </span>
    ),
  });
};

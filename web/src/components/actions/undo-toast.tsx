import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { undoOperation } from '../../api/actions.ts';
import { queryClient } from '../../app/query-client.ts';
import { plural } from '../../lib/number.ts';
import { followOperation } from './follow.tsx';
import { notifyDone, notifyError } from '../notify.ts';

const listeners = new Set<() => void>();

/** Calls when somebody here has changed issues and the lists know. Returns what ends it. */
export const onIssuesChanged = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Issues were changed here: whatever shows some asks again. */
export const refreshIssues = async (): Promise<void> => {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ['issues'] }),
    queryClient.invalidateQueries({ queryKey: ['issue'] }),
  ]);
  for (const listener of listeners) listener();
};

/** Says what was done, with a button that takes it back. `undo` null: nothing to take back. */
export const notifyUndo = (message: string, undo: string | null): void => {
  if (undo === null) notifyDone(message);
  else offerUndo(message, () => undone(undo));
};

/** The same for what is taken back in a way of its own: `back` does it and resolves to the sentence that is said then. */
export const offerUndo = (message: string, back: () => Promise<string>): void => {
  const id = notifications.show({
    color: 'petrol',
    autoClose: 10_000,
    message: (
      <span style={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 12 }}>
        <span className="value">{message}</span>
        <Button
          variant="light"
          onClick={() => {
            notifications.hide(id);
            void attempt(back);
          }}
        >
          Undo
        </Button>
      </span>
    ),
  });
};

/** Takes an operation back, and says what became of it. */
export const takeBack = (undo: string): Promise<void> => attempt(() => undone(undo));

const undone = async (undo: string): Promise<string> => {
  const { changed, refused } = await followOperation(await undoOperation(undo), 'Taking it back');
  const left = refused === 0 ? '' : `; ${plural(refused, 'issue')} changed since and stayed as it is`;
  return `Taken back for ${plural(changed, 'issue')}${left}.`;
};

const attempt = async (back: () => Promise<string>): Promise<void> => {
  try {
    notifyDone(await back());
  } catch (error) {
    notifyError('Not taken back', error);
  }
  await refreshIssues();
};

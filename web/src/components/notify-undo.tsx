import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';

/** Says what was done, with the way back for a while. */
export const notifyUndo = (message: string, undo: () => void): void => {
  const id = `undo ${message} ${Date.now()}`;
  notifications.show({
    id,
    color: 'petrol',
    autoClose: 10_000,
    message: (
      <span style={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 12 }}>
        {message}
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          Undo
        </Button>
      </span>
    ),
  });
};

import { notifications } from '@mantine/notifications';

export const notifyDone = (message: string): void => {
  notifications.show({ message, color: 'petrol', autoClose: 3_000 });
};

/** Says what failed and, in the server's words, why. */
export const notifyError = (title: string, error: unknown): void => {
  notifications.show({
    title,
    message: error instanceof Error ? error.message : String(error),
    color: 'red',
    autoClose: 8_000,
  });
};

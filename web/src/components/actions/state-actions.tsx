import { Button } from '@mantine/core';
import { IconArrowBackUp, IconBell } from '@tabler/icons-react';
import { possible } from '../../lib/actions.ts';
import { MuteMenu } from './mute-menu.tsx';
import { ResolveMenu, type ActionMenuProps } from './resolve-menu.tsx';

interface Props extends Omit<ActionMenuProps, 'opened' | 'onOpen'> {
  /** Of the issue, or of all that are meant. */
  statuses: readonly string[];
  muteOpened: boolean;
  onMuteOpen: (opened: boolean) => void;
}

/** What may become of issues in these states: resolve, reopen, mute, unmute. Only for who may write. */
export const StateActions = ({ statuses, muteOpened, onMuteOpen, ...menu }: Props) => {
  const can = possible(statuses);
  const { act, pending = false } = menu;
  return (
    <>
      {can.resolve && <ResolveMenu {...menu} />}
      {can.reopen && (
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={14} />}
          loading={pending}
          onClick={() => act({ action: 'reopen' })}
        >
          Reopen
        </Button>
      )}
      {can.mute && <MuteMenu {...menu} opened={muteOpened} onOpen={onMuteOpen} />}
      {can.unmute && (
        <Button
          variant="default"
          leftSection={<IconBell size={14} />}
          loading={pending}
          onClick={() => act({ action: 'unmute' })}
        >
          Unmute
        </Button>
      )}
    </>
  );
};

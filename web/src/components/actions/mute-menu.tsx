import { Button, Menu } from '@mantine/core';
import { IconBellOff, IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { muteChoices } from '../../lib/actions.ts';
import { Foretold } from './foretold.tsx';
import { MuteDialog } from './mute-dialog.tsx';
import { controlled, type ActionMenuProps } from './resolve-menu.tsx';

/** Mute for a while, until it gets worse, or for ever. */
export const MuteMenu = ({ issue, act, pending = false, opened, onOpen }: Omit<ActionMenuProps, 'project'>) => {
  const [near, setNear] = useState(0);
  const [asks, setAsks] = useState(false);
  return (
    <>
      <Menu width={280} {...controlled(opened, onOpen)}>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconBellOff size={14} />}
            rightSection={<IconChevronDown size={14} />}
            loading={pending}
          >
            Mute
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {muteChoices.map(({ label, action }, index) => (
            <Menu.Item
              key={label}
              onClick={() => act(action)}
              onMouseEnter={() => setNear(index)}
              onFocus={() => setNear(index)}
            >
              {label}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => setAsks(true)}>By other conditions…</Menu.Item>
          <Foretold
            issue={issue}
            action={muteChoices[near]?.action ?? null}
            otherwise="Muted issues count on, but nobody is told. Conditions count from now."
          />
        </Menu.Dropdown>
      </Menu>
      <MuteDialog issue={issue} opened={asks} close={() => setAsks(false)} act={act} />
    </>
  );
};

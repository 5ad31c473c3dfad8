import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import type { Action } from '../../lib/actions.ts';
import { Plain } from '../plain.tsx';
import { Foretold } from './foretold.tsx';
import { ReleaseDialog } from './release-dialog.tsx';

export interface ActionMenuProps {
  /** Id or slug. */
  project: string;
  /** Number or short id, when it is about one issue: then the menu tells what would happen. */
  issue?: string | undefined;
  /** The release of the latest event of one issue. */
  seenIn?: string | null | undefined;
  act: (action: Action, who?: string) => void;
  pending?: boolean;
  /** Set to open it from elsewhere (a key). */
  opened?: boolean | undefined;
  onOpen?: ((opened: boolean) => void) | undefined;
}

const choices: [label: string, action: Action][] = [
  ['Resolve', { action: 'resolve' }],
  ['In the latest release', { action: 'resolve', in: 'latest' }],
  ['By the next release', { action: 'resolve', in: 'next' }],
];

const explained: Record<string, string> = {
  Resolve: 'Any further event brings an issue back.',
  'In the latest release': 'Events of that release or a later one bring an issue back.',
  'By the next release': 'Nothing brings an issue back until a new release comes.',
};

/** What Mantine's menu takes when somebody else says whether it is open. */
export const controlled = (opened: boolean | undefined, onOpen: ((opened: boolean) => void) | undefined) =>
  opened === undefined || onOpen === undefined ? {} : { opened, onChange: onOpen };

/** Resolve at once, or say which release holds the fix. */
export const ResolveMenu = ({
  project,
  issue,
  seenIn = null,
  act,
  pending = false,
  opened,
  onOpen,
}: ActionMenuProps) => {
  const [near, setNear] = useState(0);
  const [asks, setAsks] = useState(false);
  const offered: typeof choices =
    seenIn === null
      ? choices
      : [...choices, [`In ${seenIn}, where it was last seen`, { action: 'resolve', in: { version: seenIn } }]];
  const [label, action] = offered[near] ?? ['', null];
  return (
    <>
      <Button.Group>
        <Button
          variant="default"
          leftSection={<IconCheck size={14} />}
          loading={pending}
          onClick={() => act({ action: 'resolve' })}
        >
          Resolve
        </Button>
        <Menu width={250} {...controlled(opened, onOpen)}>
          <Menu.Target>
            <ActionIcon
              variant="default"
              size={30}
              radius="0 6px 6px 0"
              aria-label="More ways to resolve"
              disabled={pending}
            >
              <IconChevronDown size={14} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {offered.map(([text, chosen], index) => (
              <Menu.Item
                key={text}
                onClick={() => act(chosen)}
                onMouseEnter={() => setNear(index)}
                onFocus={() => setNear(index)}
              >
                <Plain text={text} max={80} />
              </Menu.Item>
            ))}
            <Menu.Item onClick={() => setAsks(true)}>In another release…</Menu.Item>
            <Foretold issue={issue} action={action} otherwise={explained[label] ?? ''} />
          </Menu.Dropdown>
        </Menu>
      </Button.Group>
      <ReleaseDialog
        project={project}
        issue={issue}
        opened={asks}
        close={() => setAsks(false)}
        choose={(version) => act({ action: 'resolve', in: { version } })}
      />
    </>
  );
};

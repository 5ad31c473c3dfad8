import { Menu } from '@mantine/core';
import type { ReactElement } from 'react';
import { priorities, type Priority } from '../../lib/actions.ts';
import { PriorityMark } from '../priority.tsx';
import type { ActionMenuProps } from './resolve-menu.tsx';

interface Props extends Pick<ActionMenuProps, 'act'> {
  current?: Priority;
  /** The button that it hangs from. */
  children: ReactElement;
}

/** High, medium or low. */
export const PriorityMenu = ({ act, current, children }: Props) => (
  <Menu width={150}>
    <Menu.Target>{children}</Menu.Target>
    <Menu.Dropdown>
      {priorities.map((priority) => (
        <Menu.Item
          key={priority}
          leftSection={<PriorityMark priority={priority} />}
          aria-current={priority === current}
          onClick={() => act({ action: 'prioritize', priority })}
        >
          {priority[0]?.toUpperCase()}
          {priority.slice(1)}
        </Menu.Item>
      ))}
    </Menu.Dropdown>
  </Menu>
);

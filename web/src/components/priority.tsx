import { IconChevronDown, IconChevronUp, IconEqual } from '@tabler/icons-react';
import type { Priority } from '../lib/actions.ts';

const marks = {
  high: { Icon: IconChevronUp, color: 'var(--error)' },
  medium: { Icon: IconEqual, color: 'var(--text-3)' },
  low: { Icon: IconChevronDown, color: 'var(--info)' },
} as const;

/** The priority as a small sign. */
export const PriorityMark = ({ priority }: { priority: Priority }) => {
  const { Icon, color } = marks[priority];
  return (
    <span
      role="img"
      aria-label={`Priority: ${priority}`}
      title={`Priority: ${priority}`}
      style={{ display: 'inline-flex' }}
    >
      <Icon size={15} stroke={2.4} color={color} />
    </span>
  );
};

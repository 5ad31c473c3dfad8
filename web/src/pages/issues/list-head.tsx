import { ActionIcon, Select } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { IssueFilter, IssueSearch, Sort } from '../../lib/issue-search.ts';
import classes from './issues.module.css';

interface Props {
  sort: IssueFilter['sort'];
  order: IssueFilter['order'];
  span: string;
  change: (part: IssueSearch) => void;
}

const sorts: { value: Sort; label: string }[] = [
  { value: 'last_seen', label: 'Last seen' },
  { value: 'first_seen', label: 'First seen' },
  { value: 'events', label: 'Events' },
  { value: 'users', label: 'Users' },
  { value: 'priority', label: 'Priority' },
];

/** The columns; a click sorts by one, a second turns it round. */
export const ListHead = ({ sort, order, span, change }: Props) => {
  const sortBy = (column: Sort, turned: boolean) =>
    change({ sort: column === 'last_seen' ? undefined : column, order: turned ? 'asc' : undefined });
  const by = (column: Sort, label: string, className: string | undefined) => (
    <button
      type="button"
      className={`${classes.sort} ${className}`}
      aria-pressed={sort === column}
      onClick={() => sortBy(column, sort === column && order === 'desc')}
    >
      {label}
      {sort === column && (order === 'desc' ? <IconArrowDown size={12} /> : <IconArrowUp size={12} />)}
    </button>
  );
  return (
    <>
      <span className={classes.cMain}>
        <Select
          aria-label="Sort by"
          size="xs"
          variant="unstyled"
          w={148}
          value={sort}
          onChange={(column) => {
            if (column !== null) sortBy(column, false);
          }}
          data={sorts.map(({ value, label }) => ({ value, label: `Sort: ${label}` }))}
        />
        <ActionIcon
          size="sm"
          aria-label={order === 'desc' ? 'Smallest or oldest first' : 'Largest or latest first'}
          title="Turn the order round"
          onClick={() => sortBy(sort, order === 'desc')}
        >
          {order === 'desc' ? <IconArrowDown size={13} /> : <IconArrowUp size={13} />}
        </ActionIcon>
      </span>
      <span className={classes.cTrend}>{span}</span>
      {by('events', 'Events', classes.cEvents)}
      {by('users', 'Users', classes.cUsers)}
      {by('last_seen', 'Last seen', classes.cLast)}
      {by('first_seen', 'Age', classes.cFirst)}
      <span className={classes.cWho} />
    </>
  );
};

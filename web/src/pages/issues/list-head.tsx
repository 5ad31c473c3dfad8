import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { IssueFilter } from '../../api/issues.ts';
import type { IssueSearch } from '../../app/routes.tsx';
import classes from './issues.module.css';

interface Props {
  sort: IssueFilter['sort'];
  order: IssueFilter['order'];
  period: IssueFilter['period'];
  change: (part: IssueSearch) => void;
}

/** The columns; a click sorts by one, a second turns it round. */
export const ListHead = ({ sort, order, period, change }: Props) => {
  const by = (column: IssueFilter['sort'], label: string, className: string | undefined) => (
    <button
      type="button"
      className={`${classes.sort} ${className}`}
      aria-pressed={sort === column}
      onClick={() =>
        change({
          sort: column === 'last_seen' ? undefined : column,
          order: sort === column && order === 'desc' ? 'asc' : undefined,
        })
      }
    >
      {label}
      {sort === column && (order === 'desc' ? <IconArrowDown size={12} /> : <IconArrowUp size={12} />)}
    </button>
  );
  return (
    <div className={`${classes.grid} ${classes.head}`} role="group" aria-label="Sort by">
      <span className={classes.cMain}>Issue</span>
      <span className={classes.cTrend}>{period === '24h' ? 'Last 24 hours' : 'Last 30 days'}</span>
      {by('events', 'Events', classes.cEvents)}
      {by('users', 'Users', classes.cUsers)}
      {by('last_seen', 'Last seen', classes.cLast)}
      {by('first_seen', 'Age', classes.cFirst)}
    </div>
  );
};

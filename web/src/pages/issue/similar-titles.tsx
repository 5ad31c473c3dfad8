import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { similarQuery } from '../../api/history.ts';
import { IssueState } from '../../components/issue-state.tsx';
import { Plain } from '../../components/plain.tsx';
import { formatCount, plural } from '../../lib/number.ts';
import classes from './event-page.module.css';

const MOST = 5;

/** Issues with like titles: perhaps the same bug. Nothing where there are none. */
export const SimilarTitles = ({ issue }: { issue: string }) => {
  const { data } = useQuery(similarQuery(issue));
  if (data === undefined || data.length === 0) return null;
  return (
    <section>
      <h3>Similar titles</h3>
      <ul className={classes.similar}>
        {data.slice(0, MOST).map((row) => (
          <li key={row.id}>
            <Link to="/issues/$issue" params={{ issue: row.shortId }} title={row.title}>
              <b>{row.shortId}</b> <Plain text={row.title} max={120} />
            </Link>
            <span className={classes.about}>
              <IssueState issue={row} />
              <span title={plural(row.events, 'event')}>{formatCount(row.events)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

import { Link } from '@tanstack/react-router';
import type { Feedback } from '../api/types.ts';
import classes from './feedback-list.module.css';
import { LinkOut } from './link-out.tsx';
import { Plain } from './plain.tsx';
import { Time } from './time.tsx';

/** Words of users, newest first, each with the way to its event. */
export const FeedbackList = ({ items, linked = true }: { items: Feedback[]; linked?: boolean }) => (
  <ul className={classes.list}>
    {items.map((item) => (
      <li key={item.id} className={classes.item}>
        <div className={classes.head}>
          <b>
            <Plain text={item.name || item.email || 'Anonymous'} max={100} />
          </b>
          {item.name && item.email && (
            <span className="faint">
              <Plain text={item.email} max={100} />
            </span>
          )}
          <span className={classes.when}>
            <Time at={item.createdAt} />
          </span>
        </div>
        <p className={classes.message}>
          <Plain text={item.message} />
        </p>
        <div className={classes.foot}>
          {item.url && <LinkOut text={item.url} max={160} />}
          {linked && item.issueId !== null && item.eventId !== null && (
            <Link to="/issues/$issue/events/$event" params={{ issue: String(item.issueId), event: item.eventId }}>
              Show event
            </Link>
          )}
        </div>
      </li>
    ))}
  </ul>
);

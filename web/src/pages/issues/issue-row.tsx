import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { IssueFilter } from '../../api/issues.ts';
import type { IssueRow } from '../../api/types.ts';
import { LevelDot } from '../../components/level.tsx';
import { Plain } from '../../components/plain.tsx';
import { PlatformIcon } from '../../components/platform.tsx';
import { Sparkline } from '../../components/sparkline.tsx';
import { Tag } from '../../components/tag.tsx';
import { Time } from '../../components/time.tsx';
import { formatCount, formatNumber } from '../../lib/number.ts';
import classes from './issues.module.css';

/** One issue on two lines; the whole row leads to it. */
export const IssueRowView = memo(({ issue, period }: { issue: IssueRow; period: IssueFilter['period'] }) => (
  <li className={`${classes.grid} ${classes.row}`}>
    <div className={classes.cMain}>
      <LevelDot level={issue.level} />
      <div className={classes.words}>
        <div className="clip">
          <Link
            to="/issues/$issue"
            params={{ issue: issue.shortId }}
            className={classes.link}
            data-issue={issue.shortId}
          >
            {issue.kind === 'message' ? (
              <Plain text={issue.value || issue.title} max={300} />
            ) : (
              <>
                <Plain text={issue.type} max={128} />
                <span className={classes.value}>
                  <Plain text={issue.value} max={300} />
                </span>
              </>
            )}
          </Link>
        </div>
        <div className={classes.meta}>
          <span className={classes.id}>{issue.shortId}</span>
          {issue.handled === false && <Tag tone="error">Unhandled</Tag>}
          {issue.culprit !== '' && (
            <span className="clip mono">
              <Plain text={issue.culprit} max={200} />
            </span>
          )}
          {issue.lastRelease !== null && (
            <span className={`clip ${classes.release}`} title="Release of the last event">
              <Plain text={issue.lastRelease} max={60} />
            </span>
          )}
        </div>
      </div>
      <PlatformIcon platform={issue.platform} />
    </div>
    <div className={classes.cTrend}>
      <Sparkline counts={issue.sparkline} width={132} label={period === '24h' ? 'Last 24 hours' : 'Last 30 days'} />
    </div>
    <div className={classes.cEvents} title={`${formatNumber(issue.events)} events`}>
      {formatCount(issue.events)}
      <span className={classes.unit}> events</span>
    </div>
    <div className={classes.cUsers} title={`${formatNumber(issue.users)} users`}>
      {formatCount(issue.users)}
    </div>
    <div className={classes.cLast}>
      <Time at={issue.lastSeen} />
    </div>
    <div className={classes.cFirst}>
      <Time at={issue.firstSeen} as="age" />
    </div>
  </li>
));
IssueRowView.displayName = 'IssueRowView';

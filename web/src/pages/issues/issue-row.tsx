import { Link } from '@tanstack/react-router';
import { memo, type MouseEvent } from 'react';
import type { IssueRow } from '../../api/types.ts';
import { Avatar } from '../../components/avatar.tsx';
import { IssueState } from '../../components/issue-state.tsx';
import { LevelDot } from '../../components/level.tsx';
import { Plain } from '../../components/plain.tsx';
import { PlatformIcon } from '../../components/platform.tsx';
import { PriorityMark } from '../../components/priority.tsx';
import { Sparkline } from '../../components/sparkline.tsx';
import { Tag } from '../../components/tag.tsx';
import { Time } from '../../components/time.tsx';
import { formatCount, plural } from '../../lib/number.ts';
import classes from './issues.module.css';

interface Props {
  issue: IssueRow;
  /** What the bars cover. */
  span: string;
  /** The row that keys act on. */
  current: boolean;
  selected: boolean;
  /** Null: whoever looks may not write, so nothing is selected. */
  onSelect: ((id: number, range: boolean) => void) | null;
  onNear: (id: number) => void;
  /** Who has it. */
  assignee: { name: string; team: boolean } | null;
}

/** One issue on two lines; the whole row leads to it. */
export const IssueRowView = memo(({ issue, span, current, selected, onSelect, onNear, assignee }: Props) => (
  <li
    className={`${classes.grid} ${classes.row}`}
    data-current={current || undefined}
    data-selected={selected || undefined}
    data-readonly={onSelect === null || undefined}
  >
    {onSelect && (
      <label className={classes.check}>
        <input
          type="checkbox"
          aria-label={`Select ${issue.shortId}`}
          checked={selected}
          // The click tells whether Shift is held; the change follows from the new selection.
          onChange={() => {}}
          onClick={(event: MouseEvent) => onSelect(issue.id, event.shiftKey)}
        />
      </label>
    )}
    <div className={classes.cMain}>
      <LevelDot level={issue.level} />
      <div className={classes.words}>
        <div className="clip">
          <Link
            to="/issues/$issue"
            params={{ issue: issue.shortId }}
            className={classes.link}
            data-issue={issue.shortId}
            onFocus={() => onNear(issue.id)}
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
          {issue.priority !== 'medium' && <PriorityMark priority={issue.priority} />}
          <IssueState issue={issue} />
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
      <Sparkline counts={issue.sparkline} width={132} label={span} />
    </div>
    <div className={classes.cEvents} title={plural(issue.events, 'event')}>
      {formatCount(issue.events)}
      <span className={classes.unit}> {issue.events === 1 ? 'event' : 'events'}</span>
    </div>
    <div className={classes.cUsers} title={plural(issue.users, 'user')}>
      {formatCount(issue.users)}
    </div>
    <div className={classes.cLast}>
      <Time at={issue.lastSeen} />
    </div>
    <div className={classes.cFirst}>
      <Time at={issue.firstSeen} as="age" />
    </div>
    <div className={classes.cWho}>{assignee && <Avatar name={assignee.name} team={assignee.team} />}</div>
  </li>
));
IssueRowView.displayName = 'IssueRowView';

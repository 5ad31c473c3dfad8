import { Link } from '@tanstack/react-router';
import { IconArrowLeft } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Issue, Project } from '../../api/types.ts';
import { baseUrl } from '../../app/base.ts';
import { CopyButton, CopyIcon } from '../../components/copy.tsx';
import { IssueState } from '../../components/issue-state.tsx';
import { LevelBadge } from '../../components/level.tsx';
import { Plain } from '../../components/plain.tsx';
import { Tag } from '../../components/tag.tsx';
import { Time } from '../../components/time.tsx';
import { recallList } from '../../lib/last-list.ts';
import { formatNumber } from '../../lib/number.ts';
import classes from './header.module.css';
import { IssueActions } from './issue-actions.tsx';
import { Standing } from './standing.tsx';
import { HistogramStrip } from './histogram.tsx';

const LONG = 320;

/** Title, message and culprit; the numbers; when it happened. */
export const IssueHeader = ({ issue, project }: { issue: Issue; project: Project | null }) => (
  <header className={classes.header}>
    <div className={classes.top}>
      {project && (
        <Link
          to="/projects/$project/issues"
          params={{ project: project.slug }}
          search={recallList(project.slug)}
          className={classes.back}
        >
          <IconArrowLeft size={14} /> Issues
        </Link>
      )}
      <span className={classes.id}>{issue.shortId}</span>
      <CopyIcon text={issue.shortId} label="Copy short id" />
      <CopyButton text={`${baseUrl}issues/${issue.shortId}`}>Copy link</CopyButton>
      {project && <IssueActions issue={issue} project={project} />}
    </div>
    <div className={classes.body}>
      <div className={classes.words}>
        <div className={classes.badges}>
          <IssueState issue={issue} />
          <LevelBadge level={issue.level} />
          {issue.handled === false && <Tag tone="error">Unhandled</Tag>}
          {issue.handled === true && <Tag title="The application caught it and reported it">Handled</Tag>}
          {issue.kind !== 'error' && issue.kind !== 'message' && <Tag>{issue.kind}</Tag>}
        </div>
        <h1 className="value">
          <Plain text={issue.kind === 'message' && issue.value !== '' ? issue.value : issue.type} max={LONG} />
        </h1>
        {issue.kind !== 'message' && issue.value !== '' && <Value text={issue.value} />}
        {issue.culprit !== '' && (
          <p className={classes.culprit}>
            <Plain text={issue.culprit} max={LONG} />
          </p>
        )}
        {(issue.status !== 'unresolved' || issue.regressed) && (
          <Standing issue={issue} project={project?.slug ?? null} />
        )}
      </div>
      <div className={classes.numbers}>
        <HistogramStrip issueId={String(issue.id)}>
          <dl className={classes.figures}>
            <Figure label="Events">{formatNumber(issue.events)}</Figure>
            <Figure label="Users">{formatNumber(issue.users)}</Figure>
            <Figure label="Last seen" note={issue.lastRelease}>
              <Time at={issue.lastSeen} />
            </Figure>
            <Figure label="First seen" note={issue.firstRelease}>
              <Time at={issue.firstSeen} />
            </Figure>
          </dl>
        </HistogramStrip>
      </div>
    </div>
  </header>
);

const Value = ({ text }: { text: string }) => {
  const [all, setAll] = useState(false);
  return (
    <p className={classes.value}>
      <Plain text={all ? text : text.slice(0, LONG)} />
      {text.length > LONG && !all && (
        <button type="button" onClick={() => setAll(true)}>
          show all
        </button>
      )}
    </p>
  );
};

const Figure = ({ label, note, children }: { label: string; note?: string | null; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
    {note && (
      <dd className={classes.note} title={note}>
        <Plain text={note} max={60} />
      </dd>
    )}
  </div>
);

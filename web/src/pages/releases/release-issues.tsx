import { SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { releaseIssuesQuery } from '../../api/releases.ts';
import type { IssueRow, ReleaseIssueKind } from '../../api/types.ts';
import { LevelDot } from '../../components/level.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { Panel } from '../../components/page.tsx';
import { Plain } from '../../components/plain.tsx';
import { Failed, Loading } from '../../components/state.tsx';
import { Tag } from '../../components/tag.tsx';
import { Time } from '../../components/time.tsx';
import { itemsOf } from '../../lib/pages.ts';
import { plural } from '../../lib/number.ts';
import classes from './releases.module.css';

const kinds: { value: ReleaseIssueKind; label: string; none: string }[] = [
  { value: 'new', label: 'New', none: 'No issue was seen for the first time in this release.' },
  { value: 'regressed', label: 'Came back', none: 'No resolved issue came back in this release.' },
  {
    value: 'resolved',
    label: 'Resolved',
    none: 'No issue is resolved in this release. “Fixes SHOP-12” in the message of one of its commits does it, or Resolve on the issue’s page.',
  },
];

interface Props {
  project: string;
  version: string;
  kind: ReleaseIssueKind;
  onKind: (kind: ReleaseIssueKind) => void;
}

/** The issues that a release brought, brought back, or took away. */
export const ReleaseIssues = ({ project, version, kind, onKind }: Props) => {
  const list = useInfiniteQuery(releaseIssuesQuery(project, version, kind));
  const issues = itemsOf(list.data);
  return (
    <Panel
      title="Issues"
      flush
      actions={<SegmentedControl aria-label="Which issues" value={kind} onChange={onKind} data={kinds} />}
    >
      {list.isPending && <Loading rows={3} />}
      {list.isError && !list.data && <Failed error={list.error} retry={list.refetch} />}
      {list.data && issues.length === 0 && (
        <p className={classes.note}>{kinds.find(({ value }) => value === kind)?.none}</p>
      )}
      <ul className={classes.items}>
        {issues.map((issue) => (
          <Item key={issue.id} issue={issue} />
        ))}
      </ul>
      <LoadMore query={list} />
    </Panel>
  );
};

const Item = ({ issue }: { issue: IssueRow }) => (
  <li>
    <div className={classes.issue}>
      <LevelDot level={issue.level} />
      <Link to="/issues/$issue" params={{ issue: issue.shortId }} className="clip">
        <Plain text={issue.title} max={200} />
      </Link>
    </div>
    <div className={classes.meta}>
      <span>{issue.shortId}</span>
      {issue.status !== 'unresolved' && <Tag tone={issue.status === 'resolved' ? 'ok' : 'debug'}>{issue.status}</Tag>}
      {issue.regressed && <Tag tone="error">regressed</Tag>}
      <span>{plural(issue.events, 'event')}</span>
      <span>{plural(issue.users, 'user')}</span>
      <Time at={issue.lastSeen} />
    </div>
  </li>
);

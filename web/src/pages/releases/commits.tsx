import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { commitsQuery } from '../../api/releases.ts';
import type { Commit } from '../../api/types.ts';
import { CopyIcon } from '../../components/copy.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { Panel } from '../../components/page.tsx';
import { Plain } from '../../components/plain.tsx';
import { Failed, Loading } from '../../components/state.tsx';
import { Tag } from '../../components/tag.tsx';
import { Time } from '../../components/time.tsx';
import { plural } from '../../lib/number.ts';
import classes from './releases.module.css';

/** What a release is made of, the newest commit first, with the issues that messages say they fix. */
export const Commits = ({ project, version }: { project: string; version: string }) => {
  const list = useInfiniteQuery(commitsQuery(project, version));
  const commits = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Panel title="Commits" flush>
      {list.isPending && <Loading rows={3} />}
      {list.isError && !list.data && <Failed error={list.error} retry={list.refetch} />}
      {list.data && commits.length === 0 && (
        <p className={classes.note}>
          Nobody said which commits it holds. In the repository: <code>sentry-cli releases set-commits</code>{' '}
          <code>--auto</code> or <code>--local</code>.
        </p>
      )}
      <ul className={classes.items}>
        {commits.map((commit) => (
          <Item key={`${commit.repository} ${commit.sha}`} commit={commit} />
        ))}
      </ul>
      <LoadMore query={list} />
    </Panel>
  );
};

const Item = ({ commit }: { commit: Commit }) => {
  const [subject = '', ...rest] = (commit.message ?? '').trim().split('\n');
  const body = rest.join('\n').trim();
  return (
    <li>
      <div className={classes.message} title={body.slice(0, 1_000)}>
        {subject === '' ? <span className="faint">No message</span> : <Plain text={subject} max={300} />}
      </div>
      <div className={classes.meta}>
        <span title={commit.authorEmail ?? ''}>
          <Plain text={commit.authorName ?? commit.authorEmail ?? 'Unknown author'} max={80} />
        </span>
        {commit.at && <Time at={commit.at} />}
        <span>
          <span className="mono">
            <Plain text={commit.sha.slice(0, 12)} />
          </span>{' '}
          <CopyIcon text={commit.sha} label="Copy commit" />
        </span>
        {commit.repository && (
          <span className="value">
            <Plain text={commit.repository} max={80} />
          </span>
        )}
        {(commit.patchSet?.length ?? 0) > 0 && <span>{plural(commit.patchSet?.length ?? 0, 'file')}</span>}
        {commit.fixes.map((issue) => (
          <Link key={issue.id} to="/issues/$issue" params={{ issue: issue.shortId }} title={issue.title.slice(0, 200)}>
            <Tag tone={issue.status === 'resolved' ? 'ok' : 'warning'}>Fixes {issue.shortId}</Tag>
          </Link>
        ))}
      </div>
    </li>
  );
};

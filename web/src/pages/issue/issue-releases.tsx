import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { issueQuery } from '../../api/issues.ts';
import type { Issue } from '../../api/types.ts';
import { Plain } from '../../components/plain.tsx';
import { ReleaseLink } from '../../components/release-link.tsx';
import { Empty } from '../../components/state.tsx';
import { Tag } from '../../components/tag.tsx';
import { Time } from '../../components/time.tsx';
import { formatNumber } from '../../lib/number.ts';
import classes from './issue.module.css';
import view from './issue-tags.module.css';
import { useProjectOf } from './project-of.ts';
import table from '../../components/table.module.css';

type Seen = Issue['releases'][number];

/** The releases in which the issue occurred, and those that were said to hold its fix. */
export const IssueReleases = () => {
  const { issue: id } = useParams({ from: '/inside/issues/$issue/releases' });
  const { data } = useQuery(issueQuery(id));
  const project = useProjectOf(data);
  if (!data) return null;
  const seen = new Map(data.releases.map((release) => [release.version, release]));
  const fixes = new Map(data.fixes.map(({ version, holds }) => [version, holds]));
  const versions = [
    ...data.fixes.map(({ version }) => version).filter((version) => !seen.has(version)),
    ...seen.keys(),
  ];
  if (versions.length === 0) {
    return (
      <Empty title="No releases">
        Its events name none. Set `release` in the SDK: then you can resolve an issue in the release that holds the fix.
      </Empty>
    );
  }
  const total = data.releases.reduce((sum, { events }) => sum + events, 0);
  return (
    <div className={classes.content}>
      <p className="dim">
        {data.occursInLatestRelease === true && 'It occurs in the latest release.'}
        {data.occursInLatestRelease === false && 'It was not seen in the latest release.'}
        {project && (
          <>
            {' '}
            <Link to="/projects/$project/releases" params={{ project: project.slug }}>
              All releases of {project.name}
            </Link>
          </>
        )}
      </p>
      <div className={table.scroll}>
        <table className={table.table}>
          <thead>
            <tr>
              <th>Release</th>
              <th className={table.extra}>First seen</th>
              <th>Last seen</th>
              <th className={table.number}>Events</th>
            </tr>
          </thead>
          <tbody>
            {versions.map((version) => (
              <Row
                key={version}
                project={project?.slug ?? null}
                version={version}
                seen={seen.get(version)}
                fix={fixes.get(version)}
                first={version === data.firstRelease}
                total={total}
              />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
};

interface RowProps {
  project: string | null;
  version: string;
  seen: Seen | undefined;
  /** Whether it holds the fix; undefined: nobody said. */
  fix: boolean | undefined;
  first: boolean;
  total: number;
}

const Row = ({ project, version, seen, fix, first, total }: RowProps) => (
  <tr>
    <td>
      <span className="mono">
        {project === null ? (
          <Plain text={version} max={120} />
        ) : (
          <ReleaseLink project={project} version={version} max={120} />
        )}
      </span>{' '}
      {first && <Tag title="Its first event was of this release">First</Tag>}{' '}
      {fix === true && (
        <Tag tone="ok" title="It was resolved in this release">
          Fix
        </Tag>
      )}
      {fix === false && (
        <Tag tone="warning" title="It was seen in this release, which should hold the fix">
          Not fixed
        </Tag>
      )}
    </td>
    <td className={`${table.nowrap} ${table.extra}`}>{seen && <Time at={seen.firstSeen} />}</td>
    <td className={table.nowrap}>{seen ? <Time at={seen.lastSeen} /> : <span className="faint">not seen</span>}</td>
    <td className={table.number}>
      {seen && (
        <span className={view.bar}>
          <span className={view.track} aria-hidden="true">
            <span style={{ width: `${(seen.events / Math.max(total, 1)) * 100}%` }} />
          </span>
          {formatNumber(seen.events)}
        </span>
      )}
    </td>
  </tr>
);

import { Link } from '@tanstack/react-router';
import type { Release } from '../../api/types.ts';
import { Plain } from '../../components/plain.tsx';
import { Tag } from '../../components/tag.tsx';
import table from '../../components/table.module.css';
import { Time } from '../../components/time.tsx';
import { formatCount, formatNumber, formatShare } from '../../lib/number.ts';
import { splitVersion } from '../../lib/version.ts';
import classes from './releases.module.css';
import { toneOf } from './tone.ts';

/** Releases, the newest first; figures without sessions are left blank. */
export const ReleaseTable = ({ project, items }: { project: string; items: Release[] }) => (
  <div className={table.scroll}>
    <table className={table.table}>
      <thead className={classes.head}>
        <tr>
          <th>Release</th>
          <th className={table.number}>Crash-free sessions</th>
          <th className={table.number}>Crash-free users</th>
          <th className={table.number}>Adoption</th>
          <th className={table.number}>New issues</th>
          <th className={table.number}>Events</th>
          <th>Out since</th>
          <th>First and last event</th>
          <th>Deployed to</th>
        </tr>
      </thead>
      <tbody>
        {items.map((release) => (
          <Row key={release.version} project={project} release={release} />
        ))}
      </tbody>
    </table>
  </div>
);

const Row = ({ project, release }: { project: string; release: Release }) => {
  const { version, package: of } = splitVersion(release.version);
  const { health, firstSeen, lastSeen } = release;
  return (
    <tr>
      <td>
        <div className={classes.name}>
          <Link
            to="/projects/$project/releases/$version"
            params={{ project, version: release.version }}
            className="value"
            title={release.version}
          >
            <Plain text={version} max={80} />
          </Link>
          {of !== '' && (
            <span className="faint value">
              <Plain text={of} max={60} />
            </span>
          )}
          {release.isLatest && <Tag tone="ok">Latest</Tag>}
        </div>
      </td>
      <Share
        value={health?.crashFreeSessions ?? null}
        title={health === null ? '' : `${health.sessions} sessions`}
        tone
      />
      <Share value={health?.crashFreeUsers ?? null} title={health === null ? '' : `${health.users} users`} tone />
      <Share value={health?.adoption ?? null} title="Share of all sessions" />
      <td className={table.number}>{formatNumber(release.newIssues)}</td>
      <td className={table.number} title={formatNumber(release.events)}>
        {formatCount(release.events)}
      </td>
      <td className={table.nowrap}>
        {release.finalizedAt === null ? (
          <span className="faint" title="Nobody said that it is out; it was only seen, or made">
            seen <Time at={release.createdAt} />
          </span>
        ) : (
          <Time at={release.finalizedAt} />
        )}
      </td>
      <td className={table.nowrap}>
        {firstSeen !== null && lastSeen !== null ? (
          <>
            <Time at={firstSeen} as="age" /> – <Time at={lastSeen} />
          </>
        ) : (
          <span className="faint">none</span>
        )}
      </td>
      <td>
        <div className={classes.places}>
          {release.deployed.map(({ environment, finishedAt, deploys }) => (
            <Tag key={environment} tone="info" title={`${deploys} times, last at ${finishedAt}`}>
              <Plain text={environment} max={40} />
            </Tag>
          ))}
        </div>
      </td>
    </tr>
  );
};

const Share = ({ value, title, tone = false }: { value: number | null; title: string; tone?: boolean }) => (
  <td className={table.number} style={tone ? toneOf(value) : undefined} title={title}>
    {value === null ? <span className="faint">–</span> : formatShare(value)}
  </td>
);

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { storageQuery } from '../../api/storage.ts';
import { PageFrame, Panel } from '../../components/page.tsx';
import { Empty, Failed, Loading } from '../../components/state.tsx';
import { Time } from '../../components/time.tsx';
import { formatBytes, formatNumber } from '../../lib/number.ts';
import classes from './operations.module.css';
import table from '../../components/table.module.css';

/** What uses the space of the installation. */
export const StoragePage = () => {
  const storage = useQuery(storageQuery);
  if (storage.isPending) return <Loading />;
  if (!storage.data) return <Failed error={storage.error} retry={storage.refetch} />;
  const { database, attachments, lanesBytes, deadLetters, diskFreeBytes, projects } = storage.data;
  const bodies = projects.reduce((sum, { eventBytes }) => sum + eventBytes, 0);
  const free = database.freeBytes ?? 0;
  const parts = [
    ['Events', Math.min(bodies, database.bytes)],
    ['Issues, indexes and counts', Math.max(0, database.bytes - free - bodies)],
    ['Free for new rows', free],
  ] as const;
  return (
    <PageFrame title="Storage" lead="What the installation uses of its disks.">
      <dl className={classes.facts}>
        <Fact name={`Database (${database.dialect})`} value={formatBytes(database.bytes)} />
        <Fact name="Attachments" value={`${formatBytes(attachments.bytes)} in ${formatNumber(attachments.count)}`} />
        {lanesBytes !== null && <Fact name="Lanes" value={formatBytes(lanesBytes)} />}
        {diskFreeBytes !== null && <Fact name="Free on the disk" value={formatBytes(diskFreeBytes)} />}
        <div>
          <dt>Dead letters</dt>
          <dd>
            <Link to="/dead-letters">{formatNumber(deadLetters)}</Link>
          </dd>
        </div>
      </dl>
      <Panel title="In the database">
        {parts
          .filter(([, bytes]) => bytes > 0)
          .map(([name, bytes]) => (
            <Part key={name} name={name} bytes={bytes} of={database.bytes} />
          ))}
        {database.freeBytes !== null && (
          <p className={classes.hint}>
            The file does not shrink by itself: what removed events leave is used by new ones. To give it back to the
            disk, stop the server and run <code>culprit storage --compact</code>.
          </p>
        )}
      </Panel>
      <Panel title="Projects" flush>
        {projects.length === 0 ? (
          <Empty title="There is no project yet" />
        ) : (
          <div style={{ overflowX: 'auto' }}>
            <table className={table.table}>
              <thead>
                <tr>
                  <th>Project</th>
                  <th className={table.number}>Events</th>
                  <th className={table.number}>At most</th>
                  <th className={table.number}>Days</th>
                  <th className={table.number}>Size</th>
                  <th className={table.number}>Attachments</th>
                  <th>Last removal</th>
                </tr>
              </thead>
              <tbody>
                {projects.map((project) => (
                  <tr key={project.projectId}>
                    <td>
                      <Link to="/projects/$project/settings/storage" params={{ project: project.slug }}>
                        {project.name}
                      </Link>
                    </td>
                    <td className={table.number}>{formatNumber(project.events)}</td>
                    <td className={table.number}>{formatNumber(project.maxEvents)}</td>
                    <td className={table.number}>{formatNumber(project.maxAgeDays)}</td>
                    <td className={table.number}>{formatBytes(project.eventBytes)}</td>
                    <td className={table.number}>
                      {project.attachments === 0 ? (
                        <span className="faint">0</span>
                      ) : (
                        `${formatBytes(project.attachmentBytes)} in ${formatNumber(project.attachments)}`
                      )}
                    </td>
                    <td>
                      {project.lastRunAt === null ? (
                        <span className="faint">none</span>
                      ) : (
                        <Time at={project.lastRunAt} />
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
    </PageFrame>
  );
};

const Fact = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);

const Part = ({ name, bytes, of }: { name: string; bytes: number; of: number }) => (
  <div className={classes.part}>
    <span>{name}</span>
    <span className={classes.track} aria-hidden="true">
      <span style={{ width: `${Math.max(0.5, (100 * bytes) / Math.max(1, of))}%` }} />
    </span>
    <span className={classes.size}>{formatBytes(bytes)}</span>
  </div>
);

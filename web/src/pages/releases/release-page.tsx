import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { releaseQuery } from '../../api/releases.ts';
import type { ReleaseDetail } from '../../api/types.ts';
import type { HealthSearch } from '../../app/routes.tsx';
import { CopyIcon } from '../../components/copy.tsx';
import { EnvironmentSelect } from '../../components/environment-select.tsx';
import { LinkOut } from '../../components/link-out.tsx';
import { useMayWrite } from '../../components/may-write.ts';
import { PageFrame } from '../../components/page.tsx';
import { Plain } from '../../components/plain.tsx';
import { ReleaseLink } from '../../components/release-link.tsx';
import { Failed, Loading } from '../../components/state.tsx';
import { Tag } from '../../components/tag.tsx';
import { Time } from '../../components/time.tsx';
import { splitVersion } from '../../lib/version.ts';
import { Commits } from './commits.tsx';
import { DeployForm } from './deploy-form.tsx';
import { Deploys } from './deploys.tsx';
import { Health } from './health.tsx';
import { ReleaseIssues } from './release-issues.tsx';
import { ReleaseMenu } from './release-menu.tsx';
import classes from './releases.module.css';

/** One release: how it fares, what it brought and what it is made of. */
export const ReleasePage = () => {
  const { project, version } = useParams({ from: '/inside/projects/$project/releases/$version' });
  const {
    environment = '',
    period = '7d',
    issues = 'new',
  } = useSearch({
    from: '/inside/projects/$project/releases/$version',
  });
  const navigate = useNavigate({ from: '/projects/$project/releases/$version' });
  const release = useQuery(releaseQuery(project, version));
  const [deploying, setDeploying] = useState(false);
  const mayWrite = useMayWrite();
  if (release.isPending) return <Loading />;
  if (!release.data) return <Failed error={release.error} retry={release.refetch} />;
  const change = (part: HealthSearch & { issues?: 'regressed' | 'resolved' }) =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: true, resetScroll: false });
  const { data } = release;
  const name = splitVersion(data.version);
  return (
    <PageFrame
      title={name.version}
      tab={`${data.version} · Releases`}
      lead={<Lead release={data} of={name.package} />}
      actions={
        <>
          <EnvironmentSelect
            project={project}
            value={environment}
            onChange={(chosen) => change({ environment: chosen === '' ? undefined : chosen })}
          />
          <SegmentedControl
            aria-label="Period of health"
            value={period}
            onChange={(value) => change({ period: value === '7d' ? undefined : value })}
            data={['24h', '7d', '30d']}
          />
          {mayWrite && <Button onClick={() => setDeploying(true)}>Add deploy</Button>}
          {mayWrite && <ReleaseMenu project={project} release={data} />}
        </>
      }
    >
      <Beside project={project} release={data} />
      <Health project={project} release={data} environment={environment} period={period} />
      <div className={classes.columns}>
        <div>
          <ReleaseIssues
            project={project}
            version={data.version}
            kind={issues}
            onKind={(kind) => change({ issues: kind === 'new' ? undefined : kind })}
          />
          <Commits project={project} version={data.version} />
        </div>
        <Deploys project={project} release={data} />
      </div>
      {deploying && <DeployForm project={project} version={data.version} close={() => setDeploying(false)} />}
    </PageFrame>
  );
};

const Lead = ({ release, of }: { release: ReleaseDetail; of: string }) => (
  <span className={classes.lead}>
    {of !== '' && <Plain text={of} max={100} />}
    <span className="mono value">
      <Plain text={release.version} max={200} />
    </span>
    <CopyIcon text={release.version} label="Copy the name" />
    {release.isLatest && <Tag tone="ok">Latest</Tag>}
    {release.archivedAt !== null && <Tag>Archived</Tag>}
    {release.finalizedAt === null ? (
      <span>
        first seen <Time at={release.createdAt} />
      </span>
    ) : (
      <span>
        out <Time at={release.finalizedAt} />
      </span>
    )}
    {release.ref !== null && (
      <span className="mono value">
        <Plain text={release.ref} max={100} />
      </span>
    )}
    {release.url !== null && <LinkOut text={release.url} max={80} />}
  </span>
);

const Beside = ({ project, release }: { project: string; release: ReleaseDetail }) =>
  release.previous === null && release.next === null ? null : (
    <nav className={classes.beside} aria-label="Releases before and after">
      {release.previous !== null && (
        <span>
          Before: <ReleaseLink project={project} version={release.previous} max={60} />
        </span>
      )}
      {release.next !== null && (
        <span>
          After: <ReleaseLink project={project} version={release.next} max={60} />
        </span>
      )}
    </nav>
  );

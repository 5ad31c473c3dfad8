import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { projectQuery } from '../../api/projects.ts';
import type { Project } from '../../api/types.ts';
import { CopyButton, CopyIcon } from '../../components/copy.tsx';
import { notifyError } from '../../components/notify.ts';
import { PageFrame, Panel } from '../../components/page.tsx';
import { PlatformIcon } from '../../components/platform.tsx';
import { Failed, Loading } from '../../components/state.tsx';
import { findPlatform, platforms } from '../../lib/platforms.ts';
import { curlTest, snippets } from '../../lib/snippets.ts';
import { FirstEvent } from './first-event.tsx';
import { sendTestEvent } from './send-test-event.ts';
import classes from './set-up.module.css';
import { Snippet } from './snippet.tsx';

/** How to make an application report here, and the moment when it does. */
export const SetUpPage = () => {
  const { project: id } = useParams({ from: '/inside/projects/$project/set-up' });
  const { platform } = useSearch({ from: '/inside/projects/$project/set-up' });
  const project = useQuery(projectQuery(id));
  if (project.isPending) return <Loading />;
  if (!project.data) return <Failed error={project.error} retry={project.refetch} />;
  return <SetUp project={project.data} chosen={platform ?? project.data.platform} />;
};

const SetUp = ({ project, chosen }: { project: Project; chosen: string }) => {
  const platform = findPlatform(chosen) ?? platforms[0];
  const test = useMutation({
    mutationFn: () => sendTestEvent(project.dsn),
    onError: (error) => notifyError('The test event was not accepted', error),
  });
  if (platform === undefined) return null;
  return (
    <PageFrame
      title="Connect an SDK"
      tab={`Connect · ${project.name}`}
      lead="Any Sentry SDK works: give it this DSN."
      width="text"
    >
      <div className={classes.dsn}>
        <code className="value">{project.dsn}</code>
        <CopyIcon text={project.dsn} label="Copy DSN" />
      </div>
      <FirstEvent project={project} />
      <nav className={classes.platforms} aria-label="Platform">
        {platforms.map(({ id, name, platform: kind }) => (
          <Link
            key={id}
            to="/projects/$project/set-up"
            params={{ project: project.slug }}
            search={{ platform: id }}
            replace
            resetScroll={false}
            className={classes.platform}
            aria-current={id === platform.id ? 'true' : undefined}
          >
            <PlatformIcon platform={kind} />
            {name}
          </Link>
        ))}
      </nav>
      {snippets(platform.id, project.dsn).map(({ title, language, code }, index) => (
        <Snippet key={`${platform.id}-${title}`} title={`${index + 1}. ${title}`} language={language} code={code} />
      ))}
      <Panel title="No SDK at hand?">
        <p className={classes.hint}>Send an event from a shell, or straight from this page.</p>
        <pre className={classes.curl}>{curlTest(project.dsn)}</pre>
        <div className={classes.row}>
          <CopyButton text={curlTest(project.dsn)}>Copy command</CopyButton>
          <Button size="compact-xs" variant="default" loading={test.isPending} onClick={() => test.mutate()}>
            Send a test event
          </Button>
        </div>
      </Panel>
    </PageFrame>
  );
};

import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client.ts';
import { projectStorageQuery } from '../../api/storage.ts';
import { queryClient } from '../../app/query-client.ts';
import { notifyError } from '../../components/notify.ts';
import { Panel } from '../../components/page.tsx';
import { Pairs } from '../../components/pairs.tsx';
import { Failed, Loading } from '../../components/state.tsx';
import { Time } from '../../components/time.tsx';
import { formatBytes, formatNumber, plural } from '../../lib/number.ts';
import { RetentionForm } from './retention-form.tsx';
import classes from './settings.module.css';
import { useProject } from './use-project.ts';

/** What a project stores, how much it may, and removing what is too much. */
export const Storage = () => {
  const project = useProject();
  const id = String(project.id);
  const stored = useQuery(projectStorageQuery(id));
  const run = useMutation({
    mutationFn: () => unwrap(api.POST('/projects/{projectId}/storage/runs', { params: { path: { projectId: id } } })),
    onSuccess: (begun) => queryClient.setQueryData(projectStorageQuery(id).queryKey, begun),
    onError: (error) => notifyError('The run did not begin', error),
  });
  if (stored.isPending) return <Loading />;
  if (!stored.data) return <Failed error={stored.error} retry={stored.refetch} />;
  const { limits, events, received, eventBytes, attachments, attachmentBytes, oldestEventAt, waiting, lastRun } =
    stored.data;
  const running = lastRun !== null && lastRun.finishedAt === null;
  return (
    <>
      <Panel title="What is stored">
        <Pairs
          items={[
            ['events', `${formatNumber(events)} of at most ${formatNumber(limits.maxEvents)}`],
            ['received ever', formatNumber(received)],
            ['size of the events', formatBytes(eventBytes)],
            [
              'attachments',
              attachments === 0 ? 'none' : `${formatNumber(attachments)}, ${formatBytes(attachmentBytes)}`,
            ],
          ]}
        />
        <p className={classes.hint} style={{ padding: '4px 6px' }}>
          {oldestEventAt === null ? (
            'No event is stored.'
          ) : (
            <>
              The oldest was received <Time at={oldestEventAt} />.
            </>
          )}{' '}
          Counts, charts, tags and history stay when events go.
        </p>
      </Panel>
      <Panel title="Limits">
        <RetentionForm
          key={`${project.settings.retention.maxEvents} ${project.settings.retention.maxAgeDays}`}
          defaults={stored.data.defaults}
        />
      </Panel>
      <Panel
        title="Removal"
        actions={
          <Button size="xs" variant="default" loading={run.isPending || running} onClick={() => run.mutate()}>
            Run now
          </Button>
        }
      >
        <p className={classes.hint} style={{ padding: '0 6px' }} aria-live="polite">
          {waiting === 0
            ? 'Nothing is above the limits.'
            : `${plural(waiting, 'event')} above the limits will be removed.`}{' '}
          What is above goes by itself within seconds, what is too old within minutes.
        </p>
        <p style={{ margin: '6px 0 0', padding: '0 6px' }}>
          {lastRun === null ? (
            'Nothing was removed so far.'
          ) : (
            <>
              {running ? 'Running since ' : 'Last run '}
              <Time at={lastRun.finishedAt ?? lastRun.startedAt} />: {told(lastRun)}
            </>
          )}
        </p>
      </Panel>
    </>
  );
};

const told = (run: { aboveCap: number; aboveAge: number; attachments: number; bytes: number }): string => {
  const parts = [
    ...(run.aboveCap === 0 ? [] : [`${plural(run.aboveCap, 'event')} above the cap`]),
    ...(run.aboveAge === 0 ? [] : [`${plural(run.aboveAge, 'event')} too old`]),
    ...(run.attachments === 0 ? [] : [plural(run.attachments, 'attachment')]),
  ];
  return parts.length === 0 ? 'nothing to remove.' : `removed ${parts.join(', ')}; ${formatBytes(run.bytes)}.`;
};

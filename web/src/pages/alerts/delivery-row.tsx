import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { deliveryQuery } from '../../api/alerts.ts';
import { api, unwrap } from '../../api/client.ts';
import type { AlertDelivery, AlertTarget, DeliveryDetail } from '../../api/types.ts';
import { notifyDone, notifyError } from '../../components/notify.ts';
import { Plain } from '../../components/plain.tsx';
import { Failed, Loading } from '../../components/state.tsx';
import table from '../../components/table.module.css';
import { Tag } from '../../components/tag.tsx';
import { Time } from '../../components/time.tsx';
import { formatNumber } from '../../lib/number.ts';
import classes from './alerts.module.css';
import { refreshAlerts } from './changes.ts';
import { states, triggerName } from './words.ts';

interface Props {
  project: string;
  delivery: AlertDelivery;
  target: AlertTarget | undefined;
  mayWrite: boolean;
}

/** One delivery; it unfolds to every try, with what was answered. */
export const DeliveryRow = ({ project, delivery, target, mayWrite }: Props) => {
  const [open, setOpen] = useState(false);
  const { name, tone, about } = states[delivery.state];
  const replay = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/projects/{projectId}/alert-deliveries/{deliveryId}/replay', {
          params: { path: { projectId: project, deliveryId: delivery.id } },
        }),
      ),
    onSuccess: async () => {
      await refreshAlerts(project);
      notifyDone('It is sent once more');
    },
    onError: (error) => notifyError('Not sent', error),
  });
  const replayable = ['sent', 'failed', 'waiting'].includes(delivery.state) && delivery.trigger !== 'test';
  return (
    <tr>
      <td className={table.nowrap}>
        <Tag tone={tone} title={about}>
          {name}
        </Tag>
      </td>
      <td className={table.wide}>
        <button type="button" className={classes.title} aria-expanded={open} onClick={() => setOpen(!open)}>
          <b>{triggerName(delivery.trigger)}</b> <Plain text={delivery.title} max={300} />
        </button>
        {delivery.error !== null && (
          <div style={{ color: delivery.state === 'failed' ? 'var(--error)' : 'var(--warning)', fontSize: 12 }}>
            <Plain text={delivery.error} max={300} />
          </div>
        )}
        {delivery.nextTryAt !== null && (
          <div className="faint" style={{ fontSize: 12 }}>
            {delivery.state === 'buffered' ? 'Leaves' : 'Next try'} <Time at={delivery.nextTryAt} />
          </div>
        )}
        {open && <Inside project={project} delivery={delivery} />}
      </td>
      <td className="value">
        <Plain text={target?.name ?? `Target ${delivery.targetId}`} max={60} />
      </td>
      <td className={table.number}>{formatNumber(delivery.attempts)}</td>
      <td className={table.nowrap}>
        <Time at={delivery.createdAt} />
      </td>
      <td>
        {mayWrite && replayable && (
          <Button variant="default" size="compact-xs" loading={replay.isPending} onClick={() => replay.mutate()}>
            Replay
          </Button>
        )}
      </td>
    </tr>
  );
};

const Inside = ({ project, delivery }: { project: string; delivery: AlertDelivery }) => {
  const detail = useQuery(deliveryQuery(project, delivery.id));
  if (detail.isPending) return <Loading rows={2} />;
  if (!detail.data) return <Failed error={detail.error} retry={detail.refetch} />;
  return (
    <>
      {detail.data.log.length === 0 ? (
        <p className="faint">It was not tried yet.</p>
      ) : (
        <ul className={classes.tries}>
          {detail.data.log.map((one) => (
            <li key={one.number}>
              <Try one={one} />
            </li>
          ))}
        </ul>
      )}
      <div className="faint" style={{ fontSize: 12 }}>
        <span className="mono value">{delivery.id}</span>{' '}
        {delivery.issueId !== null && (
          <Link to="/issues/$issue" params={{ issue: String(delivery.issueId) }}>
            Issue
          </Link>
        )}
      </div>
    </>
  );
};

const Try = ({ one }: { one: DeliveryDetail['log'][number] }) => (
  <>
    Try {one.number}, <Time at={one.at} as="absolute" />
    {': '}
    {one.endedAt === null
      ? 'under way, or interrupted by the end of the process; it may or may not have arrived'
      : (one.error ?? (one.status === null ? 'taken' : `answered ${one.status}`))}
    {one.response !== null && (
      <div className="mono faint value">
        <Plain text={one.response} max={500} />
      </div>
    )}
  </>
);

import { Button, Select } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { alertTargetsQuery, deliveriesQuery } from '../../api/alerts.ts';
import type { DeliveryState } from '../../api/types.ts';
import { LoadMore } from '../../components/load-more.tsx';
import { useMayWrite } from '../../components/may-write.ts';
import { Panel } from '../../components/page.tsx';
import { Empty, Failed, Loading } from '../../components/state.tsx';
import table from '../../components/table.module.css';
import { itemsOf } from '../../lib/pages.ts';
import { useProject } from '../settings/use-project.ts';
import classes from './alerts.module.css';
import { DeliveryRow } from './delivery-row.tsx';
import { states } from './words.ts';

/** What was sent where in the last 30 days, and what came of it. Its filters are in the address. */
export const AlertLog = () => {
  const { slug: project } = useProject();
  const { state, target } = useSearch({ from: '/inside/projects/$project/settings/alerts/log' });
  const navigate = useNavigate({ from: '/projects/$project/settings/alerts/log' });
  const targets = useQuery(alertTargetsQuery(project));
  const targetId = target !== undefined && /^\d{1,15}$/.test(target) ? Number(target) : undefined;
  const list = useInfiniteQuery(deliveriesQuery(project, { state, targetId }));
  const mayWrite = useMayWrite();
  const deliveries = itemsOf(list.data);
  const change = (part: { state?: DeliveryState | undefined; target?: string | undefined }) =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: true, resetScroll: false });
  const filtered = state !== undefined || targetId !== undefined;
  return (
    <Panel
      title={
        <>
          <Link to="/projects/$project/settings/alerts" params={{ project }}>
            Alerts
          </Link>{' '}
          / Log
        </>
      }
      flush
      actions={
        <span className={classes.row}>
          <Select
            aria-label="State"
            size="xs"
            w={130}
            value={state ?? ''}
            onChange={(value) => change({ state: value === '' || value === null ? undefined : value })}
            data={[
              { value: '', label: 'All states' },
              ...Object.entries(states).map(([value, { name }]) => ({ value: value as DeliveryState, label: name })),
            ]}
          />
          <Select
            aria-label="Target"
            size="xs"
            w={150}
            value={target ?? ''}
            onChange={(value) => change({ target: value === '' || value === null ? undefined : value })}
            data={[
              { value: '', label: 'All targets' },
              ...(targets.data?.items.map(({ id, name }) => ({ value: String(id), label: name })) ?? []),
            ]}
          />
        </span>
      }
    >
      {list.isPending && <Loading />}
      {list.isError && !list.data && <Failed error={list.error} retry={list.refetch} />}
      {list.data && deliveries.length === 0 && (
        <Empty
          title={filtered ? 'Nothing like this' : 'Nothing was sent yet'}
          action={
            filtered && (
              <Button variant="default" onClick={() => change({ state: undefined, target: undefined })}>
                Show all
              </Button>
            )
          }
        >
          {filtered
            ? 'No delivery fits the filters.'
            : 'As soon as a rule fits, its alerts appear here, with every try.'}
        </Empty>
      )}
      {deliveries.length > 0 && (
        <div style={{ overflowX: 'auto' }}>
          <table className={table.table}>
            <thead>
              <tr>
                <th>State</th>
                <th>What</th>
                <th>Where</th>
                <th className={table.number}>Tries</th>
                <th>When</th>
                <th aria-label="Actions" />
              </tr>
            </thead>
            <tbody>
              {deliveries.map((delivery) => (
                <DeliveryRow
                  key={delivery.id}
                  project={project}
                  delivery={delivery}
                  target={targets.data?.items.find(({ id }) => id === delivery.targetId)}
                  mayWrite={mayWrite}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <LoadMore query={list} />
    </Panel>
  );
};

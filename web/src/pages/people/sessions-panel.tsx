import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { sessionsQuery } from '../../api/accounts.ts';
import { api, unwrap } from '../../api/client.ts';
import type { SignedIn } from '../../api/types.ts';
import { queryClient } from '../../app/query-client.ts';
import { notifyDone, notifyError } from '../../components/notify.ts';
import { Panel } from '../../components/page.tsx';
import { Plain } from '../../components/plain.tsx';
import { Failed, Loading } from '../../components/state.tsx';
import table from '../../components/table.module.css';
import { Tag } from '../../components/tag.tsx';
import { Time } from '../../components/time.tsx';

/** Where one is signed in, and the way out of it. */
export const SessionsPanel = () => {
  const sessions = useQuery(sessionsQuery);
  const refresh = () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  const others = useMutation({
    mutationFn: () => unwrap(api.DELETE('/sessions')),
    onSuccess: async () => {
      notifyDone('You are signed out everywhere else');
      await refresh();
    },
    onError: (error) => notifyError('Not signed out', error),
  });
  const items = sessions.data?.items ?? [];
  return (
    <Panel
      title="Sessions"
      flush
      actions={
        items.length > 1 && (
          <Button variant="default" size="compact-sm" loading={others.isPending} onClick={() => others.mutate()}>
            Sign out everywhere else
          </Button>
        )
      }
    >
      {sessions.isPending && <Loading rows={2} />}
      {sessions.isError && <Failed error={sessions.error} retry={sessions.refetch} />}
      {items.length > 0 && (
        <div style={{ overflowX: 'auto' }}>
          <table className={table.table}>
            <thead>
              <tr>
                <th>Browser</th>
                <th>Address</th>
                <th>Last used</th>
                <th aria-label="Actions" />
              </tr>
            </thead>
            <tbody>
              {items.map((session) => (
                <Row key={session.id} session={session} refresh={refresh} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
};

const Row = ({ session, refresh }: { session: SignedIn; refresh: () => Promise<void> }) => {
  const end = useMutation({
    mutationFn: () => unwrap(api.DELETE('/sessions/{id}', { params: { path: { id: session.id } } })),
    onSuccess: refresh,
    onError: (error) => notifyError('Not signed out', error),
  });
  return (
    <tr>
      <td className="value" title={session.userAgent ?? undefined}>
        {session.userAgent === null ? 'Unknown' : <Plain text={browserOf(session.userAgent)} max={80} />}{' '}
        {session.current && <Tag tone="ok">This one</Tag>}
      </td>
      <td className="mono">{session.address ?? ''}</td>
      <td className={table.nowrap}>
        <Time at={session.lastUsedAt} />
      </td>
      <td className={table.number}>
        {!session.current && (
          <Button variant="default" size="compact-sm" loading={end.isPending} onClick={() => end.mutate()}>
            Sign out
          </Button>
        )}
      </td>
    </tr>
  );
};

/** The words of a User-Agent by which a person knows their browser again. */
const browserOf = (userAgent: string): string => {
  const browser = /(Firefox|Edg|OPR|Chrome|HeadlessChrome|Safari|curl|node)\/?\s?([\d]+)?/u.exec(userAgent);
  const system = /(Windows|Mac OS X|Android|iPhone|iPad|Linux)/u.exec(userAgent);
  const names = [browser?.[1], browser?.[2]].filter(Boolean).join(' ');
  if (names === '') return userAgent;
  return system === null ? names : `${names} on ${system[1] === 'Mac OS X' ? 'macOS' : system[1]}`;
};

import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client.ts';
import { invitationsQuery } from '../../api/people.ts';
import type { Invitation } from '../../api/types.ts';
import { queryClient } from '../../app/query-client.ts';
import { notifyDone, notifyError } from '../../components/notify.ts';
import { Panel } from '../../components/page.tsx';
import { Plain } from '../../components/plain.tsx';
import { Failed } from '../../components/state.tsx';
import table from '../../components/table.module.css';
import { Tag } from '../../components/tag.tsx';
import { Time } from '../../components/time.tsx';

/** Links that nobody has followed yet; nothing where there are none. */
export const InvitationsPanel = () => {
  const invitations = useQuery(invitationsQuery);
  if (invitations.isError) return <Failed error={invitations.error} retry={invitations.refetch} />;
  if (!invitations.data || invitations.data.items.length === 0) return null;
  return (
    <Panel title="Invited" flush>
      <div style={{ overflowX: 'auto' }}>
        <table className={table.table}>
          <thead>
            <tr>
              <th>E-mail</th>
              <th>Role</th>
              <th>Link ends</th>
              <th aria-label="Actions" />
            </tr>
          </thead>
          <tbody>
            {invitations.data.items.map((invitation) => (
              <Row key={invitation.id} invitation={invitation} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
};

const Row = ({ invitation: { id, email, role, expiresAt } }: { invitation: Invitation }) => {
  const revoke = useMutation({
    mutationFn: () => unwrap(api.DELETE('/invitations/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      notifyDone(`The link of ${email} no longer works`);
      await queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey });
    },
    onError: (error) => notifyError('Not taken back', error),
  });
  return (
    <tr>
      <td className="value">
        <Plain text={email} max={254} />
      </td>
      <td>{role}</td>
      <td className={table.nowrap}>
        {Date.parse(expiresAt) < Date.now() ? <Tag tone="warning">Expired</Tag> : <Time at={expiresAt} />}
      </td>
      <td className={table.number}>
        <Button variant="default" size="compact-sm" loading={revoke.isPending} onClick={() => revoke.mutate()}>
          Take back
        </Button>
      </td>
    </tr>
  );
};

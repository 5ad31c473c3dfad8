import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { IconMailPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { sessionQuery } from '../../api/accounts.ts';
import { invitationsQuery, membersQuery } from '../../api/people.ts';
import { queryClient } from '../../app/query-client.ts';
import { notifyDone } from '../../components/notify.ts';
import { PageFrame, Panel } from '../../components/page.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { Empty, Failed, Loading } from '../../components/state.tsx';
import table from '../../components/table.module.css';
import { InvitationsPanel } from './invitations-panel.tsx';
import { InviteForm } from './invite-form.tsx';
import { MemberRow } from './member-row.tsx';
import { PeopleTabs } from './people-tabs.tsx';
import { isAdmin } from '../../lib/roles.ts';

/** Who may sign in, with which role, and who was invited. */
export const PeoplePage = () => {
  const { data: session } = useQuery(sessionQuery);
  const admin = session ? isAdmin(session.user.role) : false;
  const members = useQuery({ ...membersQuery, enabled: admin });
  const [inviting, { open, close }] = useDisclosure(false);
  const [link, setLink] = useState<{ what: string; link: string } | null>(null);
  if (!session) return null;
  if (!admin)
    return (
      <PageFrame title="People">
        <PeopleTabs />
        <Empty title="Administrators see this page">Ask one of them to invite somebody or to change a role.</Empty>
      </PageFrame>
    );
  return (
    <PageFrame
      title="People"
      lead="Everybody has one role; teams say which projects members and viewers see."
      actions={
        <Button leftSection={<IconMailPlus size={15} />} onClick={open}>
          Invite
        </Button>
      }
    >
      <PeopleTabs />
      {link !== null && <ShownOnce what={link.what} secret={link.link} />}
      <InvitationsPanel />
      <Panel title="Members" flush>
        {members.isPending && <Loading rows={3} />}
        {members.isError && <Failed error={members.error} retry={members.refetch} />}
        {members.data && (
          <div style={{ overflowX: 'auto' }}>
            <table className={table.table}>
              <thead>
                <tr>
                  <th>Person</th>
                  <th>Role</th>
                  <th className={table.extra}>Since</th>
                  <th aria-label="Actions" />
                </tr>
              </thead>
              <tbody>
                {members.data.items.map((member) => (
                  <MemberRow
                    key={member.id}
                    member={member}
                    me={session.user}
                    showLink={(made) => setLink({ what: 'link for a new password', link: made })}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Panel>
      <Modal opened={inviting} onClose={close} title="Invite somebody" size="sm">
        <InviteForm
          me={session.user}
          done={async ({ email, link: made, mailed }) => {
            close();
            if (mailed) notifyDone(`The invitation is on its way to ${email}`);
            else setLink({ what: `invitation of ${email}`, link: made });
            await queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey });
          }}
        />
      </Modal>
    </PageFrame>
  );
};

import { ActionIcon, Menu, Modal, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { api, unwrap } from '../../api/client.ts';
import type { Account, Member, Role } from '../../api/types.ts';
import { queryClient } from '../../app/query-client.ts';
import { confirm } from '../../components/confirm.tsx';
import { notifyDone, notifyError } from '../../components/notify.ts';
import { Plain } from '../../components/plain.tsx';
import table from '../../components/table.module.css';
import { Tag } from '../../components/tag.tsx';
import { Time } from '../../components/time.tsx';
import { MemberTeams } from './member-teams.tsx';
import { MemberTokens } from './member-tokens.tsx';
import { outranks, roleChoices } from '../../lib/roles.ts';

interface Props {
  member: Member;
  me: Account;
  showLink: (link: string) => void;
}

/** One person: their role, and what an administrator does for them or against them. */
export const MemberRow = ({ member, me, showLink }: Props) => {
  const [shown, setShown] = useState<'teams' | 'tokens' | null>(null);
  const name = member.name === '' ? member.email : member.name;
  const path = { userId: member.id };
  const act = useMutation({
    mutationFn: async (action: Action): Promise<string> => {
      switch (action.kind) {
        case 'role':
          await unwrap(api.PATCH('/users/{userId}', { params: { path }, body: { role: action.role } }));
          return `${name} is ${action.role} now`;
        case 'active':
          await unwrap(api.PATCH('/users/{userId}', { params: { path }, body: { active: action.active } }));
          return action.active ? `${name} may sign in again` : `${name} is shut out`;
        case 'sign-out':
          await unwrap(api.DELETE('/users/{userId}/sessions', { params: { path } }));
          return `${name} is signed out everywhere`;
        case 'reset':
          showLink((await unwrap(api.POST('/users/{userId}/password-reset', { params: { path } }))).link);
          return 'The link works once, within an hour';
        case 'remove':
          await unwrap(api.DELETE('/users/{userId}', { params: { path } }));
          return `${name} is removed`;
      }
    },
    onSuccess: async (done) => {
      notifyDone(done);
      await queryClient.invalidateQueries({ queryKey: ['people'] });
    },
    onError: (error) => notifyError('Not changed', error),
  });
  const mine = member.id === me.id;
  const above = outranks(member.role, me.role);
  return (
    <tr>
      <td className="value">
        <b>
          <Plain text={name} max={100} />
        </b>{' '}
        {member.name !== '' && (
          <span className="faint">
            <Plain text={member.email} max={254} />
          </span>
        )}{' '}
        {mine && <Tag tone="info">You</Tag>} {!member.active && <Tag tone="warning">Shut out</Tag>}
      </td>
      <td>
        <Select
          aria-label={`Role of ${name}`}
          size="xs"
          w={110}
          comboboxProps={{ width: 300, position: 'bottom-start' }}
          disabled={above || mine || act.isPending}
          allowDeselect={false}
          value={member.role}
          onChange={(value) => value !== null && act.mutate({ kind: 'role', role: value })}
          data={
            above
              ? [member.role]
              : roleChoices(me.role).map(({ value, label }) => ({
                  value,
                  label: value === member.role ? value : label,
                }))
          }
        />
      </td>
      <td className={`${table.nowrap} ${table.extra}`}>
        <Time at={member.createdAt} />
      </td>
      <td className={table.number}>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={`More about ${name}`} loading={act.isPending}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setShown('teams')}>Teams…</Menu.Item>
            {!above && !mine && (
              <>
                <Menu.Item onClick={() => setShown('tokens')}>API tokens…</Menu.Item>
                <Menu.Item onClick={() => act.mutate({ kind: 'reset' })}>Link for a new password</Menu.Item>
                <Menu.Item onClick={() => act.mutate({ kind: 'sign-out' })}>Sign out everywhere</Menu.Item>
                <Menu.Divider />
                <Menu.Item onClick={() => act.mutate({ kind: 'active', active: !member.active })}>
                  {member.active ? 'Shut out' : 'Let in again'}
                </Menu.Item>
                <Menu.Item
                  color="red"
                  onClick={() =>
                    confirm({
                      title: `Remove ${name}?`,
                      text: 'Their sessions, API tokens and open invitations end. What they did stays in the history of issues.',
                      verb: 'Remove',
                      danger: true,
                      act: () => act.mutate({ kind: 'remove' }),
                    })
                  }
                >
                  Remove…
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
        <Modal opened={shown === 'teams'} onClose={() => setShown(null)} title={`Teams of ${name}`} size="sm">
          <MemberTeams member={member} />
        </Modal>
        <Modal opened={shown === 'tokens'} onClose={() => setShown(null)} title={`API tokens of ${name}`} size="lg">
          <MemberTokens userId={member.id} />
        </Modal>
      </td>
    </tr>
  );
};

type Action =
  | { kind: 'role'; role: Role }
  | { kind: 'active'; active: boolean }
  | { kind: 'sign-out' | 'reset' | 'remove' };

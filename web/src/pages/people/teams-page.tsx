import { Button, Modal, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { sessionQuery } from '../../api/accounts.ts';
import { api, unwrap } from '../../api/client.ts';
import { teamsQuery } from '../../api/people.ts';
import { queryClient } from '../../app/query-client.ts';
import { PageFrame } from '../../components/page.tsx';
import { Plain } from '../../components/plain.tsx';
import { Empty, Failed, Loading } from '../../components/state.tsx';
import table from '../../components/table.module.css';
import { formatNumber } from '../../lib/number.ts';
import classes from './people.module.css';
import { PeopleTabs } from './people-tabs.tsx';
import { isAdmin } from '../../lib/roles.ts';

/** The teams that one sees: all for administrators, their own for others. */
export const TeamsPage = () => {
  const { data: session } = useQuery(sessionQuery);
  const teams = useQuery(teamsQuery);
  const [making, { open, close }] = useDisclosure(false);
  const admin = session ? isAdmin(session.user.role) : false;
  const make = admin && (
    <Button leftSection={<IconPlus size={15} />} onClick={open}>
      Create team
    </Button>
  );
  return (
    <PageFrame
      title="Teams"
      lead="Members and viewers see the projects of their teams."
      actions={teams.data && teams.data.items.length > 0 ? make : undefined}
    >
      <PeopleTabs />
      {teams.isPending && <Loading />}
      {teams.isError && !teams.data && <Failed error={teams.error} retry={teams.refetch} />}
      {teams.data?.items.length === 0 && (
        <Empty title={admin ? 'No teams yet' : 'You are in no team'} action={make}>
          {admin
            ? 'A team is people and the projects that they see.'
            : 'Without a team you see no project: an administrator puts you into one.'}
        </Empty>
      )}
      {teams.data && teams.data.items.length > 0 && (
        <div className={table.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
                <th>Team</th>
                <th className={table.number}>People</th>
                <th className={table.number}>Projects</th>
              </tr>
            </thead>
            <tbody>
              {teams.data.items.map((team) => (
                <tr key={team.id}>
                  <td>
                    <Link to="/teams/$team" params={{ team: team.slug }} className={table.main}>
                      <Plain text={team.name} max={100} />
                    </Link>
                    <span className={`faint mono ${table.extra}`}> {team.slug}</span>
                  </td>
                  <td className={table.number}>{formatNumber(team.members)}</td>
                  <td className={table.number}>{formatNumber(team.projects)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Modal opened={making} onClose={close} title="Create team" size="sm">
        <TeamForm />
      </Modal>
    </PageFrame>
  );
};

const TeamForm = () => {
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const create = useMutation({
    mutationFn: () => unwrap(api.POST('/teams', { body: { name: name.trim() } })),
    onSuccess: async ({ slug }) => {
      await queryClient.invalidateQueries({ queryKey: teamsQuery.queryKey });
      await navigate({ to: '/teams/$team', params: { team: slug } });
    },
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      <TextInput
        label="Name"
        data-autofocus
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={create.error?.message}
      />
      <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
        Create team
      </Button>
    </form>
  );
};

import { ActionIcon, Button, Select, TextInput, Tooltip } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { IconX } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { sessionQuery } from '../../api/accounts.ts';
import { api, unwrap } from '../../api/client.ts';
import { membersQuery, teamMembersQuery, teamProjectsQuery, teamQuery } from '../../api/people.ts';
import { projectsQuery } from '../../api/projects.ts';
import type { Team } from '../../api/types.ts';
import { queryClient } from '../../app/query-client.ts';
import { confirm } from '../../components/confirm.tsx';
import { notifyDone, notifyError } from '../../components/notify.ts';
import { PageFrame, Panel } from '../../components/page.tsx';
import { Plain } from '../../components/plain.tsx';
import { Failed, Loading } from '../../components/state.tsx';
import table from '../../components/table.module.css';
import classes from './people.module.css';
import { isAdmin } from '../../lib/roles.ts';

/** A team: its people and the projects they see. */
export const TeamPage = () => {
  const { team: slug } = useParams({ from: '/inside/teams/$team' });
  const { data: session } = useQuery(sessionQuery);
  const team = useQuery(teamQuery(slug));
  if (team.isPending) return <Loading />;
  if (!team.data) return <Failed error={team.error} retry={team.refetch} />;
  const admin = session ? isAdmin(session.user.role) : false;
  return (
    <PageFrame
      title={team.data.name}
      tab={`${team.data.name} · Teams`}
      lead={<Link to="/teams">All teams</Link>}
      width="text"
    >
      <People team={team.data} admin={admin} />
      <Projects team={team.data} admin={admin} />
      {admin && <Change key={team.data.id} team={team.data} />}
    </PageFrame>
  );
};

interface Part {
  team: Team;
  admin: boolean;
}

const refresh = () => queryClient.invalidateQueries({ queryKey: ['people'] });

const People = ({ team, admin }: Part) => {
  const members = useQuery(teamMembersQuery(team.slug));
  const everybody = useQuery({ ...membersQuery, enabled: admin });
  const change = useMutation({
    mutationFn: ({ userId, into }: { userId: number; into: boolean }) => {
      const params = { path: { teamId: team.slug, userId } };
      return unwrap(
        into
          ? api.PUT('/teams/{teamId}/members/{userId}', { params })
          : api.DELETE('/teams/{teamId}/members/{userId}', { params }),
      );
    },
    onSettled: refresh,
    onError: (error) => notifyError('Not changed', error),
  });
  const inside = new Set(members.data?.items.map(({ id }) => id));
  const others = everybody.data?.items.filter(({ id }) => !inside.has(id)) ?? [];
  return (
    <Panel
      title="People"
      flush
      actions={
        admin && (
          <Add
            what="Add somebody"
            none="Everybody is in it"
            choices={others.map(({ id, name, email }) => ({ value: String(id), label: name === '' ? email : name }))}
            add={(id) => change.mutate({ userId: Number(id), into: true })}
          />
        )
      }
    >
      {members.isPending && <Loading rows={2} />}
      {members.isError && <Failed error={members.error} retry={members.refetch} />}
      {members.data?.items.length === 0 && <p className={classes.empty}>Nobody yet.</p>}
      <List>
        {members.data?.items.map(({ id, name, email, role }) => (
          <Line
            key={id}
            remove={admin ? () => change.mutate({ userId: id, into: false }) : null}
            label={`Take ${name === '' ? email : name} out`}
          >
            <b>
              <Plain text={name === '' ? email : name} max={100} />
            </b>{' '}
            <span className="faint">
              {name !== '' && <Plain text={email} max={254} />} {role}
            </span>
          </Line>
        ))}
      </List>
    </Panel>
  );
};

const Projects = ({ team, admin }: Part) => {
  const projects = useQuery(teamProjectsQuery(team.slug));
  const all = useQuery({ ...projectsQuery, enabled: admin });
  const change = useMutation({
    mutationFn: ({ projectId, give }: { projectId: string; give: boolean }) => {
      const params = { path: { teamId: team.slug, projectId } };
      return unwrap(
        give
          ? api.PUT('/teams/{teamId}/projects/{projectId}', { params })
          : api.DELETE('/teams/{teamId}/projects/{projectId}', { params }),
      );
    },
    onSettled: refresh,
    onError: (error) => notifyError('Not changed', error),
  });
  const own = new Set(projects.data?.items.map(({ id }) => id));
  const others = all.data?.items.filter(({ id }) => !own.has(id)) ?? [];
  return (
    <Panel
      title="Projects"
      flush
      actions={
        admin && (
          <Add
            what="Add a project"
            none="It sees all projects"
            choices={others.map(({ id, name }) => ({ value: String(id), label: name }))}
            add={(projectId) => change.mutate({ projectId, give: true })}
          />
        )
      }
    >
      {projects.isPending && <Loading rows={2} />}
      {projects.isError && <Failed error={projects.error} retry={projects.refetch} />}
      {projects.data?.items.length === 0 && <p className={classes.empty}>None yet.</p>}
      <List>
        {projects.data?.items.map(({ id, name, slug }) => (
          <Line
            key={id}
            remove={admin ? () => change.mutate({ projectId: String(id), give: false }) : null}
            label={`Take ${name} away`}
          >
            <Link to="/projects/$project/issues" params={{ project: slug }} className={table.main}>
              <Plain text={name} max={100} />
            </Link>
          </Line>
        ))}
      </List>
    </Panel>
  );
};

const Change = ({ team }: { team: Team }) => {
  const navigate = useNavigate();
  const [name, setName] = useState(team.name);
  const params = { path: { teamId: team.slug } };
  const rename = useMutation({
    mutationFn: () => unwrap(api.PATCH('/teams/{teamId}', { params, body: { name: name.trim() } })),
    onSuccess: async () => {
      notifyDone('Saved');
      await refresh();
    },
  });
  const remove = useMutation({
    mutationFn: () => unwrap(api.DELETE('/teams/{teamId}', { params })),
    onSuccess: async () => {
      await navigate({ to: '/teams' });
      notifyDone(`${team.name} was deleted`);
      await refresh();
    },
    onError: (error) => notifyError('Not deleted', error),
  });
  return (
    <Panel title="Change">
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          rename.mutate();
        }}
      >
        <TextInput
          label="Name"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={rename.error?.message}
        />
        <div className={classes.row} style={{ justifyContent: 'space-between' }}>
          <Button type="submit" loading={rename.isPending} disabled={name.trim() === '' || name.trim() === team.name}>
            Save
          </Button>
          <Button
            color="red"
            variant="light"
            loading={remove.isPending}
            onClick={() =>
              confirm({
                title: `Delete ${team.name}?`,
                text: 'Its people and projects stay; who saw the projects by this team alone sees them no longer.',
                verb: 'Delete',
                danger: true,
                act: () => remove.mutate(),
              })
            }
          >
            Delete team
          </Button>
        </div>
      </form>
    </Panel>
  );
};

/** A field that adds what is chosen, at once. */
const Add = ({
  what,
  none,
  choices,
  add,
}: {
  what: string;
  none: string;
  choices: { value: string; label: string }[];
  add: (value: string) => void;
}) => (
  <Select
    aria-label={what}
    placeholder={choices.length === 0 ? none : what}
    disabled={choices.length === 0}
    size="xs"
    w={190}
    searchable
    nothingFoundMessage="Nothing found"
    value={null}
    onChange={(value) => value !== null && add(value)}
    data={choices}
  />
);

const List = ({ children }: { children: ReactNode }) => (
  <table className={table.table}>
    <tbody>{children}</tbody>
  </table>
);

const Line = ({ children, remove, label }: { children: ReactNode; remove: (() => void) | null; label: string }) => (
  <tr>
    <td className="value">{children}</td>
    <td className={table.number}>
      {remove !== null && (
        <Tooltip label={label}>
          <ActionIcon aria-label={label} onClick={remove}>
            <IconX size={15} />
          </ActionIcon>
        </Tooltip>
      )}
    </td>
  </tr>
);

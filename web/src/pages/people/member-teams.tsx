import { Checkbox } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client.ts';
import { memberQuery, teamsQuery } from '../../api/people.ts';
import type { Member } from '../../api/types.ts';
import { queryClient } from '../../app/query-client.ts';
import { notifyError } from '../../components/notify.ts';
import { Failed, Loading } from '../../components/state.tsx';
import classes from './people.module.css';
import { isAdmin } from '../../lib/roles.ts';

/** In which teams somebody is; each box takes effect at once. */
export const MemberTeams = ({ member }: { member: Member }) => {
  const teams = useQuery(teamsQuery);
  const full = useQuery(memberQuery(member.id));
  const change = useMutation({
    mutationFn: ({ teamId, into }: { teamId: number; into: boolean }) => {
      const path = { teamId: String(teamId), userId: member.id };
      return into
        ? unwrap(api.PUT('/teams/{teamId}/members/{userId}', { params: { path } }))
        : unwrap(api.DELETE('/teams/{teamId}/members/{userId}', { params: { path } }));
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['people'] }),
    onError: (error) => notifyError('Not changed', error),
  });
  if (teams.isPending || full.isPending) return <Loading rows={3} />;
  if (!teams.data || !full.data) return <Failed error={teams.error ?? full.error} retry={teams.refetch} />;
  const own = new Set(full.data.teams.map(({ id }) => id));
  return (
    <div className={classes.form} style={{ gap: 8 }}>
      {isAdmin(member.role) && <p className={classes.hint}>Owners and admins see all projects anyway.</p>}
      {teams.data.items.length === 0 && <p className={classes.hint}>There are no teams yet.</p>}
      {teams.data.items.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={name}
          checked={own.has(id)}
          disabled={change.isPending}
          onChange={(event) => change.mutate({ teamId: id, into: event.currentTarget.checked })}
        />
      ))}
    </div>
  );
};

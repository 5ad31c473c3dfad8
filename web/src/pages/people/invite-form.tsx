import { Alert, Button, MultiSelect, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { setupQuery } from '../../api/accounts.ts';
import { api, unwrap } from '../../api/client.ts';
import { teamsQuery } from '../../api/people.ts';
import type { Account, Role } from '../../api/types.ts';
import classes from './people.module.css';
import { isAdmin, roleChoices } from '../../lib/roles.ts';

interface Made {
  email: string;
  link: string;
  mailed: boolean;
}

/** Whom, as what, into which teams. */
export const InviteForm = ({ me, done }: { me: Account; done: (made: Made) => Promise<void> }) => {
  const { data: setup } = useQuery(setupQuery);
  const { data: teams } = useQuery(teamsQuery);
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('member');
  const [teamIds, setTeamIds] = useState<string[] | null>(null);
  // Somebody without a team sees nothing: where there is one team only, it is meant.
  const only = teams?.items.length === 1 ? teams.items.map(({ id }) => String(id)) : [];
  const chosen = teamIds ?? only;
  const invite = useMutation({
    mutationFn: () =>
      unwrap(api.POST('/invitations', { body: { email: email.trim(), role, teamIds: chosen.map(Number) } })),
    onSuccess: done,
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        invite.mutate();
      }}
    >
      {invite.error && (
        <Alert color="red" variant="light" role="alert">
          {invite.error.message}
        </Alert>
      )}
      <TextInput
        label="E-mail"
        type="email"
        autoComplete="off"
        data-autofocus
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <Select
        label="Role"
        value={role}
        allowDeselect={false}
        onChange={(value) => setRole(value ?? role)}
        data={roleChoices(me.role)}
      />
      <MultiSelect
        label="Teams"
        description={
          isAdmin(role)
            ? 'Owners and admins see all projects anyway'
            : chosen.length === 0
              ? 'Without a team they see no project'
              : 'They see the projects of these'
        }
        placeholder={chosen.length === 0 ? 'Choose teams' : undefined}
        searchable
        nothingFoundMessage="No such team"
        value={chosen}
        onChange={setTeamIds}
        data={teams?.items.map(({ id, name }) => ({ value: String(id), label: name })) ?? []}
      />
      <p className={classes.hint}>
        {setup?.mail === true
          ? 'They get a mail with a link. It works once, within seven days.'
          : 'You get a link to hand over: this server sends no mail. It works once, within seven days.'}
      </p>
      <Button type="submit" loading={invite.isPending} disabled={!email.includes('@')}>
        Invite
      </Button>
    </form>
  );
};

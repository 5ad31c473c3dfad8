import { Alert, Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { sessionQuery } from '../../api/accounts.ts';
import { api, unwrap } from '../../api/client.ts';
import { queryClient } from '../../app/query-client.ts';
import { NewPassword, SHORTEST } from '../../components/new-password.tsx';
import { Plain } from '../../components/plain.tsx';
import { Door } from './door.tsx';
import { useLinkSecret } from './link-secret.ts';
import { WorthlessLink } from './worthless-link.tsx';

/** Where an invitation leads: a name, a password, and in. */
export const JoinPage = () => {
  const secret = useLinkSecret();
  const navigate = useNavigate();
  const [name, setName] = useState<string | null>(null);
  const [password, setPassword] = useState('');
  const invitation = useQuery({
    queryKey: ['invitation', secret],
    queryFn: () => unwrap(api.POST('/invitations/open', { body: { secret } })),
    retry: false,
    staleTime: Infinity,
  });
  const accept = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/invitations/accept', {
          body: { secret, password, ...(name === null ? {} : { name: name.trim() }) },
        }),
      ),
    onSuccess: async (session) => {
      queryClient.clear();
      queryClient.setQueryData(sessionQuery.queryKey, session);
      await navigate({ to: '/', replace: true });
    },
  });
  if (invitation.isPending) return null;
  if (!invitation.data)
    return <WorthlessLink error={invitation.error}>Ask who invited you for another one.</WorthlessLink>;
  const { email, role, teams } = invitation.data;
  return (
    <Door
      title="You are invited"
      lead={
        <>
          To collect and mend errors with Culprit, as {role}
          {teams.length > 0 && (
            <>
              {' '}
              of <Plain text={teams.join(', ')} max={200} />
            </>
          )}
          .
        </>
      }
      onSubmit={() => accept.mutate()}
    >
      {accept.error && (
        <Alert color="red" variant="light" p="xs" role="alert">
          {accept.error.message}
        </Alert>
      )}
      <TextInput label="E-mail" type="email" name="email" autoComplete="username" readOnly value={email} />
      <TextInput
        label="Name"
        name="name"
        autoComplete="name"
        autoFocus
        placeholder="Optional"
        maxLength={100}
        value={name ?? invitation.data.name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NewPassword value={password} onChange={setPassword} />
      <Button type="submit" size="sm" mt={4} loading={accept.isPending} disabled={password.length < SHORTEST}>
        Join
      </Button>
    </Door>
  );
};

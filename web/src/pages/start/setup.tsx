import { Alert, Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Navigate, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { sessionQuery, setupQuery } from '../../api/accounts.ts';
import { api, unwrap } from '../../api/client.ts';
import { queryClient } from '../../app/query-client.ts';
import { NewPassword, SHORTEST } from '../../components/new-password.tsx';
import { Door } from './door.tsx';

/** The first visit: whoever comes creates the owner. */
export const SetupPage = () => {
  const { data: setup } = useQuery(setupQuery);
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const create = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/setup', {
          body: { email: email.trim(), password, ...(name.trim() === '' ? {} : { name: name.trim() }) },
        }),
      ),
    onSuccess: async (session) => {
      queryClient.setQueryData(sessionQuery.queryKey, session);
      queryClient.setQueryData(setupQuery.queryKey, (old) => (old ? { ...old, needsOwner: false } : old));
      await navigate({ to: '/projects/new' });
    },
  });
  if (setup && !setup.needsOwner && create.isIdle) return <Navigate to="/sign-in" replace />;
  return (
    <Door
      title="Welcome to Culprit"
      lead="Create the owner account of this installation. You can add others later."
      onSubmit={() => create.mutate()}
      footer={setup ? `Version ${setup.version}` : undefined}
    >
      {create.error && (
        <Alert color="red" variant="light" p="xs" role="alert">
          {create.error.message}
        </Alert>
      )}
      <TextInput
        label="Name"
        name="name"
        autoComplete="name"
        autoFocus
        placeholder="Optional"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label="E-mail"
        type="email"
        name="email"
        autoComplete="username"
        required
        withAsterisk={false}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <NewPassword value={password} onChange={setPassword} />
      <Button
        type="submit"
        size="sm"
        mt={4}
        loading={create.isPending}
        disabled={!email.includes('@') || password.length < SHORTEST}
      >
        Create owner
      </Button>
    </Door>
  );
};

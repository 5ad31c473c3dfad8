import { Alert, Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { sessionQuery } from '../../api/accounts.ts';
import { api, unwrap } from '../../api/client.ts';
import { queryClient } from '../../app/query-client.ts';
import { safeReturn } from '../../lib/safe.ts';
import { Door } from './door.tsx';

export const SignInPage = () => {
  const { next } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => unwrap(api.POST('/session', { body: { email: email.trim(), password } })),
    onSuccess: async (session) => {
      queryClient.clear();
      queryClient.setQueryData(sessionQuery.queryKey, session);
      await router.navigate({ to: safeReturn(next), replace: true });
    },
  });
  return (
    <Door
      title="Sign in"
      lead={next === undefined ? 'to see what is going wrong' : 'to go on where you were'}
      onSubmit={() => signIn.mutate()}
      footer={<Link to="/forgot-password">Forgot your password?</Link>}
    >
      {signIn.error && (
        <Alert color="red" variant="light" p="xs" role="alert">
          {signIn.error.message}
        </Alert>
      )}
      <TextInput
        label="E-mail"
        type="email"
        name="email"
        autoComplete="username"
        autoFocus
        required
        withAsterisk={false}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label="Password"
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button type="submit" size="sm" mt={4} loading={signIn.isPending} disabled={email === '' || password === ''}>
        Sign in
      </Button>
    </Door>
  );
};

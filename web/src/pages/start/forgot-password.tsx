import { Alert, Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { setupQuery } from '../../api/accounts.ts';
import { api, unwrap } from '../../api/client.ts';
import { Door } from './door.tsx';

/** A link by mail, where the server sends mail; else whom to ask. */
export const ForgotPasswordPage = () => {
  const { data: setup } = useQuery(setupQuery);
  const [email, setEmail] = useState('');
  const ask = useMutation({
    mutationFn: () => unwrap(api.POST('/password-resets', { body: { email: email.trim() } })),
  });
  const back = <Link to="/sign-in">Back to sign in</Link>;
  if (!setup) return null;
  if (!setup.mail)
    return (
      <Door
        title="Forgot your password?"
        lead="This server sends no mail. An administrator makes a link for you, under People or by"
        onSubmit={() => {}}
        footer={back}
      >
        <code>culprit user reset you@example.org</code>
      </Door>
    );
  if (ask.isSuccess)
    return (
      <Door
        title="Look into your mail"
        lead={`If ${email.trim()} has an account here, a link is on its way. It works once, within an hour.`}
        onSubmit={() => {}}
        footer={back}
      >
        {null}
      </Door>
    );
  return (
    <Door
      title="Forgot your password?"
      lead="A link for a new one comes by mail."
      onSubmit={() => ask.mutate()}
      footer={back}
    >
      {ask.error && (
        <Alert color="red" variant="light" p="xs" role="alert">
          {ask.error.message}
        </Alert>
      )}
      <TextInput
        label="E-mail"
        type="email"
        name="email"
        autoComplete="username"
        autoFocus
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <Button type="submit" size="sm" mt={4} loading={ask.isPending} disabled={!email.includes('@')}>
        Send the link
      </Button>
    </Door>
  );
};

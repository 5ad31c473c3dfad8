import { Alert, Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap } from '../../api/client.ts';
import { queryClient } from '../../app/query-client.ts';
import { NewPassword, SHORTEST } from '../../components/new-password.tsx';
import { notifyDone } from '../../components/notify.ts';
import { Door } from './door.tsx';
import { useLinkSecret } from './link-secret.ts';

/** Where a link for a new password leads. It works once, within an hour; all sessions end. */
export const ResetPasswordPage = () => {
  const secret = useLinkSecret();
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const reset = useMutation({
    mutationFn: () => unwrap(api.POST('/password-resets/use', { body: { secret, password } })),
    onSuccess: async () => {
      queryClient.clear();
      notifyDone('Your password is changed. Sign in with it.');
      await navigate({ to: '/sign-in', replace: true });
    },
  });
  return (
    <Door
      title="New password"
      lead="All sessions of yours end with it."
      onSubmit={() => reset.mutate()}
      footer={<Link to="/forgot-password">Ask for another link</Link>}
    >
      {reset.error && (
        <Alert color="red" variant="light" p="xs" role="alert">
          {reset.error.message}
        </Alert>
      )}
      <NewPassword label="New password" value={password} onChange={setPassword} />
      <Button type="submit" size="sm" mt={4} loading={reset.isPending} disabled={password.length < SHORTEST}>
        Set password
      </Button>
    </Door>
  );
};

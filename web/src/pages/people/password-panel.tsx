import { Alert, Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionsQuery } from '../../api/accounts.ts';
import { api, unwrap } from '../../api/client.ts';
import { queryClient } from '../../app/query-client.ts';
import { NewPassword, SHORTEST } from '../../components/new-password.tsx';
import { notifyDone } from '../../components/notify.ts';
import { Panel } from '../../components/page.tsx';
import classes from './people.module.css';

/** A new password for who knows the old one. All other sessions end. */
export const PasswordPanel = ({ email }: { email: string }) => {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const change = useMutation({
    mutationFn: () => unwrap(api.POST('/password', { body: { current, password } })),
    onSuccess: async () => {
      setCurrent('');
      setPassword('');
      notifyDone('Your password is changed; you are signed out everywhere else');
      await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
  });
  return (
    <Panel title="Password">
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        {change.error && (
          <Alert color="red" variant="light" role="alert">
            {change.error.message}
          </Alert>
        )}
        {/* Password managers want to know whose password it is. */}
        <input type="email" autoComplete="username" aria-label="E-mail" value={email} readOnly hidden />
        <PasswordInput
          label="Current password"
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <NewPassword label="New password" value={password} onChange={setPassword} />
        <div className={classes.row}>
          <Button type="submit" loading={change.isPending} disabled={current === '' || password.length < SHORTEST}>
            Change password
          </Button>
        </div>
      </form>
    </Panel>
  );
};

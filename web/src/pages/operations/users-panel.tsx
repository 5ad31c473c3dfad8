import { Alert, Button, Modal, PasswordInput, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { usersQuery } from '../../api/accounts.ts';
import { api, unwrap } from '../../api/client.ts';
import type { Account, Role } from '../../api/types.ts';
import { queryClient } from '../../app/query-client.ts';
import { Panel } from '../../components/page.tsx';
import { Plain } from '../../components/plain.tsx';
import { Failed, Loading } from '../../components/state.tsx';
import { notifyDone } from '../../components/notify.ts';
import table from '../../components/table.module.css';
import classes from './operations.module.css';

/** Who may sign in. */
export const UsersPanel = ({ me }: { me: Account }) => {
  const users = useQuery(usersQuery);
  const [open, setOpen] = useState(false);
  return (
    <Panel
      title="Users"
      flush
      actions={
        <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
          Add user
        </Button>
      }
    >
      {users.isPending && <Loading rows={2} />}
      {users.isError && <Failed error={users.error} retry={users.refetch} />}
      {users.data && (
        <table className={table.table}>
          <thead>
            <tr>
              <th>User</th>
              <th>Role</th>
            </tr>
          </thead>
          <tbody>
            {users.data.items.map((user) => (
              <tr key={user.id}>
                <td className="value">
                  <b>
                    <Plain text={user.name === '' ? user.email : user.name} max={100} />
                  </b>{' '}
                  {user.name !== '' && (
                    <span className="faint">
                      <Plain text={user.email} max={100} />
                    </span>
                  )}
                  {user.id === me.id && <span className="faint"> (you)</span>}
                </td>
                <td>{user.role}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Modal opened={open} onClose={() => setOpen(false)} title="Add user" size="sm">
        <UserForm
          me={me}
          done={async (email) => {
            setOpen(false);
            notifyDone(`${email} can sign in now`);
            await queryClient.invalidateQueries({ queryKey: usersQuery.queryKey });
          }}
        />
      </Modal>
    </Panel>
  );
};

const UserForm = ({ me, done }: { me: Account; done: (email: string) => Promise<void> }) => {
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [role, setRole] = useState('member');
  const add = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/users', {
          body: {
            email: email.trim(),
            password,
            role: role as Role,
            ...(name.trim() === '' ? {} : { name: name.trim() }),
          },
        }),
      ),
    onSuccess: () => done(email.trim()),
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      {add.error && (
        <Alert color="red" variant="light" role="alert">
          {add.error.message}
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
      <TextInput
        label="Name"
        placeholder="Optional"
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordInput
        label="Password"
        description="At least 8 characters; give it to them by a safe way"
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Select
        label="Role"
        value={role}
        onChange={(value) => setRole(value ?? role)}
        data={[
          { value: 'viewer', label: 'Viewer: sees everything, changes nothing' },
          { value: 'member', label: 'Member: works on issues' },
          { value: 'admin', label: 'Admin: projects, keys and users as well' },
          ...(me.role === 'owner' ? [{ value: 'owner', label: 'Owner' }] : []),
        ]}
      />
      <Button type="submit" loading={add.isPending} disabled={!email.includes('@') || password.length < 8}>
        Add user
      </Button>
    </form>
  );
};

import { Alert, Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../../api/client.ts';
import { projectsQuery } from '../../api/projects.ts';
import type { NewToken, Role, Scope } from '../../api/types.ts';
import { isAdmin } from '../../lib/roles.ts';
import classes from './people.module.css';

const DAY = 86_400_000;

/** Name, what it may do, where and until when. */
export const TokenForm = ({ role, onCreated }: { role: Role; onCreated: (token: NewToken) => Promise<void> }) => {
  const { data: projects } = useQuery(projectsQuery);
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>(['read']);
  const [project, setProject] = useState('');
  const [days, setDays] = useState('90');
  const create = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/tokens', {
          body: {
            name: name.trim(),
            scopes: scopes as Scope[],
            projectId: project === '' ? null : Number(project),
            expiresAt: days === '' ? null : new Date(Date.now() + Number(days) * DAY).toISOString(),
          },
        }),
      ),
    onSuccess: onCreated,
  });
  const admin = isAdmin(role);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate();
      }}
    >
      {create.error && (
        <Alert color="red" variant="light" role="alert">
          {create.error.message}
        </Alert>
      )}
      <TextInput
        label="Name"
        description="What will use it"
        data-autofocus
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox.Group label="May" value={scopes} onChange={setScopes}>
        <div className={classes.form} style={{ gap: 6, marginTop: 4 }}>
          <Checkbox size="xs" value="read" label="read issues, events and statistics" />
          {role !== 'viewer' && <Checkbox size="xs" value="write" label="write: change issues and settings" />}
          {admin && <Checkbox size="xs" value="admin" label="admin: projects, keys, users, dead letters" />}
        </div>
      </Checkbox.Group>
      <Select
        label="Project"
        value={project}
        onChange={(value) => setProject(value ?? '')}
        data={[
          { value: '', label: 'All projects' },
          ...(projects?.items.map(({ id, name: label }) => ({ value: String(id), label })) ?? []),
        ]}
      />
      <Select
        label="Expires"
        value={days}
        onChange={(value) => setDays(value ?? '')}
        data={[
          { value: '7', label: 'in 7 days' },
          { value: '30', label: 'in 30 days' },
          { value: '90', label: 'in 90 days' },
          { value: '365', label: 'in a year' },
          { value: '', label: 'never' },
        ]}
      />
      <Button type="submit" loading={create.isPending} disabled={name.trim() === '' || scopes.length === 0}>
        Create token
      </Button>
    </form>
  );
};

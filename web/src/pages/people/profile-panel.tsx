import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionQuery } from '../../api/accounts.ts';
import { api, unwrap } from '../../api/client.ts';
import type { Account } from '../../api/types.ts';
import { queryClient } from '../../app/query-client.ts';
import { notifyDone } from '../../components/notify.ts';
import { Panel } from '../../components/page.tsx';
import classes from './people.module.css';

/** How others read one's name. */
export const ProfilePanel = ({ user }: { user: Account }) => {
  const [name, setName] = useState(user.name);
  const save = useMutation({
    mutationFn: () => unwrap(api.PATCH('/session', { body: { name: name.trim() } })),
    onSuccess: async (session) => {
      queryClient.setQueryData(sessionQuery.queryKey, session);
      await queryClient.invalidateQueries({ queryKey: ['people'] });
      notifyDone('Saved');
    },
  });
  return (
    <Panel title="Profile">
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label="Name"
          description="Shown to others beside what you do"
          name="name"
          autoComplete="name"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={save.error?.message}
        />
        <div className={classes.row}>
          <Button type="submit" loading={save.isPending} disabled={name.trim() === '' || name.trim() === user.name}>
            Save
          </Button>
        </div>
      </form>
    </Panel>
  );
};

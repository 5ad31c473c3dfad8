import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../../api/client.ts';
import { keysQuery } from '../../api/projects.ts';
import { queryClient } from '../../app/query-client.ts';
import { notifyError } from '../../components/notify.ts';
import { Panel } from '../../components/page.tsx';
import { Failed, Loading } from '../../components/state.tsx';
import { KeyRow } from './key-row.tsx';
import classes from './settings.module.css';
import { useProject } from './use-project.ts';

/** The keys that SDKs send with; each has a DSN of its own. */
export const Keys = () => {
  const project = useProject();
  const keys = useQuery(keysQuery(String(project.id)));
  const [open, setOpen] = useState(false);
  const [label, setLabel] = useState('');
  const refresh = () => queryClient.invalidateQueries({ queryKey: keysQuery(String(project.id)).queryKey });
  const create = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/projects/{projectId}/keys', {
          params: { path: { projectId: String(project.id) } },
          body: { label: label.trim() },
        }),
      ),
    onSuccess: async () => {
      setOpen(false);
      setLabel('');
      await refresh();
    },
    onError: (error) => notifyError('No key was made', error),
  });
  return (
    <Panel
      title="Keys"
      flush
      actions={
        <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
          Add key
        </Button>
      }
    >
      {keys.isPending && <Loading rows={3} />}
      {keys.isError && <Failed error={keys.error} retry={keys.refetch} />}
      {keys.data?.items.map((key) => (
        <KeyRow key={key.id} projectId={project.id} item={key} refresh={refresh} />
      ))}
      <Modal opened={open} onClose={() => setOpen(false)} title="Add key" size="sm">
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate();
          }}
        >
          <TextInput
            label="Label"
            description="Who sends with it, such as “Mobile app”"
            data-autofocus
            maxLength={100}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
          <Button type="submit" loading={create.isPending}>
            Add key
          </Button>
        </form>
      </Modal>
    </Panel>
  );
};

import { Autocomplete, Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../../api/client.ts';
import { environmentsQuery } from '../../api/projects.ts';
import { releasesKey } from '../../api/releases.ts';
import { queryClient } from '../../app/query-client.ts';
import { notifyDone } from '../../components/notify.ts';
import classes from './releases.module.css';

/** Notes by hand that a release was brought somewhere, now. */
export const DeployForm = ({ project, version, close }: { project: string; version: string; close: () => void }) => {
  const { data: known } = useQuery(environmentsQuery(project));
  const [environment, setEnvironment] = useState('');
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const add = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/projects/{projectId}/releases/{version}/deploys', {
          params: { path: { projectId: project, version } },
          body: {
            environment: environment.trim(),
            ...(name.trim() === '' ? {} : { name: name.trim() }),
            ...(url.trim() === '' ? {} : { url: url.trim() }),
          },
        }),
      ),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: releasesKey(project) });
      notifyDone('The deploy is noted');
      close();
    },
  });
  return (
    <Modal opened onClose={close} title="Add deploy">
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <Autocomplete
          label="Environment"
          size="sm"
          data-autofocus
          required
          maxLength={64}
          data={known?.items.filter((one) => one !== '') ?? []}
          value={environment}
          onChange={setEnvironment}
          error={add.error?.message}
        />
        <TextInput
          label="Name"
          description="Such as the number of the pipeline"
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label="Link"
          type="url"
          maxLength={2_000}
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <Button type="submit" loading={add.isPending} disabled={environment.trim() === ''}>
          Add deploy
        </Button>
      </form>
    </Modal>
  );
};

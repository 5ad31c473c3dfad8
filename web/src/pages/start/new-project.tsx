import { Alert, Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { api, unwrap } from '../../api/client.ts';
import { projectQuery, projectsQuery } from '../../api/projects.ts';
import { queryClient } from '../../app/query-client.ts';
import { PageFrame } from '../../components/page.tsx';
import { PlatformIcon } from '../../components/platform.tsx';
import { platforms } from '../../lib/platforms.ts';
import classes from './new-project.module.css';

export const NewProjectPage = () => {
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState('node');
  const create = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/projects', {
          body: { name: name.trim(), platform: platforms.find(({ id }) => id === chosen)?.platform ?? 'other' },
        }),
      ),
    onSuccess: async (project) => {
      await queryClient.invalidateQueries({ queryKey: projectsQuery.queryKey });
      queryClient.setQueryData(projectQuery(project.slug).queryKey, project);
      await navigate({
        to: '/projects/$project/set-up',
        params: { project: project.slug },
        search: { platform: chosen },
      });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <PageFrame
      title="Create project"
      lead="One project for each application or service that fails on its own."
      width="text"
    >
      <form onSubmit={submit} className={classes.form}>
        {create.error && (
          <Alert color="red" variant="light" role="alert">
            {create.error.message}
          </Alert>
        )}
        <TextInput
          label="Name"
          description="Short issue names begin with it, such as SHOP-12"
          placeholder="Shop"
          required
          withAsterisk={false}
          autoFocus
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <fieldset className={classes.platforms}>
          <legend>Platform</legend>
          {platforms.map(({ id, name: label, platform }) => (
            <label key={id} className={classes.platform}>
              <input type="radio" name="platform" value={id} checked={chosen === id} onChange={() => setChosen(id)} />
              <PlatformIcon platform={platform} />
              {label}
            </label>
          ))}
        </fieldset>
        <div>
          <Button type="submit" size="sm" loading={create.isPending} disabled={name.trim() === ''}>
            Create project
          </Button>
        </div>
      </form>
    </PageFrame>
  );
};

import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { api, unwrap } from '../../api/client.ts';
import { projectsQuery } from '../../api/projects.ts';
import type { Project } from '../../api/types.ts';
import { queryClient } from '../../app/query-client.ts';
import { CopyIcon } from '../../components/copy.tsx';
import { notifyDone } from '../../components/notify.ts';
import { Panel } from '../../components/page.tsx';
import { Pairs } from '../../components/pairs.tsx';
import { Time } from '../../components/time.tsx';
import { platforms } from '../../lib/platforms.ts';
import { SaveProblem } from './save-problem.tsx';
import classes from './settings.module.css';
import { useProject, useSaveProject } from './use-project.ts';

export const General = () => {
  const project = useProject();
  const save = useSaveProject(project);
  const [name, setName] = useState(project.name);
  const [platform, setPlatform] = useState(project.platform);
  const known = [...new Map(platforms.map((item) => [item.platform, item.name]))].map(([value, label]) => ({
    value,
    label,
  }));
  const choices = known.some(({ value }) => value === platform)
    ? known
    : [{ value: platform, label: platform }, ...known];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ name: name.trim(), platform });
  };
  return (
    <>
      <Panel title="Project">
        <form className={classes.form} onSubmit={submit}>
          <TextInput
            label="Name"
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label="Platform"
            data={choices}
            value={platform}
            onChange={(value) => setPlatform(value ?? platform)}
          />
          <SaveProblem error={save.error} />
          <div className={classes.row}>
            <Button
              type="submit"
              loading={save.isPending}
              disabled={name.trim() === '' || (name === project.name && platform === project.platform)}
            >
              Save
            </Button>
          </div>
        </form>
      </Panel>
      <Panel title="Identity">
        <Pairs
          items={[
            ['id', project.id],
            ['slug', project.slug],
          ]}
        />
        <div className={classes.dsn} style={{ padding: '4px 6px' }}>
          {project.dsn} <CopyIcon text={project.dsn} label="Copy DSN" />
        </div>
        <div className={classes.notes} style={{ padding: '0 6px' }}>
          Created <Time at={project.createdAt} />
        </div>
      </Panel>
      <Danger project={project} />
    </>
  );
};

const Danger = ({ project }: { project: Project }) => {
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const remove = useMutation({
    mutationFn: () =>
      unwrap(api.DELETE('/projects/{projectId}', { params: { path: { projectId: String(project.id) } } })),
    onSuccess: async () => {
      await navigate({ to: '/' });
      queryClient.removeQueries({ queryKey: ['project'] });
      await queryClient.invalidateQueries({ queryKey: projectsQuery.queryKey });
      notifyDone(`${project.name} was deleted`);
    },
  });
  return (
    <Panel title="Delete">
      <div className={classes.row} style={{ justifyContent: 'space-between' }}>
        <p className={classes.hint}>Deletes the project with its issues, events, keys and settings.</p>
        <Button color="red" variant="light" onClick={() => setOpen(true)}>
          Delete project
        </Button>
      </div>
      <Modal opened={open} onClose={() => setOpen(false)} title={`Delete ${project.name}?`}>
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            remove.mutate();
          }}
        >
          <p className={classes.hint}>
            All of its events are lost, and applications that still send to it are refused. This cannot be undone.
          </p>
          <TextInput
            label={
              <>
                Type <b>{project.slug}</b> to confirm
              </>
            }
            data-autofocus
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={remove.error?.message}
          />
          <Button type="submit" color="red" loading={remove.isPending} disabled={typed !== project.slug}>
            Delete for ever
          </Button>
        </form>
      </Modal>
    </Panel>
  );
};

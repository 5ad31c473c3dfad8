import { Button, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { Panel } from '../../components/page.tsx';
import { SaveProblem } from './save-problem.tsx';
import classes from './settings.module.css';
import { useProject, useSaveProject } from './use-project.ts';

/** From which web pages browsers may send. */
export const Origins = () => {
  const project = useProject();
  const save = useSaveProject(project);
  const [text, setText] = useState(project.settings.allowedOrigins.join('\n'));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const allowedOrigins = text.split(/\s+/).filter((line) => line !== '');
    save.mutate({ settings: { allowedOrigins } });
  };
  return (
    <Panel title="Allowed origins">
      <form className={classes.form} onSubmit={submit}>
        <p className={classes.hint}>
          Web pages that may send events from browsers. Empty: all of them. Servers and apps send without an origin and
          are not affected.
        </p>
        <Textarea
          label="Origins"
          description="One a line: https://app.example.com or *.example.org"
          autosize
          minRows={4}
          maxRows={16}
          classNames={{ input: 'mono' }}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <SaveProblem error={save.error} />
        <div className={classes.row}>
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Panel>
  );
};

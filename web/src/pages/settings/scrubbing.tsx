import { Button, Switch, TagsInput, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { Panel } from '../../components/page.tsx';
import { SaveProblem } from './save-problem.tsx';
import classes from './settings.module.css';
import { useProject, useSaveProject } from './use-project.ts';

/** What is taken out of events before they are stored. */
export const Scrubbing = () => {
  const project = useProject();
  const save = useSaveProject(project);
  const [scrub, setScrub] = useState(project.settings.scrub);
  const change = (part: Partial<typeof scrub>) => setScrub({ ...scrub, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ settings: { scrub } });
  };
  return (
    <Panel title="Scrubbing">
      <form className={classes.form} onSubmit={submit}>
        <p className={classes.hint}>
          Sensitive values are replaced before an event is stored. Changes apply to new events.
        </p>
        <Switch
          label="Scrub events on the server"
          checked={scrub.enabled}
          onChange={(event) => change({ enabled: event.currentTarget.checked })}
        />
        <Switch
          label="Built-in rules"
          description="Passwords, secrets, tokens, keys, card numbers, …"
          disabled={!scrub.enabled}
          checked={scrub.defaults}
          onChange={(event) => change({ defaults: event.currentTarget.checked })}
        />
        <Switch
          label="Remove IP addresses"
          disabled={!scrub.enabled}
          checked={scrub.ipAddresses}
          onChange={(event) => change({ ipAddresses: event.currentTarget.checked })}
        />
        <TagsInput
          label="More sensitive fields"
          description="Fields whose name contains one of these are filtered, in any case. Press Enter after each."
          disabled={!scrub.enabled}
          value={scrub.sensitiveFields}
          onChange={(sensitiveFields) => change({ sensitiveFields })}
        />
        <TagsInput
          label="Safe fields"
          description="Never filtered, even when a rule above would."
          disabled={!scrub.enabled}
          value={scrub.safeFields}
          onChange={(safeFields) => change({ safeFields })}
        />
        <Textarea
          label="Advanced rules"
          description="One a line, such as [Mask] [creditcard] from [$message]"
          disabled={!scrub.enabled}
          autosize
          minRows={3}
          maxRows={16}
          classNames={{ input: 'mono' }}
          spellCheck={false}
          value={scrub.rules}
          onChange={(event) => change({ rules: event.currentTarget.value })}
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

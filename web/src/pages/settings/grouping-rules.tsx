import { Button, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { api, unwrap } from '../../api/client.ts';
import type { GroupingPreview } from '../../api/types.ts';
import { GroupingExplained } from '../../components/event/grouping.tsx';
import { Panel } from '../../components/page.tsx';
import { Plain } from '../../components/plain.tsx';
import { SaveProblem } from './save-problem.tsx';
import classes from './settings.module.css';
import { useProject, useSaveProject } from './use-project.ts';

/** Rules that decide which events are one issue, checked while they are typed and tried on a stored event. */
export const GroupingRules = () => {
  const project = useProject();
  const save = useSaveProject(project);
  const [fingerprintRules, setFingerprintRules] = useState(project.settings.grouping.fingerprintRules);
  const [stackRules, setStackRules] = useState(project.settings.grouping.stackRules);
  const [eventId, setEventId] = useState('');
  const [asked] = useDebouncedValue({ fingerprintRules, stackRules, eventId: eventId.trim() }, 300);
  const preview = useQuery({
    queryKey: ['project', String(project.id), 'grouping-preview', asked],
    queryFn: () =>
      unwrap(
        api.POST('/projects/{projectId}/grouping/preview', {
          params: { path: { projectId: String(project.id) } },
          body: {
            fingerprintRules: asked.fingerprintRules,
            stackRules: asked.stackRules,
            ...(asked.eventId === '' ? {} : { eventId: asked.eventId }),
          },
        }),
      ),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ settings: { grouping: { fingerprintRules, stackRules } } });
  };
  const errors = preview.data?.errors ?? [];
  const grouping = preview.data?.grouping ?? null;
  return (
    <>
      <Panel title="Grouping rules">
        <form className={classes.form} onSubmit={submit}>
          <p className={classes.hint}>
            Rules apply to new events. Issues that exist are not split: an event whose key is new under the rules is
            first looked for under the old ones.
          </p>
          <Textarea
            label="Fingerprint rules"
            description={
              'The first that matches decides: error.type:ConnectionError value:"*timeout*" -> database-down title="Database down"'
            }
            autosize
            minRows={5}
            maxRows={24}
            classNames={{ input: 'mono' }}
            spellCheck={false}
            value={fingerprintRules}
            onChange={(event) => setFingerprintRules(event.currentTarget.value)}
            error={problems(errors, 'fingerprintRules')}
          />
          <Textarea
            label="Stack trace rules"
            description="What belongs to the app and what counts: stack.abs_path:**/vendor/** -app"
            autosize
            minRows={4}
            maxRows={24}
            classNames={{ input: 'mono' }}
            spellCheck={false}
            value={stackRules}
            onChange={(event) => setStackRules(event.currentTarget.value)}
            error={problems(errors, 'stackRules')}
          />
          <SaveProblem error={save.error} />
          <div className={classes.row}>
            <Button type="submit" loading={save.isPending} disabled={errors.length > 0}>
              Save
            </Button>
          </div>
        </form>
      </Panel>
      <Panel title="Try it on an event">
        <div className={classes.form}>
          <TextInput
            label="Event id"
            placeholder="The latest event"
            classNames={{ input: 'mono' }}
            value={eventId}
            onChange={(event) => setEventId(event.currentTarget.value)}
            error={asked.eventId !== '' && preview.error ? preview.error.message : undefined}
          />
          {grouping !== null && <GroupingExplained grouping={grouping} />}
        </div>
      </Panel>
    </>
  );
};

/** What is wrong in one of the two fields, each with its place. */
const problems = (errors: GroupingPreview['errors'], of: GroupingPreview['errors'][number]['field']): ReactNode => {
  const own = errors.filter(({ field }) => field === of);
  if (own.length === 0) return undefined;
  return own.map(({ line, column, message }) => (
    <span key={`${line}:${column}:${message}`} style={{ display: 'block' }}>
      Line {line}, column {column}: <Plain text={message} max={300} />
    </span>
  ));
};

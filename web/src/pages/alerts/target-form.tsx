import { Anchor, Button, Modal, Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AlertTarget, TargetKind } from '../../api/types.ts';
import { Plain } from '../../components/plain.tsx';
import classes from './alerts.module.css';
import { refreshAlerts, saveTarget, testTarget } from './changes.ts';
import { newSecret } from './secret.ts';
import { settingsOf, TargetFields, type FieldValues } from './target-fields.tsx';
import { TestAnswer } from './test-answer.tsx';
import { digestChoices, kinds, services } from './words.ts';

interface Props {
  project: string;
  /** The one to change; null: a new one. */
  target: AlertTarget | null;
  /** Of a new one. */
  kind?: TargetKind;
  me: string;
  close: () => void;
  /** After a new one was saved, before it is tested. */
  onMade?: (target: AlertTarget) => Promise<void>;
}

/** Where alerts go: the settings of a service, saved and tried in one step. What is wrong stands in the form. */
export const TargetForm = ({ project, target, kind: wanted = 'email', me, close, onMade }: Props) => {
  const [saved, setSaved] = useState(target);
  const [kind, setKind] = useState<TargetKind>(target?.kind ?? wanted);
  const [name, setName] = useState(target?.name ?? '');
  const [digest, setDigest] = useState(String(target?.digestMinutes ?? 0));
  const [values, setValues] = useState<FieldValues>({
    to: target === null ? [me] : (target.settings.to ?? []),
    url: '',
    secret: target === null ? newSecret() : '',
    token: '',
    chatId: target?.settings.chatId ?? '',
    threadId: target?.settings.threadId ?? '',
    apiUrl: target?.settings.apiUrl ?? '',
  });
  const save = useMutation({
    mutationFn: async (test: boolean) => {
      const draft = {
        name: name.trim() === '' ? services[kind].name : name.trim(),
        kind,
        digestMinutes: Number(digest),
        settings: settingsOf(kind, values),
      };
      const made = await saveTarget(project, saved?.id ?? null, draft);
      if (saved === null) await onMade?.(made);
      setSaved(made);
      const tested = test ? await testTarget(project, made.id) : undefined;
      await refreshAlerts(project);
      return tested;
    },
    onSuccess: (_tested, test) => {
      if (!test) close();
    },
  });
  const arrived = save.data?.state === 'sent';
  const service = services[kind];
  return (
    <Modal opened onClose={close} title={saved === null ? 'New target' : `Target: ${saved.name.slice(0, 60)}`}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(true);
        }}
      >
        <Select
          label="Service"
          data={kinds.map((value) => ({ value, label: services[value].name }))}
          value={kind}
          disabled={saved !== null}
          onChange={(value) => setKind(value ?? kind)}
        />
        <p className={classes.hint}>
          {service.help}{' '}
          {service.link !== null && (
            <Anchor href={service.link} target="_blank" rel="noopener noreferrer" size="sm">
              How
            </Anchor>
          )}
        </p>
        <TargetFields kind={kind} saved={saved} values={values} change={(part) => setValues({ ...values, ...part })} />
        <TextInput
          label="Name"
          placeholder={service.name}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label="Digest"
          description="Gathers what happens within these minutes; the first alert after a pause leaves at once."
          data={digestChoices(Number(digest))}
          value={digest}
          onChange={(value) => setDigest(value ?? digest)}
        />
        {save.error !== null && (
          <div className={classes.answer} data-good="false" role="alert">
            <Plain text={save.error.message} max={500} />
          </div>
        )}
        <TestAnswer delivery={save.data} error={null} />
        <div className={classes.row}>
          {arrived && (
            <Button onClick={close} data-autofocus>
              Done
            </Button>
          )}
          <Button type="submit" variant={arrived ? 'default' : 'filled'} loading={save.isPending}>
            {saved === null ? 'Save and test' : 'Save and test again'}
          </Button>
          {!arrived && (
            <Button variant="default" disabled={save.isPending} onClick={() => save.mutate(false)}>
              Save
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );
};

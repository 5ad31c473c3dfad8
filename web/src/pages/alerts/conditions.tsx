import { ActionIcon, Button, Select, TagsInput, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { environmentsQuery } from '../../api/projects.ts';
import type { AlertCondition } from '../../api/types.ts';
import classes from './alerts.module.css';
import { fields, operatorsOf } from './words.ts';

/** A condition with a number of its own, so that the form keeps track of it. */
export interface Draft extends AlertCondition {
  id: number;
}

interface Props {
  project: string;
  drafts: Draft[];
  change: (drafts: Draft[]) => void;
}

/** The conditions of a rule, all of which must hold. */
export const Conditions = ({ project, drafts, change }: Props) => {
  const { data: environments } = useQuery(environmentsQuery(project));
  const add = () =>
    change([
      ...drafts,
      { id: Math.max(0, ...drafts.map(({ id }) => id)) + 1, field: 'environment', operator: 'is', values: [] },
    ]);
  return (
    <fieldset style={{ margin: 0, padding: 0, border: 0 }} className={classes.form}>
      <legend style={{ padding: 0, marginBottom: 6, fontWeight: 600 }}>
        {drafts.length > 1 ? 'Only if all of these hold' : 'Only if'}
      </legend>
      {drafts.map((draft) => (
        <Row
          key={draft.id}
          draft={draft}
          known={draft.field === 'environment' ? (environments?.items.filter((name) => name !== '') ?? []) : []}
          change={(part) => change(drafts.map((one) => (one.id === draft.id ? { ...one, ...part } : one)))}
          remove={() => change(drafts.filter(({ id }) => id !== draft.id))}
        />
      ))}
      <div>
        <Button variant="default" size="compact-sm" onClick={add}>
          Add condition
        </Button>
      </div>
    </fieldset>
  );
};

const levels = ['debug', 'info', 'warning', 'error', 'fatal'];

const Row = ({
  draft,
  known,
  change,
  remove,
}: {
  draft: Draft;
  known: string[];
  change: (part: Partial<Draft>) => void;
  remove: () => void;
}) => {
  const { field, key, operator, values } = draft;
  const single = operator === 'at_least';
  return (
    <div className={classes.condition} data-keyless={field !== 'tag' || undefined}>
      <Select
        aria-label="What is looked at"
        data={fields}
        value={field}
        onChange={(next) => {
          if (next === null) return;
          const [first] = operatorsOf(next);
          change({ field: next, key: undefined, operator: first?.value ?? 'is', values: [] });
        }}
      />
      {field === 'tag' && (
        <TextInput
          aria-label="Name of the tag"
          placeholder="browser"
          required
          maxLength={200}
          value={key ?? ''}
          onChange={(event) => change({ key: event.currentTarget.value })}
        />
      )}
      <Select
        aria-label="How it compares"
        data={operatorsOf(field)}
        value={operator}
        onChange={(next) => next !== null && change({ operator: next, values: next === 'at_least' ? [] : values })}
      />
      {single ? (
        <Select
          aria-label="Level"
          data={levels}
          value={values[0] ?? null}
          onChange={(level) => change({ values: level === null ? [] : [level] })}
        />
      ) : (
        <TagsInput
          aria-label="Values"
          placeholder={values.length === 0 ? placeholders[field] : undefined}
          data={field === 'level' ? levels : known}
          value={values}
          onChange={(next) => change({ values: next })}
          acceptValueOnBlur
          maxTags={50}
        />
      )}
      <ActionIcon aria-label="Remove condition" onClick={remove}>
        <IconX size={15} />
      </ActionIcon>
    </div>
  );
};

const placeholders: Record<AlertCondition['field'], string> = {
  environment: 'production',
  level: 'error',
  release: 'shop@2.*',
  tag: 'Firefox',
  owner: 'ada@example.com or #team',
};

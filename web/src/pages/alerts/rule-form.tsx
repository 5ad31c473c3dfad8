import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { rulePreviewQuery } from '../../api/alerts.ts';
import type { AlertCondition, AlertRule, AlertTarget, AlertTrigger } from '../../api/types.ts';
import { Plain } from '../../components/plain.tsx';
import { plural } from '../../lib/number.ts';
import classes from './alerts.module.css';
import { changeRule, createRule, refreshAlerts } from './changes.ts';
import { Conditions, type Draft } from './conditions.tsx';
import { services, triggers } from './words.ts';

interface Props {
  project: string;
  /** The one to change; null: a new one. */
  rule: AlertRule | null;
  targets: AlertTarget[];
  close: () => void;
}

/** Who is told of what, with a look at what it would have fitted. */
export const RuleForm = ({ project, rule, targets, close }: Props) => {
  const [name, setName] = useState(rule?.name ?? '');
  const [chosen, setChosen] = useState<string[]>(rule?.triggers ?? ['new', 'regressed']);
  const [drafts, setDrafts] = useState<Draft[]>(rule?.conditions.map((one, id) => ({ ...one, id })) ?? []);
  const only = targets.length === 1 ? targets.map(({ id }) => String(id)) : [];
  const [leads, setLeads] = useState<string[]>(rule?.targetIds.map(String) ?? only);
  const conditions = useMemo(() => drafts.filter(isWhole).map(({ id: _id, ...condition }) => condition), [drafts]);
  const save = useMutation({
    mutationFn: () => {
      const names = triggers.filter(({ value }) => chosen.includes(value)).map(({ label }) => label);
      const draft = {
        name: name.trim() === '' ? names.join(', ').slice(0, 100) : name.trim(),
        enabled: rule?.enabled ?? true,
        // The form offers what the server knows; another word is refused there.
        triggers: chosen as AlertTrigger[],
        conditions,
        targetIds: leads.map(Number),
      };
      return rule === null ? createRule(project, draft) : changeRule(project, rule.id, draft);
    },
    onSuccess: async () => {
      await refreshAlerts(project);
      close();
    },
  });
  const incomplete = drafts.some((draft) => !isWhole(draft));
  return (
    <Modal opened onClose={close} title={rule === null ? 'New rule' : 'Edit rule'} size={680}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Checkbox.Group label="When" value={chosen} onChange={setChosen}>
          <div className={classes.form} style={{ gap: 6, marginTop: 6 }}>
            {triggers.map(({ value, label, about }) => (
              <Checkbox key={value} size="xs" value={value} label={`${label}: ${about.toLowerCase()}`} />
            ))}
          </div>
        </Checkbox.Group>
        <Conditions project={project} drafts={drafts} change={setDrafts} />
        <Preview project={project} conditions={conditions} />
        <Checkbox.Group label="Tell" value={leads} onChange={setLeads}>
          <div className={classes.form} style={{ gap: 6, marginTop: 6 }}>
            {targets.map((target) => (
              <Checkbox
                key={target.id}
                size="xs"
                value={String(target.id)}
                label={`${target.name} (${services[target.kind].name})${target.enabled ? '' : ', switched off'}`}
              />
            ))}
            {targets.length === 0 && <span className="faint">There is no target yet: add one first.</span>}
          </div>
        </Checkbox.Group>
        <TextInput
          label="Name"
          placeholder="What it is for"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {save.error !== null && (
          <div className={classes.answer} data-good="false" role="alert">
            <Plain text={save.error.message} max={500} />
          </div>
        )}
        {leads.length === 0 && <p className={classes.hint}>Without a target it tells nobody.</p>}
        <div className={classes.row}>
          <Button type="submit" loading={save.isPending} disabled={chosen.length === 0 || incomplete}>
            Save rule
          </Button>
          {incomplete && <span className="faint">A condition has no value yet.</span>}
        </div>
      </form>
    </Modal>
  );
};

const isWhole = ({ field, key, values }: AlertCondition): boolean =>
  values.length > 0 && (field !== 'tag' || (key ?? '') !== '');

/** The newest issues that the conditions fit. */
const Preview = ({ project, conditions }: { project: string; conditions: AlertCondition[] }) => {
  const [asked] = useDebouncedValue(conditions, 300);
  const preview = useQuery(rulePreviewQuery(project, asked));
  if (preview.isError) return <div className={classes.preview}>{preview.error.message}</div>;
  if (!preview.data) return null;
  const { looked, items } = preview.data;
  if (looked === 0)
    return <div className={classes.preview}>The project has no issues yet to try the conditions on.</div>;
  return (
    <div className={classes.preview} aria-live="polite">
      {asked.length === 0
        ? 'Every issue fits: there is no condition.'
        : `${items.length === 0 ? 'None' : items.length} of the ${plural(looked, 'newest issue')} ${items.length > 1 ? 'fit' : 'fits'}, by their latest events.`}
      {asked.length > 0 && items.length > 0 && (
        <ul>
          {items.slice(0, 5).map(({ id, shortId, title }) => (
            <li key={id}>
              <Link to="/issues/$issue" params={{ issue: shortId }} target="_blank">
                {shortId}
              </Link>{' '}
              <Plain text={title} max={100} />
            </li>
          ))}
          {items.length > 5 && <li>and {items.length - 5} more</li>}
        </ul>
      )}
    </div>
  );
};

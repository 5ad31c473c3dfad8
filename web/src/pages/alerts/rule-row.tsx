import { ActionIcon, Menu, Switch } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AlertRule, AlertTarget } from '../../api/types.ts';
import { notifyError } from '../../components/notify.ts';
import { notifyUndo } from '../../components/notify-undo.tsx';
import { Plain } from '../../components/plain.tsx';
import { Tag } from '../../components/tag.tsx';
import classes from './alerts.module.css';
import { changeRule, createRule, deleteRule, refreshAlerts } from './changes.ts';
import { RuleForm } from './rule-form.tsx';
import { conditionText, triggerName } from './words.ts';

interface Props {
  project: string;
  rule: AlertRule;
  targets: AlertTarget[];
  mayWrite: boolean;
}

/** One rule in a sentence; switch, edit, delete with the way back. */
export const RuleRow = ({ project, rule, targets, mayWrite }: Props) => {
  const [editing, setEditing] = useState(false);
  const again = useMutation({
    mutationFn: () => createRule(project, contentOf(rule)),
    onSuccess: () => refreshAlerts(project),
    onError: (error) => notifyError('The rule is not back', error),
  });
  const act = useMutation({
    mutationFn: (action: 'toggle' | 'delete'): Promise<unknown> =>
      action === 'toggle' ? changeRule(project, rule.id, { enabled: !rule.enabled }) : deleteRule(project, rule.id),
    onSuccess: async (_data, action) => {
      await refreshAlerts(project);
      if (action === 'delete') notifyUndo(`The rule “${rule.name.slice(0, 60)}” was deleted`, () => again.mutate());
    },
    onError: (error) => notifyError('Not changed', error),
  });
  const leads = targets.filter(({ id }) => rule.targetIds.includes(id));
  return (
    <div className={classes.item} data-off={!rule.enabled || undefined}>
      <div className={classes.head}>
        <b>
          <Plain text={rule.name} max={100} />
        </b>
        {rule.triggers.map((trigger) => (
          <Tag key={trigger}>{triggerName(trigger)}</Tag>
        ))}
        {mayWrite && (
          <span className={classes.end}>
            <Switch
              size="xs"
              aria-label={`Rule ${rule.name} is on`}
              checked={rule.enabled}
              disabled={act.isPending}
              onChange={() => act.mutate('toggle')}
            />
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon aria-label={`Change rule ${rule.name}`}>
                  <IconDots size={16} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => setEditing(true)}>Edit…</Menu.Item>
                <Menu.Divider />
                <Menu.Item color="red" onClick={() => act.mutate('delete')}>
                  Delete
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </span>
        )}
      </div>
      <div className={classes.what}>
        {rule.conditions.length > 0 && (
          <>
            if <Plain text={rule.conditions.map(conditionText).join(' and ')} max={300} />,{' '}
          </>
        )}
        {leads.length === 0 ? (
          'tells nobody: it has no target'
        ) : (
          <>
            tells <Plain text={leads.map(({ name }) => name).join(', ')} max={300} />
          </>
        )}
      </div>
      {editing && <RuleForm project={project} rule={rule} targets={targets} close={() => setEditing(false)} />}
    </div>
  );
};

const contentOf = ({ name, enabled, triggers, conditions, targetIds }: AlertRule) => ({
  name,
  enabled,
  triggers,
  conditions,
  targetIds,
});

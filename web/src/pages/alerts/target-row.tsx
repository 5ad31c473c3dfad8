import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap } from '../../api/client.ts';
import type { AlertTarget } from '../../api/types.ts';
import { confirm } from '../../components/confirm.tsx';
import { notifyDone, notifyError } from '../../components/notify.ts';
import { Plain } from '../../components/plain.tsx';
import { Tag } from '../../components/tag.tsx';
import { Time } from '../../components/time.tsx';
import classes from './alerts.module.css';
import { refreshAlerts, testTarget } from './changes.ts';
import { TargetForm } from './target-form.tsx';
import { TestAnswer } from './test-answer.tsx';
import { digestChoices, services } from './words.ts';

interface Props {
  project: string;
  target: AlertTarget;
  /** Rules that lead here. */
  rules: number;
  mayWrite: boolean;
  me: string;
}

/** One target: where it leads, a test with the real answer, switch off, edit, delete. */
export const TargetRow = ({ project, target, rules, mayWrite, me }: Props) => {
  const [editing, setEditing] = useState(false);
  const path = { projectId: project, targetId: target.id };
  const test = useMutation({
    mutationFn: () => testTarget(project, target.id),
    onSettled: () => refreshAlerts(project),
  });
  const act = useMutation({
    mutationFn: (action: 'toggle' | 'delete'): Promise<unknown> =>
      action === 'toggle'
        ? unwrap(
            api.PATCH('/projects/{projectId}/alert-targets/{targetId}', {
              params: { path },
              body: { enabled: !target.enabled },
            }),
          )
        : unwrap(api.DELETE('/projects/{projectId}/alert-targets/{targetId}', { params: { path } })),
    onSuccess: async (_data, action) => {
      await refreshAlerts(project);
      if (action === 'delete') notifyDone(`${target.name} was deleted`);
    },
    onError: (error) => notifyError('Not changed', error),
  });
  return (
    <div className={classes.item} data-off={!target.enabled || undefined}>
      <div className={classes.head}>
        <b>
          <Plain text={target.name} max={100} />
        </b>
        <Tag tone="info">{services[target.kind].name}</Tag>
        {!target.enabled && <Tag>Off</Tag>}
        {target.pausedUntil !== null && (
          <Tag tone="warning">
            <span>
              No answer lately; next try <Time at={target.pausedUntil} />
            </span>
          </Tag>
        )}
        {mayWrite && (
          <span className={classes.end}>
            <Button variant="default" size="compact-sm" loading={test.isPending} onClick={() => test.mutate()}>
              Test
            </Button>
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon aria-label={`Change target ${target.name}`} loading={act.isPending}>
                  <IconDots size={16} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => setEditing(true)}>
                  {target.kind === 'webhook' ? 'Edit, or make a new secret…' : 'Edit…'}
                </Menu.Item>
                <Menu.Item onClick={() => act.mutate('toggle')}>
                  {target.enabled ? 'Switch off' : 'Switch on'}
                </Menu.Item>
                <Menu.Divider />
                <Menu.Item
                  color="red"
                  onClick={() =>
                    confirm({
                      title: 'Delete this target?',
                      text: 'Its secrets and the log of what it was sent are lost; rules that lead only here tell nobody any more. Switched off it would keep all of them.',
                      verb: 'Delete',
                      danger: true,
                      act: () => act.mutate('delete'),
                    })
                  }
                >
                  Delete…
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </span>
        )}
      </div>
      <div className={classes.what}>
        <Plain text={placeOf(target)} max={200} />
        {target.digestMinutes > 0 &&
          ` · ${digestChoices(target.digestMinutes).find(({ value }) => value === String(target.digestMinutes))?.label ?? ''}`}
        {rules === 0 && ' · no rule leads here'}
        {' · '}
        <Link to="/projects/$project/settings/alerts/log" params={{ project }} search={{ target: String(target.id) }}>
          Log
        </Link>
      </div>
      <TestAnswer delivery={test.data} error={test.error} />
      {editing && <TargetForm project={project} target={target} me={me} close={() => setEditing(false)} />}
    </div>
  );
};

/** Where it leads, as far as it may be shown. */
const placeOf = ({ kind, settings, secrets }: AlertTarget): string => {
  if (kind === 'email') return (settings.to ?? []).join(', ');
  if (kind === 'telegram') return `chat ${settings.chatId ?? ''}`;
  return secrets.url ?? '';
};

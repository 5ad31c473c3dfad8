import { ActionIcon, Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { api, unwrap } from '../../api/client.ts';
import type { Key } from '../../api/types.ts';
import { confirm } from '../../components/confirm.tsx';
import { CopyIcon } from '../../components/copy.tsx';
import { notifyDone, notifyError } from '../../components/notify.ts';
import { Plain } from '../../components/plain.tsx';
import { Tag } from '../../components/tag.tsx';
import { Time } from '../../components/time.tsx';
import { formatNumber } from '../../lib/number.ts';
import { RateLimitForm, windowName } from './rate-limit.tsx';
import classes from './settings.module.css';

interface Props {
  projectId: number;
  item: Key;
  refresh: () => Promise<void>;
}

type Action = 'rotate' | 'toggle' | 'delete';

/** One key: its DSN, its limit, when it was last used; rotate, disable, limit, delete. */
export const KeyRow = ({ projectId, item, refresh }: Props) => {
  const [limiting, setLimiting] = useState(false);
  const path = { projectId: String(projectId), keyId: item.id };
  const act = useMutation({
    mutationFn: async (action: Action) => {
      if (action === 'rotate')
        await unwrap(api.POST('/projects/{projectId}/keys/{keyId}/rotate', { params: { path } }));
      if (action === 'toggle')
        await unwrap(
          api.PATCH('/projects/{projectId}/keys/{keyId}', { params: { path }, body: { enabled: !item.enabled } }),
        );
      if (action === 'delete') await unwrap(api.DELETE('/projects/{projectId}/keys/{keyId}', { params: { path } }));
    },
    onSuccess: async (_data, action) => {
      await refresh();
      if (action === 'rotate') notifyDone('A new key stands ready; the old one no longer works');
    },
    onError: (error) => notifyError('Not changed', error),
  });
  return (
    <div className={classes.key} data-off={!item.enabled || undefined}>
      <div className={classes.keyHead}>
        <b>
          <Plain text={item.label === '' ? `Key ${item.id}` : item.label} max={100} />
        </b>
        {!item.enabled && <Tag>Disabled</Tag>}
        {item.rateLimit && (
          <Tag tone="info">
            {formatNumber(item.rateLimit.count)} per {windowName(item.rateLimit.windowSeconds)}
          </Tag>
        )}
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon ml="auto" aria-label={`Change key ${item.label}`} loading={act.isPending}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setLimiting(true)}>Limit its rate…</Menu.Item>
            <Menu.Item onClick={() => act.mutate('toggle')}>{item.enabled ? 'Disable' : 'Enable'}</Menu.Item>
            {item.enabled && (
              <Menu.Item
                onClick={() =>
                  confirm({
                    title: 'Rotate this key?',
                    text: 'A new key takes its place. Applications that send with the old one are refused until they get the new DSN.',
                    verb: 'Rotate',
                    act: () => act.mutate('rotate'),
                  })
                }
              >
                Rotate…
              </Menu.Item>
            )}
            <Menu.Divider />
            <Menu.Item
              color="red"
              onClick={() =>
                confirm({
                  title: 'Delete this key?',
                  text: 'Applications that send with it are refused. Events that came with it stay.',
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
      </div>
      <div className={classes.dsn}>
        {item.dsn} <CopyIcon text={item.dsn} label="Copy DSN" />
      </div>
      <div className={classes.notes}>
        <span>
          Created <Time at={item.createdAt} />
        </span>
        <span>{item.lastUsedAt === null ? 'Never used' : <>Last used {<Time at={item.lastUsedAt} />}</>}</span>
      </div>
      {limiting && (
        <RateLimitForm projectId={projectId} item={item} close={() => setLimiting(false)} refresh={refresh} />
      )}
    </div>
  );
};

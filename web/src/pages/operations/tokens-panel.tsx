import { ActionIcon, Button, Modal, Tooltip } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { tokensQuery } from '../../api/accounts.ts';
import { api, unwrap } from '../../api/client.ts';
import { projectsQuery } from '../../api/projects.ts';
import type { Role, Token } from '../../api/types.ts';
import { queryClient } from '../../app/query-client.ts';
import { confirm } from '../../components/confirm.tsx';
import { CopyIcon } from '../../components/copy.tsx';
import { notifyError } from '../../components/notify.ts';
import { Panel } from '../../components/page.tsx';
import { Plain } from '../../components/plain.tsx';
import { Failed, Loading } from '../../components/state.tsx';
import { Tag } from '../../components/tag.tsx';
import { Time } from '../../components/time.tsx';
import table from '../../components/table.module.css';
import classes from './operations.module.css';
import { TokenForm } from './token-form.tsx';

/** Tokens for scripts and tools; a new one is shown once. */
export const TokensPanel = ({ role }: { role: Role }) => {
  const tokens = useQuery(tokensQuery);
  const [open, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const refresh = () => queryClient.invalidateQueries({ queryKey: tokensQuery.queryKey });
  return (
    <Panel
      title="API tokens"
      flush
      actions={
        <Button variant="default" size="compact-sm" onClick={() => setOpen(true)}>
          Create token
        </Button>
      }
    >
      {secret !== null && (
        <div style={{ padding: '10px 14px 4px' }}>
          <b>Copy the token now: it is not shown again.</b>
          <div className={classes.secret}>
            <code>{secret}</code>
            <CopyIcon text={secret} label="Copy token" />
          </div>
        </div>
      )}
      {tokens.isPending && <Loading rows={2} />}
      {tokens.isError && <Failed error={tokens.error} retry={tokens.refetch} />}
      {tokens.data?.items.length === 0 && (
        <p style={{ margin: 14, color: 'var(--text-2)' }}>
          None yet. Scripts and tools use a token in the header Authorization: Bearer …
        </p>
      )}
      {tokens.data && tokens.data.items.length > 0 && (
        <div style={{ overflowX: 'auto' }}>
          <table className={table.table}>
            <thead>
              <tr>
                <th>Name</th>
                <th>May</th>
                <th>Project</th>
                <th>Last used</th>
                <th>Expires</th>
                <th aria-label="Actions" />
              </tr>
            </thead>
            <tbody>
              {tokens.data.items.map((token) => (
                <TokenRow key={token.id} token={token} refresh={refresh} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Modal opened={open} onClose={() => setOpen(false)} title="Create token" size="sm">
        <TokenForm
          role={role}
          onCreated={async (token) => {
            setSecret(token);
            setOpen(false);
            await refresh();
          }}
        />
      </Modal>
    </Panel>
  );
};

const TokenRow = ({ token, refresh }: { token: Token; refresh: () => Promise<void> }) => {
  const { data: projects } = useQuery(projectsQuery);
  const revoke = useMutation({
    mutationFn: () => unwrap(api.DELETE('/tokens/{id}', { params: { path: { id: token.id } } })),
    onSuccess: refresh,
    onError: (error) => notifyError('Not revoked', error),
  });
  const project = projects?.items.find(({ id }) => id === token.projectId);
  const expired = token.expiresAt !== null && Date.parse(token.expiresAt) < Date.now();
  return (
    <tr>
      <td className="value">
        <b>
          <Plain text={token.name} max={80} />
        </b>{' '}
        <span className="mono faint">{token.prefix}…</span>
      </td>
      <td>{token.scopes.join(', ')}</td>
      <td>{token.projectId === null ? <span className="faint">all</span> : (project?.name ?? token.projectId)}</td>
      <td className={table.nowrap}>
        {token.lastUsedAt === null ? <span className="faint">never</span> : <Time at={token.lastUsedAt} />}
      </td>
      <td className={table.nowrap}>
        {token.expiresAt === null ? (
          <span className="faint">never</span>
        ) : expired ? (
          <Tag tone="error">Expired</Tag>
        ) : (
          <Time at={token.expiresAt} />
        )}
      </td>
      <td className={table.number}>
        <Tooltip label="Revoke">
          <ActionIcon
            aria-label={`Revoke ${token.name}`}
            loading={revoke.isPending}
            onClick={() =>
              confirm({
                title: 'Revoke this token?',
                text: 'Whatever uses it is refused from now on.',
                verb: 'Revoke',
                danger: true,
                act: () => revoke.mutate(),
              })
            }
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Tooltip>
      </td>
    </tr>
  );
};

import { Button, Modal } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { tokensQuery } from '../../api/accounts.ts';
import { api, unwrap } from '../../api/client.ts';
import type { NewToken, Role } from '../../api/types.ts';
import { queryClient } from '../../app/query-client.ts';
import { notifyError } from '../../components/notify.ts';
import { Panel } from '../../components/page.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { Failed, Loading } from '../../components/state.tsx';
import classes from './people.module.css';
import { TokenForm } from './token-form.tsx';
import { TokenTable } from './token-table.tsx';

/** One's own tokens for scripts and tools; a new one is shown once. */
export const TokensPanel = ({ role }: { role: Role }) => {
  const tokens = useQuery(tokensQuery);
  const [open, setOpen] = useState(false);
  const [secret, setSecret] = useState<NewToken | null>(null);
  const refresh = () => queryClient.invalidateQueries({ queryKey: tokensQuery.queryKey });
  const revoke = useMutation({
    mutationFn: (id: number) => unwrap(api.DELETE('/tokens/{id}', { params: { path: { id } } })),
    onSuccess: refresh,
    onError: (error) => notifyError('Not revoked', error),
  });
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
        <ShownOnce
          what="token"
          secret={secret.token}
          also={{
            what: 'The same for sentry-cli, which reads from it where this server is',
            secret: secret.sentryCliToken,
          }}
        />
      )}
      {tokens.isPending && <Loading rows={2} />}
      {tokens.isError && <Failed error={tokens.error} retry={tokens.refetch} />}
      {tokens.data?.items.length === 0 && (
        <p className={classes.empty}>None yet. Scripts and tools use a token in the header Authorization: Bearer …</p>
      )}
      {tokens.data && tokens.data.items.length > 0 && <TokenTable tokens={tokens.data.items} revoke={revoke.mutate} />}
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

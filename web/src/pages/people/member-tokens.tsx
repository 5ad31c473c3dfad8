import { useMutation, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '../../api/client.ts';
import { memberTokensQuery } from '../../api/people.ts';
import { queryClient } from '../../app/query-client.ts';
import { notifyError } from '../../components/notify.ts';
import { Failed, Loading } from '../../components/state.tsx';
import classes from './people.module.css';
import { TokenTable } from './token-table.tsx';

/** The API tokens of somebody else; an administrator revokes them. */
export const MemberTokens = ({ userId }: { userId: number }) => {
  const tokens = useQuery(memberTokensQuery(userId));
  const revoke = useMutation({
    mutationFn: (tokenId: number) =>
      unwrap(api.DELETE('/users/{userId}/tokens/{tokenId}', { params: { path: { userId, tokenId } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: memberTokensQuery(userId).queryKey }),
    onError: (error) => notifyError('Not revoked', error),
  });
  if (tokens.isPending) return <Loading rows={2} />;
  if (!tokens.data) return <Failed error={tokens.error} retry={tokens.refetch} />;
  if (tokens.data.items.length === 0) return <p className={classes.hint}>They have none.</p>;
  return <TokenTable tokens={tokens.data.items} revoke={revoke.mutate} />;
};

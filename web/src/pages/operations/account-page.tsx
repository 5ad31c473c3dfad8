import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../../api/accounts.ts';
import { PageFrame } from '../../components/page.tsx';
import { TokensPanel } from './tokens-panel.tsx';
import { UsersPanel } from './users-panel.tsx';

/** Who is signed in, their tokens for the API, and who else may sign in. */
export const AccountPage = () => {
  const { data: session } = useQuery(sessionQuery);
  if (!session) return null;
  const { user } = session;
  return (
    <PageFrame
      title="Account"
      lead={`${user.name === '' ? user.email : `${user.name}, ${user.email}`} · ${user.role}`}
      width="text"
    >
      <TokensPanel role={user.role} />
      {(user.role === 'owner' || user.role === 'admin') && <UsersPanel me={user} />}
    </PageFrame>
  );
};

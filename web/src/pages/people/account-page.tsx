import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../../api/accounts.ts';
import { PageFrame } from '../../components/page.tsx';
import { PasswordPanel } from './password-panel.tsx';
import { ProfilePanel } from './profile-panel.tsx';
import { SessionsPanel } from './sessions-panel.tsx';
import { TokensPanel } from './tokens-panel.tsx';

/** Who is signed in: their name, password, where they are signed in, and their tokens for the API. */
export const AccountPage = () => {
  const { data: session } = useQuery(sessionQuery);
  if (!session) return null;
  const { user } = session;
  return (
    <PageFrame title="Account" lead={`${user.email} · ${user.role}`} width="text">
      <ProfilePanel user={user} />
      <TokensPanel role={user.role} />
      <SessionsPanel />
      <PasswordPanel email={user.email} />
    </PageFrame>
  );
};

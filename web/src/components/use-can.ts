import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/accounts.ts';

/** What whoever is signed in may do: pages leave out what would be refused. */
export const useCan = (): { write: boolean; admin: boolean } => {
  const { data } = useQuery(sessionQuery);
  return data?.can ?? { write: false, admin: false };
};

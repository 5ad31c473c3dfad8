import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/accounts.ts';

/** Whether the one who is signed in may change things; viewers only look. */
export const useMayWrite = (): boolean => {
  const { data } = useQuery(sessionQuery);
  return data !== undefined && data !== null && data.user.role !== 'viewer';
};

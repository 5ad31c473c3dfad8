import type { Role } from '../api/types.ts';

const ranks: readonly Role[] = ['viewer', 'member', 'admin', 'owner'];

export const isAdmin = (role: Role): boolean => role === 'admin' || role === 'owner';

/** Nobody changes somebody above them, or makes somebody higher than they are. */
export const outranks = (role: Role, other: Role): boolean => ranks.indexOf(role) > ranks.indexOf(other);

/** The roles that somebody of role `mine` may give, each with what it means. */
export const roleChoices = (mine: Role): { value: Role; label: string }[] =>
  [
    { value: 'viewer' as const, label: 'Viewer: sees the issues of their teams' },
    { value: 'member' as const, label: 'Member: works on the issues of their teams' },
    { value: 'admin' as const, label: 'Admin: all projects, people and teams' },
    { value: 'owner' as const, label: 'Owner: appoints other owners, too' },
  ].filter(({ value }) => !outranks(value, mine));

import { CulpritError, notFound } from '../kit/index.ts';
import type { Queries } from '../storage/index.ts';
import { projectIdsOfUser } from './team-store.ts';
import type { Caller, Role, Scope } from './types.ts';

/** What a role may do at most; a token narrows it further. */
export const scopesOf = (role: Role): readonly Scope[] => {
  if (role === 'viewer') return ['read'];
  return role === 'member' ? ['read', 'write'] : ['read', 'write', 'admin'];
};

/** The scopes of a token that its user's role still covers. `admin` includes `write`, which includes `read`. */
export const narrow = (wanted: readonly Scope[], role: Role): readonly Scope[] => {
  const highest = Math.max(-1, ...wanted.map((scope) => order.indexOf(scope)));
  return scopesOf(role).filter((scope) => order.indexOf(scope) <= highest);
};

/**
 * The one place that says which projects a caller sees: owners and admins all, others those of their teams; a token that is bound to a project, at
 * most this one. Asked anew on every request, so that whoever leaves a team is out at once.
 */
export const projectsOf = async (
  queries: Queries,
  { userId, role }: Pick<Caller, 'userId' | 'role'>,
  boundTo: number | null,
): Promise<Caller['projects']> => {
  const projects = seesAll(role) ? 'all' : await projectIdsOfUser(queries, userId);
  if (boundTo === null) return projects;
  return sees({ projects }, boundTo) ? [boundTo] : [];
};

/** Whether a role sees every project, whatever teams there are. */
export const seesAll = (role: Role): boolean => role === 'owner' || role === 'admin';

export const sees = (caller: Pick<Caller, 'projects'>, projectId: number): boolean =>
  caller.projects === 'all' || caller.projects.includes(projectId);

/** Throws `not_found` for a project that the caller may not see. */
export const requireProject = (caller: Pick<Caller, 'projects'>, projectId: number): void => {
  if (!sees(caller, projectId)) throw notFound('The project');
};

/** Throws `forbidden` 403. */
export const requireScope = (caller: Caller, scope: Scope): void => {
  if (caller.scopes.includes(scope)) return;
  const who = caller.via === 'token' ? 'This token' : `The role ${caller.role}`;
  throw new CulpritError('forbidden', 403, `${who} has no ${scope} access.`);
};

/** Throws for what concerns a person, not a program: a token must not make itself another that lives longer. */
export const requireSession = (caller: Caller): void => {
  if (caller.via === 'session') return;
  throw new CulpritError('session_required', 403, 'Sign in for this: an API token is not enough.');
};

/** Throws where a token bound to one project asks for what concerns people or the whole installation. */
export const requireUnbound = (caller: Caller): void => {
  if (caller.boundTo === null) return;
  throw new CulpritError('forbidden', 403, 'This token is bound to one project; this is not a matter of that project.');
};

/** Throws where `role` is above the caller's own: nobody makes, changes or removes somebody above them. `actor` null: the command line, which may all. */
export const requireRank = (actor: Pick<Caller, 'role'> | null, role: Role): void => {
  if (actor === null || !outranks(role, actor.role)) return;
  throw new CulpritError(
    'forbidden',
    403,
    `Your role is ${actor.role}: this is not yours to do with somebody who is ${role}.`,
  );
};

export const outranks = (role: Role, other: Role): boolean => roles.indexOf(role) > roles.indexOf(other);

const roles: readonly Role[] = ['viewer', 'member', 'admin', 'owner'];
const order: readonly Scope[] = ['read', 'write', 'admin'];

export { requireScope, requireUnbound, sees } from './access.ts';
export type { AuthenticationOptions } from './authentication.ts';
export { addAuthentication, callerOf } from './authentication.ts';
export { dsnOf } from './dsn.ts';
export { invite } from './invitations.ts';
export type { KeyRing } from './key-ring.ts';
export { createKeyRing } from './key-ring.ts';
export type { Key } from './key-store.ts';
export { firstKeys } from './key-store.ts';
export type { Mail } from './mails.ts';
export { linkTo } from './mails.ts';
export { giveProject, joinTeams, leaveTeam, takeProject } from './memberships.ts';
export { createReset } from './password-resets.ts';
export type { Person } from './people.ts';
export type { MentionablePerson } from './handles.ts';
export { mentionablePeople, peopleByHandle } from './handles.ts';
export { canWorkOn, peopleById, personByEmail } from './people.ts';
export { countProjects, listProjects } from './project-store.ts';
export type { NewProject } from './projects.ts';
export { createProject, visibleProject } from './projects.ts';
export type { AccountRouteOptions } from './routes.ts';
export { accountRoutes } from './routes.ts';
export { defaultSettings } from './settings.ts';
export { accountsMigrations } from './tables.ts';
export { countTeams, deleteTeam, knownTeams, listTeams, teamBySlug, teamSees, teamsOf } from './team-store.ts';
export { createTeam, knownTeam } from './teams.ts';
export type {
  Account,
  Caller,
  Project,
  ProjectKey,
  ProjectSettings,
  Role,
  Scope,
  ScrubSettings,
  Team,
  User,
} from './types.ts';
export { changeUser, removeUser } from './user-changes.ts';
export { findUserByEmail, listUsers } from './user-store.ts';
export type { NewUser } from './users.ts';
export { createUser, ensureOwner, normalEmail } from './users.ts';

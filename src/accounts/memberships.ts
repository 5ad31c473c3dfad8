import type { ExpressionBuilder } from 'kysely';
import type { Queries } from '../storage/index.ts';
import type { AccountsTables } from './tables.ts';
import type { User } from './types.ts';

/** Puts a user into teams; being in one already is no error, and neither is a team or a user that is gone by now. */
export const joinTeams = async (queries: Queries, userId: number, teamIds: readonly number[]): Promise<void> => {
  for (const teamId of teamIds)
    await queries.query(
      'accounts join team',
      `INSERT INTO team_member (team_id, user_id) SELECT t.id, u.id FROM team t, user_account u
       WHERE t.id = ? AND u.id = ? ON CONFLICT DO NOTHING`,
      [teamId, userId],
    );
};

/** Returns whether the user was in the team. */
export const leaveTeam = async (queries: Queries, userId: number, teamId: number): Promise<boolean> => {
  const { numDeletedRows } = await queries
    .as<AccountsTables>()
    .deleteFrom('team_member')
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
};

/** Lets teams see a project; seeing it already is no error, and neither is a team or a project that is gone by now. */
export const giveProject = async (queries: Queries, projectId: number, teamIds: readonly number[]): Promise<void> => {
  for (const teamId of teamIds)
    await queries.query(
      'accounts give project',
      `INSERT INTO team_project (team_id, project_id) SELECT t.id, p.id FROM team t, project p
       WHERE t.id = ? AND p.id = ? ON CONFLICT DO NOTHING`,
      [teamId, projectId],
    );
};

/** Returns whether the team had the project. */
export const takeProject = async (queries: Queries, projectId: number, teamId: number): Promise<boolean> => {
  const { numDeletedRows } = await queries
    .as<AccountsTables>()
    .deleteFrom('team_project')
    .where('team_id', '=', teamId)
    .where('project_id', '=', projectId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
};

/** A team's people in order of joining the installation; `after` is the last id of the page before. */
export const listTeamMembers = (queries: Queries, teamId: number, after: number, limit: number): Promise<User[]> =>
  queries
    .as<AccountsTables>()
    .selectFrom('team_member')
    .innerJoin('user_account', 'id', 'user_id')
    .select(['id', 'email', 'name', 'role'])
    .where('team_id', '=', teamId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();

export const projectIdsOfTeam = async (queries: Queries, teamId: number): Promise<number[]> => {
  const rows = await queries
    .as<AccountsTables>()
    .selectFrom('team_project')
    .select('project_id')
    .where('team_id', '=', teamId)
    .execute();
  return rows.map(({ project_id: id }) => id);
};

/** A condition on `user_account`: may sign in and sees the project. */
export const seesProject = (projectId: number) => (where: ExpressionBuilder<AccountsTables, 'user_account'>) =>
  where.and([
    where('disabled_at', 'is', null),
    where.or([
      where('role', 'in', ['owner', 'admin']),
      where('id', 'in', (of) =>
        of
          .selectFrom('team_member')
          .innerJoin('team_project', 'team_project.team_id', 'team_member.team_id')
          .select('user_id')
          .where('project_id', '=', projectId),
      ),
    ]),
  ]);

/** Who sees a project and may sign in: owners, admins and the people of its teams. `after` is the last id of the page before. */
export const listPeople = (queries: Queries, projectId: number, after: number, limit: number): Promise<User[]> =>
  queries
    .as<AccountsTables>()
    .selectFrom('user_account')
    .select(['id', 'email', 'name', 'role'])
    .where(seesProject(projectId))
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();

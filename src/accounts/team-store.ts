import type { Queries } from '../storage/index.ts';
import type { AccountsTables } from './tables.ts';
import type { Team } from './types.ts';

/** What every request of a member or viewer asks first: the projects of their teams. */
export const projectIdsOfUser = async (queries: Queries, userId: number): Promise<number[]> => {
  const rows = await queries.query<{ project_id: number }>(
    'accounts projects of user',
    `SELECT DISTINCT p.project_id FROM team_member m JOIN team_project p ON p.team_id = m.team_id WHERE m.user_id = ?`,
    [userId],
  );
  return rows.map(({ project_id: id }) => id);
};

/** Throws a unique violation where the slug is taken. */
export const insertTeam = async (queries: Queries, team: Omit<Team, 'id'>): Promise<Team> => {
  const { name, slug, createdAt } = team;
  const { id } = await queries
    .as<AccountsTables>()
    .insertInto('team')
    .values({ name, slug, created_at: createdAt })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, ...team };
};

/** By number or slug. */
export const findTeam = async (queries: Queries, idOrSlug: string | number): Promise<Team | null> => {
  const text = String(idOrSlug);
  const isId = /^\d{1,15}$/.test(text);
  const row = await queries
    .as<AccountsTables>()
    .selectFrom('team')
    .selectAll()
    .where(isId ? 'id' : 'slug', '=', isId ? Number(text) : text)
    .executeTakeFirst();
  return row === undefined ? null : teamOf(row);
};

/** By slug alone. */
export const teamBySlug = async (queries: Queries, slug: string): Promise<Team | null> =>
  /^\d+$/.test(slug) ? null : await findTeam(queries, slug);

/** Whether there is this team and its people see the project: only then work can be theirs. */
export const teamSees = async (queries: Queries, teamId: number, projectId: number): Promise<boolean> => {
  const row = await queries
    .as<AccountsTables>()
    .selectFrom('team_project')
    .select('team_id')
    .where('team_id', '=', teamId)
    .where('project_id', '=', projectId)
    .executeTakeFirst();
  return row !== undefined;
};

/** Which of these teams there are. */
export const knownTeams = async (queries: Queries, ids: readonly number[]): Promise<Team[]> => {
  if (ids.length === 0) return [];
  const rows = await queries
    .as<AccountsTables>()
    .selectFrom('team')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('slug')
    .execute();
  return rows.map(teamOf);
};

/** The slugs of teams that begin with `start`. */
export const teamSlugsLike = async (queries: Queries, start: string): Promise<Set<string>> => {
  const rows = await queries
    .as<AccountsTables>()
    .selectFrom('team')
    .select('slug')
    .where('slug', 'like', `${start}%`)
    .execute();
  return new Set(rows.map(({ slug }) => slug));
};

/** By slug; `after` is the last slug of the page before, `userId` null: of all, else only those with this member. */
export const listTeams = async (
  queries: Queries,
  userId: number | null,
  after: string,
  limit: number,
): Promise<Team[]> => {
  let select = queries
    .as<AccountsTables>()
    .selectFrom('team')
    .selectAll()
    .where('slug', '>', after)
    .orderBy('slug')
    .limit(limit);
  if (userId !== null)
    select = select.where('id', 'in', (of) =>
      of.selectFrom('team_member').select('team_id').where('user_id', '=', userId),
    );
  return (await select.execute()).map(teamOf);
};

/** The teams that a project is given to, or that a user is in. */
export const teamsOf = async (
  queries: Queries,
  of: { readonly projectId: number } | { readonly userId: number },
): Promise<Team[]> => {
  const select = queries.as<AccountsTables>().selectFrom('team').selectAll('team').orderBy('slug');
  const rows =
    'projectId' in of
      ? await select.innerJoin('team_project', 'team_id', 'team.id').where('project_id', '=', of.projectId).execute()
      : await select.innerJoin('team_member', 'team_id', 'team.id').where('user_id', '=', of.userId).execute();
  return rows.map(teamOf);
};

/** How many people and projects each of these teams has. */
export const countTeams = async (
  queries: Queries,
  ids: readonly number[],
): Promise<ReadonlyMap<number, { readonly members: number; readonly projects: number }>> => {
  const counts = new Map(ids.map((id) => [id, { members: 0, projects: 0 }]));
  if (ids.length === 0) return counts;
  const db = queries.as<AccountsTables>();
  for (const [table, name] of [
    ['team_member', 'members'],
    ['team_project', 'projects'],
  ] as const) {
    const rows = await db
      .selectFrom(table)
      .select(['team_id', (of) => of.fn.countAll<number>().as('count')])
      .where('team_id', 'in', ids)
      .groupBy('team_id')
      .execute();
    for (const { team_id: id, count } of rows) {
      const counted = counts.get(id);
      if (counted !== undefined) counted[name] = count;
    }
  }
  return counts;
};

export const renameTeam = async (queries: Queries, id: number, name: string): Promise<void> => {
  await queries.as<AccountsTables>().updateTable('team').set({ name }).where('id', '=', id).execute();
};

export const deleteTeam = async (queries: Queries, id: number): Promise<void> => {
  await queries.as<AccountsTables>().deleteFrom('team').where('id', '=', id).execute();
};

const teamOf = (row: { id: number; name: string; slug: string; created_at: number }): Team => ({
  id: row.id,
  name: row.name,
  slug: row.slug,
  createdAt: row.created_at,
});

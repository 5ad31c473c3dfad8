import type { Queries } from '../storage/index.ts';
import { readSettings } from './settings.ts';
import type { AccountsTables } from './tables.ts';
import type { Caller, Project, ProjectSettings } from './types.ts';

/** Throws a unique violation where id or slug is taken. Without `id` the database numbers it. */
export const insertProject = async (
  queries: Queries,
  project: Omit<Project, 'id'> & { readonly id?: number | undefined },
): Promise<Project> => {
  const { id, name, slug, platform, createdAt, settings } = project;
  const row = await queries
    .as<AccountsTables>()
    .insertInto('project')
    .values({
      ...(id === undefined ? {} : { id }),
      name,
      slug,
      platform,
      settings: JSON.stringify(settings),
      created_at: createdAt,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return projectOf(row);
};

/** The slugs that begin with `start`. */
export const slugsLike = async (queries: Queries, start: string): Promise<Set<string>> => {
  const rows = await queries
    .as<AccountsTables>()
    .selectFrom('project')
    .select('slug')
    .where('slug', 'like', `${start}%`)
    .execute();
  return new Set(rows.map(({ slug }) => slug));
};

/** By slug; `after` is the last slug of the page before. */
export const listProjects = async (
  queries: Queries,
  caller: Pick<Caller, 'projects'>,
  after: string,
  limit: number,
): Promise<Project[]> => {
  if (caller.projects.length === 0) return [];
  let select = queries
    .as<AccountsTables>()
    .selectFrom('project')
    .selectAll()
    .where('slug', '>', after)
    .orderBy('slug')
    .limit(limit);
  if (caller.projects !== 'all') select = select.where('id', 'in', caller.projects);
  return (await select.execute()).map(projectOf);
};

/** By number or slug. */
export const findProject = async (queries: Queries, idOrSlug: string | number): Promise<Project | null> => {
  const select = queries.as<AccountsTables>().selectFrom('project').selectAll();
  const text = String(idOrSlug);
  const isId = /^\d{1,15}$/.test(text);
  const row = await select.where(isId ? 'id' : 'slug', '=', isId ? Number(text) : text).executeTakeFirst();
  return row === undefined ? null : projectOf(row);
};

export const updateProject = async (
  queries: Queries,
  id: number,
  { name, platform, settings }: { name: string; platform: string; settings: ProjectSettings },
): Promise<void> => {
  await queries
    .as<AccountsTables>()
    .updateTable('project')
    .set({ name, platform, settings: JSON.stringify(settings) })
    .where('id', '=', id)
    .execute();
};

/** How many there are. */
export const countProjects = async (queries: Queries): Promise<number> => {
  const { count } = await queries
    .as<AccountsTables>()
    .selectFrom('project')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
};

export const deleteProject = async (queries: Queries, id: number): Promise<void> => {
  await queries.as<AccountsTables>().deleteFrom('project').where('id', '=', id).execute();
};

const projectOf = (row: {
  id: number;
  name: string;
  slug: string;
  platform: string;
  settings: string;
  created_at: number;
}): Project => ({
  id: row.id,
  name: row.name,
  slug: row.slug,
  platform: row.platform,
  createdAt: row.created_at,
  settings: readSettings(row.settings),
});

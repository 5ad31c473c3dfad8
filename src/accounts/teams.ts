import type { Clock } from '../kit/index.ts';
import { badRequest, notFound } from '../kit/index.ts';
import type { Queries, Storage } from '../storage/index.ts';
import { seesAll } from './access.ts';
import { freeSlug, slugOf } from './slug.ts';
import { findTeam, insertTeam, knownTeams, renameTeam, teamSlugsLike, teamsOf } from './team-store.ts';
import type { Caller, Team } from './types.ts';

/** Makes a team with a slug of its own. Throws `bad_name`. */
export const createTeam = (storage: Storage, clock: Clock, name: string): Promise<Team> => {
  const label = checkName(name);
  return storage.transaction(async (tx) => {
    await tx.lock('accounts teams');
    const slug = slugOf(label, 'team');
    return await insertTeam(tx, {
      name: label,
      slug: freeSlug(slug, await teamSlugsLike(tx, slug)),
      createdAt: clock.now(),
    });
  });
};

/** The slug stays, as links name it. Throws `bad_name`. */
export const changeTeam = async (queries: Queries, team: Team, { name }: { name: string }): Promise<Team> => {
  const next = { ...team, name: checkName(name) };
  await renameTeam(queries, team.id, next.name);
  return next;
};

/** The team by number or slug, where the caller is in it or sees all. Throws `not_found` otherwise, whether it exists or not. */
export const visibleTeam = async (queries: Queries, caller: Caller, idOrSlug: string | number): Promise<Team> => {
  const team = await findTeam(queries, idOrSlug);
  if (team === null || !(await isVisible(queries, caller, team.id))) throw notFound('The team');
  return team;
};

/** The team by number or slug. Throws `not_found`. */
export const knownTeam = async (queries: Queries, idOrSlug: string | number): Promise<Team> => {
  const team = await findTeam(queries, idOrSlug);
  if (team === null) throw notFound(`The team ${idOrSlug}`);
  return team;
};

/** Throws `not_found` unless all these teams exist. */
export const requireTeams = async (queries: Queries, ids: readonly number[]): Promise<void> => {
  const known = new Set((await knownTeams(queries, ids)).map(({ id }) => id));
  const missing = ids.find((id) => !known.has(id));
  if (missing !== undefined) throw notFound(`The team ${missing}`);
};

/**
 * The teams that get a new project: those that are named, else a member's only one. Owners and admins may name any team, or none; who sees only the
 * projects of their teams names one of these, for else they would make what they cannot see. Throws `not_found`, `which_team`.
 */
export const teamsForProject = async (
  queries: Queries,
  caller: Caller,
  named: readonly number[] | undefined,
): Promise<readonly number[]> => {
  if (seesAll(caller.role)) {
    await requireTeams(queries, named ?? []);
    return named ?? [];
  }
  const own = (await teamsOf(queries, { userId: caller.userId })).map(({ id }) => id);
  const [only, ...others] = named ?? own;
  if (only === undefined || (named === undefined && others.length > 0))
    throw badRequest(
      own.length === 0
        ? 'You are in no team, so you would not see this project: ask an administrator for a team.'
        : 'Say by teamIds which of your teams gets the project.',
      'which_team',
    );
  const foreign = [only, ...others].find((id) => !own.includes(id));
  if (foreign !== undefined) throw notFound(`The team ${foreign}`);
  return [only, ...others];
};

const isVisible = async (queries: Queries, { role, userId }: Caller, teamId: number): Promise<boolean> =>
  seesAll(role) || (await teamsOf(queries, { userId })).some(({ id }) => id === teamId);

const checkName = (name: string): string => {
  const trimmed = name.trim();
  if (trimmed === '' || trimmed.length > 100) throw badRequest('A name has 1 to 100 characters.', 'bad_name');
  return trimmed;
};

import type { Clock } from '../kit/index.ts';
import { badRequest, conflict, notFound, randomHex } from '../kit/index.ts';
import type { Queries, Storage } from '../storage/index.ts';
import { advanceIdentity, isUniqueViolation } from '../storage/index.ts';
import { sees } from './access.ts';
import { giveProject } from './memberships.ts';
import { isPublicKey } from './key-ring.ts';
import { changeKey, insertKey } from './key-store.ts';
import type { Key } from './key-store.ts';
import { findProject, insertProject, slugsLike, updateProject } from './project-store.ts';
import { defaultSettings, mergeSettings } from './settings.ts';
import type { SettingsPatch } from './settings.ts';
import { freeSlug, slugOf } from './slug.ts';
import type { Caller, Project, ProjectSettings } from './types.ts';

export interface NewProject {
  readonly name: string;
  readonly platform?: string | undefined;
  /** For people who move from another tracker: id and public key of before, so that their DSNs stay. */
  readonly id?: number | undefined;
  readonly publicKey?: string | undefined;
  /** The teams that see it; none: only owners and admins do. */
  readonly teamIds?: readonly number[];
}

/** Makes a project with a slug of its own and a first key. Throws `bad_name`, `bad_project_id`, `bad_key`, `project_id_taken`, `key_taken`. */
export const createProject = async (
  storage: Storage,
  clock: Clock,
  { name, platform = 'other', id, publicKey, teamIds = [] }: NewProject,
): Promise<{ project: Project; key: Key }> => {
  const key = publicKey?.toLowerCase() ?? randomHex(16);
  if (!isPublicKey(key)) throw badRequest('A public key is 32 hexadecimal digits.', 'bad_key');
  if (id !== undefined && !(Number.isSafeInteger(id) && id > 0))
    throw badRequest('A project id is a whole number above 0.', 'bad_project_id');
  const label = checkName(name);
  return await storage.transaction(async (tx) => {
    await tx.lock('accounts projects');
    const slug = slugOf(label);
    const now = clock.now();
    const given = { name: label, platform, createdAt: now, settings: defaultSettings, id };
    const project = await unlessTaken(
      insertProject(tx, { ...given, slug: freeSlug(slug, await slugsLike(tx, slug)) }),
      () => conflict(`There is a project ${id ?? ''} already.`, 'project_id_taken'),
    );
    if (id !== undefined) await advanceIdentity(tx, 'project', 'id');
    await giveProject(tx, project.id, teamIds);
    const firstKey = { projectId: project.id, publicKey: key, label: 'Default', rateLimit: null, createdAt: now };
    return {
      project,
      key: await unlessTaken(insertKey(tx, firstKey), () =>
        conflict('Another project has this key already.', 'key_taken'),
      ),
    };
  });
};

/** The project by number or slug, when the caller may see it. Throws `not_found` otherwise, whether it exists or not. */
export const visibleProject = async (
  queries: Queries,
  caller: Pick<Caller, 'projects'>,
  idOrSlug: string | number,
): Promise<Project> => {
  const project = await findProject(queries, idOrSlug);
  if (project === null || !sees(caller, project.id)) throw notFound('The project');
  return project;
};

export interface ProjectChange {
  readonly name?: string;
  readonly platform?: string;
  readonly settings?: SettingsPatch;
}

/** `check` throws for settings that another room cannot use (rules that do not parse). */
export const changeProject = (
  storage: Storage,
  id: number,
  change: ProjectChange,
  check: (settings: ProjectSettings) => void,
): Promise<Project> =>
  storage.transaction(async (tx) => {
    await tx.lock(`accounts project ${id}`);
    const project = await findProject(tx, id);
    if (project === null) throw notFound('The project');
    const next = {
      name: change.name === undefined ? project.name : checkName(change.name),
      platform: change.platform ?? project.platform,
      settings: mergeSettings(project.settings, change.settings ?? {}),
    };
    check(next.settings);
    await updateProject(tx, id, next);
    return { ...project, ...next };
  });

/** A new key in the place of an old one, which stops working: label and limit stay. Null where there is no such key. */
export const rotateKey = (storage: Storage, clock: Clock, projectId: number, keyId: number): Promise<Key | null> =>
  storage.transaction(async (tx) => {
    const old = await changeKey(tx, projectId, keyId, { enabled: false });
    if (old === null) return null;
    const { label, rateLimit } = old;
    return await insertKey(tx, { projectId, publicKey: randomHex(16), label, rateLimit, createdAt: clock.now() });
  });

const checkName = (name: string): string => {
  const trimmed = name.trim();
  if (trimmed === '' || trimmed.length > 100) throw badRequest('A name has 1 to 100 characters.', 'bad_name');
  return trimmed;
};

const unlessTaken = async <Result>(insert: Promise<Result>, taken: () => Error): Promise<Result> => {
  try {
    return await insert;
  } catch (error) {
    throw isUniqueViolation(error) ? taken() : error;
  }
};

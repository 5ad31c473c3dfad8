import type { KeyRing, ProjectKey } from '../../accounts/index.ts';
import { CulpritError } from '../../kit/index.ts';
import type { Credentials } from './auth.ts';

/** The key when it exists and is enabled. Throws CulpritError 403. */
export const findKey = async (keyRing: Pick<KeyRing, 'find'>, { key }: Credentials): Promise<ProjectKey> => {
  const found = await keyRing.find(key);
  if (found === null)
    throw forbidden(
      'unknown_key',
      'This key does not exist here. Compare the DSN with the one in the settings of the project.',
    );
  if (!found.enabled) throw forbidden('disabled_key', 'This key is disabled. Use another one of the project.');
  return found;
};

/** Throws CulpritError 403 when the request is for another project than the key's; null: the request names none. */
export const checkProject = (key: ProjectKey, project: number | null): void => {
  if (project === null || key.projectId === project) return;
  throw forbidden(
    'foreign_key',
    `This key does not belong to project ${project}. Copy the whole DSN from the settings of the project.`,
  );
};

const forbidden = (code: string, message: string): CulpritError => new CulpritError(code, 403, message);

import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CulpritError, makeFolder } from '../../kit/index.ts';
import { runGit } from './git.ts';

/** Of what a repository may be fetched. `ext::` and the like run commands. */
const variables = { GIT_ALLOW_PROTOCOL: 'https:http:ssh:git:file' };
const refs = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'];

/**
 * Brings a remote repository into `folder` as a bare mirror, or up to date there. Submodules are not followed. Resolves with its git directory. Throws
 * `bad_repository_url`, `git_failed`.
 */
export const mirror = async (url: string, folder: string): Promise<string> => {
  if (url.startsWith('-') || !/^(https?|ssh|git|file):\/\/\S+$|^[\w.-]+@[\w.-]+:\S+$/.test(url))
    throw new CulpritError(
      'bad_repository_url',
      400,
      `${url} is not the address of a git repository: write https://…, ssh://…, git@host:path, or the path of a folder.`,
    );
  if (!existsSync(join(folder, 'HEAD'))) {
    // Made beside and moved into place: a mirror that is there is whole.
    makeFolder(dirname(folder));
    const fresh = `${folder}.new`;
    await rm(fresh, { recursive: true, force: true });
    await runGit(dirname(folder), ['init', '--quiet', '--bare', '--template=', fresh], { variables });
    await runGit(fresh, ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--end-of-options', url, ...refs], {
      variables,
    });
    await rename(fresh, folder);
    return folder;
  }
  await runGit(
    folder,
    ['fetch', '--quiet', '--prune', '--no-tags', '--no-write-fetch-head', '--end-of-options', url, ...refs],
    {
      variables,
    },
  );
  return folder;
};

/** The git directory of a folder on this machine and the address it came from, if any. Throws `not_a_repository`. */
export const localRepository = async (path: string): Promise<{ folder: string; origin: string | null }> => {
  const folder = await runGit(path, ['rev-parse', '--path-format=absolute', '--git-common-dir']).then(
    (bytes) => bytes.toString().trim(),
    () => {
      throw new CulpritError('not_a_repository', 404, `${path} is no git repository.`);
    },
  );
  const origin = await runGit(folder, ['config', '--get', 'remote.origin.url']).then(
    (bytes) => bytes.toString().trim(),
    () => '',
  );
  return { folder, origin: origin === '' ? null : origin };
};

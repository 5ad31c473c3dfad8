import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { CulpritError } from '../../kit/index.ts';

/**
 * A repository is hostile: no hook, filter, pager, credential helper or command that its own configuration names is run, nothing is fetched on demand, and
 * whose it is does not matter.
 */
const settings = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.pager=cat',
  'core.alternateRefsCommand=',
  'uploadpack.packObjectsHook=',
  'protocol.ext.allow=never',
  'credential.helper=',
  'submodule.recurse=false',
  'fetch.recurseSubmodules=false',
  'safe.directory=*',
  'gc.auto=0',
  'maintenance.auto=false',
  'core.quotePath=false',
  'log.showSignature=false',
].flatMap((setting) => ['-c', setting]);

const environment = (): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: 'true',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_NO_LAZY_FETCH: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_PROTOCOL_FROM_USER: '0',
});

/** Starts git in a repository (its git directory or work tree). */
export const startGit = (
  folder: string,
  parameters: readonly string[],
  variables: NodeJS.ProcessEnv = {},
): ChildProcessWithoutNullStreams =>
  spawn('git', [...settings, '-C', folder, ...parameters], { env: { ...environment(), ...variables }, stdio: 'pipe' });

/** Everything that git prints, as bytes. Throws `git_failed` with its last words. */
export const runGit = async (
  folder: string,
  parameters: readonly string[],
  options: { readonly input?: string; readonly variables?: NodeJS.ProcessEnv } = {},
): Promise<Buffer> => {
  const child = startGit(folder, parameters, options.variables);
  const chunks: Buffer[] = [];
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => {
    if (said.length < 20) said.push(chunk);
  });
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw gitFailed(parameters, Buffer.concat(said).toString());
  return Buffer.concat(chunks);
};

export const gitFailed = (parameters: readonly string[], said: string): CulpritError => {
  const last = said.trim().split('\n').slice(-3).join(' ').slice(0, 500);
  return new CulpritError('git_failed', 422, `git ${parameters[0] ?? ''}: ${last === '' ? 'failed' : last}`);
};

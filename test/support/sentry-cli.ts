import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The majors that people use; each is a package of its own name here. */
export const majors = [2, 3] as const;
export type Major = (typeof majors)[number];

/** The program itself, which npm installs as a package of this platform; null where there is none. */
export const sentryCliPath = (major: Major): string | null => {
  const platform = process.platform === 'darwin' ? 'darwin' : `${process.platform}-${process.arch}`;
  try {
    const own = createRequire(import.meta.url).resolve(`sentry-cli-${major}/package.json`);
    const binary = createRequire(own).resolve(`@sentry/cli-${platform}/package.json`);
    const path = join(binary, '../bin/sentry-cli');
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
};

export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `sentry-cli …args` to its end in a folder, with these settings and no others. */
export const runSentryCli = (
  path: string,
  args: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<Said> =>
  new Promise((resolve, reject) => {
    const quiet = { SENTRY_DISABLE_UPDATE_CHECK: '1', RUST_BACKTRACE: '0', HOME: cwd };
    const own = { PATH: process.env['PATH'] ?? '', ...quiet, ...env };
    execFile(path, args, { cwd, env: own, timeout: 60_000 }, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number') reject(error);
      else resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });

/** The rows of a table as `sentry-cli` draws it, without its head: cells by column. */
export const rowsOf = (stdout: string): string[][] =>
  stdout
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(1)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

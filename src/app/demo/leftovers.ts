import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const children = new Set<ChildProcess>();
const folders = new Set<string>();

/** A child that is killed with this process, unless that is killed itself by SIGKILL. */
export const adopt = (child: ChildProcess): ChildProcess => {
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
};

/** A temporary folder that goes with this process, or before by `removeFolder`. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'culprit-demo-'));
  folders.add(folder);
  return folder;
};

/** Tries again for a second: what is just ending may still write there. */
export const removeFolder = (folder: string): void => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
  folders.delete(folder);
};

/** From here on a signal ends this process with everything that it started and made. */
export const leaveNothing = (): void => {
  process.on('exit', () => {
    for (const child of children) child.kill('SIGKILL');
    for (const folder of folders) removeFolder(folder);
  });
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)
    process.once(signal, () => process.exit(code));
};

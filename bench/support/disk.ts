import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** How long this disk takes to make 4 KB durable, in milliseconds: what no durable answer can be faster than. */
export interface SyncTimes {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Writes and syncs a small file in `folder` over and over, for about a second. Blocks. */
export const syncTimes = (folder: string): SyncTimes => {
  const path = join(folder, 'sync-probe');
  const file = openSync(path, 'w');
  const page = Buffer.alloc(4096, 'x');
  const times: number[] = [];
  for (const start = performance.now(); performance.now() - start < 1_000; ) {
    const before = performance.now();
    writeSync(file, page, 0, page.length, (times.length % 1_000) * page.length);
    fdatasyncSync(file);
    times.push(performance.now() - before);
  }
  closeSync(file);
  rmSync(path);
  times.sort((a, b) => a - b);
  const at = (share: number): number => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(2));
  return { p50Ms: at(0.5), p99Ms: at(0.99) };
};

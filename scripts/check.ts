import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findBreaches } from './rooms.ts';

/** `npm run check`: everything that can be known without running the code. Prints each step's findings and exits 1 when any has some. */
const root = join(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules/.bin', name);
const tsc = join(root, 'node_modules/ts7/bin/tsc');

const steps: [name: string, command: string, args: string[]][] = [
  ['types', process.execPath, [tsc, '-p', 'tsconfig.json']],
  ['types of the browser app', process.execPath, [tsc, '-p', 'web/tsconfig.json']],
  ['lint', bin('oxlint'), ['--type-aware', '--deny-warnings']],
  ['format', bin('biome'), ['format', '.']],
  ['unused code', bin('knip'), []],
  ['the browser’s API types match the server', process.execPath, ['scripts/generate-api.ts', '--check']],
];

let failed = 0;
const report = (name: string, ok: boolean, output: string) => {
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name}`);
  if (ok) return;
  failed += 1;
  console.log(output);
};

const breaches = findBreaches(root);
report(
  'room boundaries',
  breaches.length === 0,
  breaches.map(({ file, line, why }) => `${file}:${line} ${why}`).join('\n'),
);
for (const [name, command, args] of steps) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  report(name, status === 0, `${stdout}${stderr}${error?.message ?? ''}`);
}
process.exitCode = failed === 0 ? 0 : 1;

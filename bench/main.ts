import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { end } from './support/cleanup.ts';

/**
 * `npm run bench -- NAME [--json] [--quick]`. Every benchmark prints a table and ratios against a limit or a baseline measured in the same run,
 * because machines are noisy; with `--json` its last line is one JSON object. Nothing here asserts a time.
 */
export interface BenchOptions {
  /** Less data and shorter runs: to see that it works. */
  readonly quick: boolean;
  readonly say: (line: string) => void;
}

export type Bench = (options: BenchOptions) => Promise<Record<string, unknown>>;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } },
});
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'main.ts')
  .map((file) => file.replace(/\.ts$/, ''));

const [name] = positionals;
if (name === undefined || !names.includes(name)) {
  console.error(`usage: npm run bench -- NAME [--json] [--quick]\nNAME is one of: ${names.join(', ')}`);
  process.exit(2);
}
process.once('SIGINT', () => void end(130));
process.once('SIGTERM', () => void end(143));
try {
  const { run } = (await import(`./${name}.ts`)) as { run: Bench };
  const result = await run({ quick: values.quick, say: (line) => console.log(line) });
  console.log(
    values.json
      ? JSON.stringify(result)
      : Object.entries(result)
          .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
          .join('\n'),
  );
  await end(0);
} catch (error) {
  console.error(error);
  await end(1);
}

import type { Command } from 'commander';
import { createLogger, CulpritError, toIso } from '../../kit/index.ts';
import type { DeadLetterFilter, DeadLetters, DeadLetterSummary } from '../../lanes/index.ts';
import {
  addSettings,
  configOf,
  plain,
  printJson,
  printTable,
  storeSettings,
  usage,
  wholeNumber,
  writeLine,
} from './shared.ts';

interface Choice {
  readonly lane?: string;
  readonly all?: true;
  readonly json?: true;
}

/** `culprit dead-letters [list|replay|drop]`: messages that no try could save. Works while the server runs. */
export const register = (program: Command): void => {
  const group = program
    .command('dead-letters')
    .description('Messages that no try could save: look at them, try them once more, or delete them.');

  addSettings(group.command('list', { isDefault: true }).description('Lists them, the newest first.'), storeSettings)
    .option('--lane <name>', 'only of this lane')
    .option('--limit <number>', 'at most so many', '100')
    .option('--json', 'one JSON object a line')
    .action(async (options: Choice & { readonly limit: string }) => list(options));

  addSettings(
    group.command('replay').description('Tries them once more. Without a running server they wait for one.'),
    storeSettings,
  )
    .argument('[id...]', 'ids as `list` shows them')
    .option('--lane <name>', 'all of this lane')
    .option('--all', 'all')
    .option('--json', 'one JSON object on standard output')
    .action(async (ids: string[], options: Choice) => replay(ids, options));

  addSettings(group.command('drop').description('Deletes them for good.'), storeSettings)
    .argument('[id...]', 'ids as `list` shows them')
    .option('--lane <name>', 'all of this lane')
    .option('--all', 'all')
    .option('--json', 'one JSON object on standard output')
    .action(async (ids: string[], options: Choice) => drop(ids, options));
};

const list = async (options: Choice & { readonly limit: string }): Promise<void> => {
  const { withStores } = await import('./with-stores.ts');
  await withStores(configOf(options, storeSettings), async ({ deadLetters }) => {
    const letters: DeadLetterSummary[] = [];
    const filter = options.lane === undefined ? {} : { lane: options.lane };
    const wanted = wholeNumber('--limit', options.limit, 1);
    for (let cursor: string | undefined; letters.length < wanted; ) {
      const page = await deadLetters.list(filter, Math.min(100, wanted - letters.length), cursor);
      letters.push(...page.items);
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    if (options.json === true) {
      for (const letter of letters) if (await writeLine(JSON.stringify(asJson(letter)))) return;
      return;
    }
    if (letters.length === 0) console.log('There are no dead letters.');
    else
      printTable([
        ['ID', 'PROJECT', 'DEAD SINCE', 'TRIES', 'BYTES', 'ERROR'],
        ...letters.map(({ id, projectId, deadAt, attempts, bytes, error }) => [
          id,
          String(projectId ?? '-'),
          toIso(deadAt).slice(0, 19),
          String(attempts),
          String(bytes),
          plain(error.split('\n')[0] ?? ''),
        ]),
      ]);
  });
};

const replay = async (ids: readonly string[], options: Choice): Promise<void> => {
  const { withStores } = await import('./with-stores.ts');
  const { openConfiguredLanes } = await import('../stores.ts');
  const { laneDefinitions } = await import('../rooms.ts');
  const filter = filterOf(ids, options);
  const config = configOf(options, storeSettings);
  await withStores(config, async ({ deadLetters }) => {
    await assertThere(deadLetters, filter);
    const lanes = openConfiguredLanes(config, { log: createLogger('culprit', 'error'), deadLetters });
    try {
      const replayed = await deadLetters.replay(lanes, laneDefinitions, filter);
      if (options.json === true) printJson({ replayed });
      else console.log(`${replayed} are tried once more.`);
    } finally {
      await lanes.close();
    }
  });
};

const drop = async (ids: readonly string[], options: Choice): Promise<void> => {
  const { withStores } = await import('./with-stores.ts');
  const filter = filterOf(ids, options);
  await withStores(configOf(options, storeSettings), async ({ deadLetters }) => {
    await assertThere(deadLetters, filter);
    const dropped = await deadLetters.drop(filter);
    if (options.json === true) printJson({ dropped });
    else console.log(`${dropped} deleted.`);
  });
};

/** Somebody who names letters means those; all are looked up before any is touched. Throws `not_found`. */
const assertThere = async (deadLetters: DeadLetters, { ids = [], lane }: DeadLetterFilter): Promise<void> => {
  const advice = '`culprit dead-letters` shows what there is.';
  for (const id of ids)
    if ((await deadLetters.get(id).catch(nullIfMissing)) === null)
      throw new CulpritError('not_found', 404, `There is no dead letter "${id}"; nothing was done. ${advice}`);
  const { laneDefinitions } = await import('../rooms.ts');
  const known = [...laneDefinitions.map(({ name }) => name), ...Object.keys(await deadLetters.counts())];
  if (lane !== undefined && !known.includes(lane))
    throw new CulpritError('not_found', 404, `There is no lane "${lane}". ${advice}`);
};

const nullIfMissing = (error: unknown): null => {
  if (error instanceof CulpritError && error.status === 404) return null;
  throw error;
};

const filterOf = (ids: readonly string[], { lane, all }: Choice): DeadLetterFilter => {
  if (ids.length === 0 && lane === undefined && all === undefined) throw usage('Say which: ids, --lane NAME or --all.');
  return { ...(ids.length === 0 ? {} : { ids }), ...(lane === undefined ? {} : { lane }) };
};

const asJson = ({ publishedAt, deadAt, projectId, ...letter }: DeadLetterSummary) => ({
  ...letter,
  project: projectId,
  published_at: toIso(publishedAt),
  dead_at: toIso(deadAt),
});

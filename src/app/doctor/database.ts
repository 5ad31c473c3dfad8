import { existsSync } from 'node:fs';
import { messageOf } from '../../kit/index.ts';
import type { Config } from '../config.ts';
import { databaseFile } from '../data-folder.ts';
import type { Stores } from '../stores.ts';
import { damageOf } from './damage.ts';
import type { Finding, Trouble } from './finding.ts';
import { always, attempt } from './finding.ts';
import { databaseTrouble } from './trouble.ts';

/** The database and what must be in it; it is opened as a server opens it. */
export const database = async (config: Config): Promise<Finding[]> => {
  const { openStores } = await import('../stores.ts');
  const name = 'database';
  const where = config.database === null ? 'SQLite in the data folder' : 'PostgreSQL';
  if (config.database === null && !existsSync(databaseFile(config)))
    return [{ name, state: 'ok', found: `${where}: there is none yet; the first start makes it` }];
  const explain = (error: unknown): Trouble =>
    config.database === null ? fileTrouble(error) : databaseTrouble(config.database, error);
  let stores: Stores | undefined;
  const opened = await attempt(name, explain, async () => {
    stores = openStores(config, { connections: 2, patience: 5_000 });
    await stores.storage.ping();
    const damage = config.database === null ? damageOf(databaseFile(config)) : null;
    if (damage !== null) return { state: 'failed', ...fileTrouble(new Error(damage)) };
    return { state: 'ok', found: where };
  });
  const findings = [opened];
  if (stores !== undefined && opened.state === 'ok') findings.push(await tables(stores), await dead(stores));
  await stores?.storage.close();
  return findings;
};

const tables = ({ storage }: Stores): Promise<Finding> =>
  attempt('tables', always('Start the server once: it brings the tables up to date.'), async () => {
    const { migrations } = await import('../rooms.ts');
    const rows = await storage.as<{ migration: { name: string } }>().selectFrom('migration').select('name').execute();
    const missing = migrations.filter(({ name }) => !rows.some((row) => row.name === name));
    if (missing.length === 0) return { state: 'ok', found: 'up to date' };
    const found = `${missing.length} steps behind`;
    return { state: 'warning', found, advice: 'The next start of the server does them.' };
  });

const dead = ({ deadLetters }: Stores): Promise<Finding> =>
  attempt('dead letters', always('Start the server once: it makes the tables.'), async () => {
    const counts = Object.entries(await deadLetters.counts());
    if (counts.length === 0) return { state: 'ok', found: 'none' };
    const found = counts.map(([lane, count]) => `${count} of ${lane}`).join(', ');
    return { state: 'warning', found, advice: 'Look at them with `culprit dead-letters`, then replay or drop them.' };
  });

/** The message of a file that cannot be opened says what to do already. */
const fileTrouble = (error: unknown): Trouble => ({
  found: messageOf(error),
  advice: 'Stop the server, move the damaged file away and restore a backup (docs/operations.md).',
});

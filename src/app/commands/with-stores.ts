import { existsSync } from 'node:fs';
import { CulpritError } from '../../kit/index.ts';
import { migrate } from '../../storage/index.ts';
import type { Config } from '../config.ts';
import { databaseFile } from '../data-folder.ts';
import { migrations } from '../rooms.ts';
import type { Stores } from '../stores.ts';
import { openStores } from '../stores.ts';

/**
 * Lets a command work on the data directly, whether a server runs or not. Without `create` a data folder that holds nothing is an error rather than a new one:
 * it is most likely the wrong folder. Throws CulpritError `no_data`.
 */
export const withStores = async <Result>(
  config: Config,
  work: (stores: Stores) => Promise<Result>,
  options: { readonly create?: boolean } = {},
): Promise<Result> => {
  if (config.database === null && options.create !== true && !existsSync(databaseFile(config)))
    throw new CulpritError(
      'no_data',
      404,
      `There is no data in ${config.data}. Start a server once, or name its folder with --data.`,
    );
  const stores = openStores(config, { connections: 2 });
  try {
    await migrate(stores.storage, migrations);
    return await work(stores);
  } finally {
    await stores.storage.close();
  }
};

import { evictAboveCap } from '../../src/issues/retention/evict.ts';
import { purgeDeletedIssues } from '../../src/issues/retention/issues.ts';
import { systemClock } from '../../src/kit/index.ts';
import { openStorage } from '../../src/storage/index.ts';

/** A process that removes events until it is killed or done: `retention-child.ts STORAGE PROJECT CAP`. It prints `ready`, and `done` when nothing is left to remove. */
const [, , url = '', project = '', cap = ''] = process.argv;
const storage = openStorage(url);
process.stdout.write('ready\n');
await Promise.all([
  evictAboveCap(storage, systemClock, Number(project), Number(cap)),
  purgeDeletedIssues(storage, systemClock),
]);
await storage.close();
process.stdout.write('done\n');

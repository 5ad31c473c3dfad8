import { expect, test } from 'vitest';
import { eachStorage } from '../../../test/support/storages.ts';
import { lanesMigrations } from '../../lanes/index.ts';
import { migrate } from '../../storage/index.ts';
import { usageMigrations } from '../../usage/index.ts';
import { issuesMigrations } from '../tables.ts';

eachStorage('the events of an older installation', (open) => {
  test('are thinned by their turn within their issue, and counted', async () => {
    const storage = await open();
    const step = issuesMigrations.findIndex(({ name }) => name.endsWith('issues-retention'));
    await migrate(storage, [...lanesMigrations, ...usageMigrations, ...issuesMigrations.slice(0, step)]);
    await storage.query('total', 'insert into project_total (project_id, issues, events) values (1, 2, 9)', []);
    for (let order = 1; order <= 9; order++) {
      await storage.query(
        'event',
        `insert into event (id, project_id, issue_id, digest_order, event_id, timestamp, received_at, kind, level, platform, title)
          values (?, 1, ?, ?, ?, 1, 1, 'error', 'error', 'node', 'A')`,
        [order, order === 4 ? 2 : 1, order, new Uint8Array(16).fill(order)],
      );
      await storage.query('body', 'insert into event_body (id, body) values (?, ?)', [order, new Uint8Array(order)]);
    }
    await migrate(storage, [...lanesMigrations, ...usageMigrations, ...issuesMigrations]);
    const events = await storage.query<{ irrelevance: number }>(
      'events',
      'select irrelevance from event order by issue_id, digest_order',
      [],
    );
    // Turns 1 to 8 of the first issue, turn 1 of the second: as many digits as the turn has, without the zeros at its end.
    expect(events.map(({ irrelevance }) => irrelevance)).toEqual([1, 1, 2, 1, 3, 2, 3, 1, 1]);
    expect(await storage.query('totals', 'select stored_events, stored_bytes from project_total', [])).toEqual([
      { stored_events: 9, stored_bytes: 45 },
    ]);
  });
});

import { expect, test } from 'vitest';
import { eachStorage } from '../../../test/support/storages.ts';
import { lanesMigrations } from '../../lanes/index.ts';
import { migrate } from '../../storage/index.ts';
import { latestRelease } from '../releases/create.ts';
import { usageMigrations } from '../../usage/index.ts';
import { issuesMigrations } from '../tables.ts';

eachStorage('the tables of an older installation', (open) => {
  test('releases that are there are ordered, each project for itself, those of one batch too', async () => {
    const storage = await open();
    await migrate(storage, [...lanesMigrations, ...usageMigrations, ...issuesMigrations.slice(0, 1)]);
    const columns = {
      project_id: 'integer',
      version: 'text',
      created_at: 'integer',
      events: 'integer',
      new_issues: 'integer',
    } as const;
    const rows = [
      [1, '1.10.0'],
      [1, '1.9.0'],
      [1, '1.10.0-rc.1'],
      [2, 'abc'],
      [2, 'aaa'],
      [3, '2.0.0'],
      [3, '9f2c1ab'],
    ] as const;
    for (const [project_id, version] of rows)
      await storage.insertMany({ table: 'release', columns }, [
        { project_id, version, created_at: 7, events: 0, new_issues: 0 },
      ]);
    await migrate(storage, [...lanesMigrations, ...usageMigrations, ...issuesMigrations]);
    const latest = await Promise.all([1, 2, 3].map((project) => latestRelease(storage, project)));
    expect(latest.map((release) => release?.version)).toEqual(['1.10.0', 'aaa', '9f2c1ab']);
  });

  test('issues that are there are unresolved', async () => {
    const storage = await open();
    await migrate(storage, [...lanesMigrations, ...usageMigrations, ...issuesMigrations.slice(0, 1)]);
    await storage.query(
      'old issue',
      `insert into issue (project_id, number, kind, type, value, title, culprit, level, platform, handled, first_seen,
        last_seen, events, stored_events, users, search) values (1, 1, 'error', 'A', '', 'A', '', 'error', 'node', 1, 1, 1, 1, 1, 0, '')`,
      [],
    );
    await migrate(storage, [...lanesMigrations, ...usageMigrations, ...issuesMigrations]);
    const rows = await storage.query('new issue', 'select status, priority, has_fixes, resolution from issue', []);
    expect(rows).toEqual([{ status: 0, priority: 1, has_fixes: 0, resolution: null }]);
  });
});

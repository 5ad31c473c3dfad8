import { expect, test } from 'vitest';
import { aFrame, anEvent, anException, start } from '../../../test/support/events.ts';
import { aMessage, openDigest } from '../../../test/support/digest.ts';
import { eachStorage } from '../../../test/support/storages.ts';
import { lanesMigrations } from '../../lanes/index.ts';
import { migrate } from '../../storage/index.ts';
import type { Storage } from '../../storage/index.ts';
import { encodeBody } from '../digest/prepare.ts';
import { listIssues } from '../read/issues.ts';
import { usageMigrations } from '../../usage/index.ts';
import { issuesMigrations } from '../tables.ts';

const ask = (storage: Storage, query: string, after: readonly [number, number] | null = null, limit = 100) =>
  listIssues(storage, {
    project: 1,
    slug: 'shop',
    userId: 1,
    now: start,
    query,
    text: null,
    tab: 'all',
    state: 'all',
    newSince: start,
    environment: null,
    since: null,
    sort: 'events',
    order: 'desc',
    after,
    limit,
  });

const integers = (...names: string[]) => Object.fromEntries(names.map((name) => [name, 'integer' as const]));

/** 12,000 issues: odd ones have the tag a:1, those divisible by 4 have b:1, by 3 the word `third`; all with equally many events, but for a few. */
const crowd = async (storage: Storage): Promise<void> => {
  const numbers = Array.from({ length: 12_000 }, (_, index) => index + 1);
  await storage.insertMany(
    {
      table: 'issue',
      columns: {
        ...integers(
          'id',
          'project_id',
          'number',
          'handled',
          'first_seen',
          'last_seen',
          'events',
          'stored_events',
          'users',
        ),
        ...Object.fromEntries(
          ['kind', 'type', 'value', 'title', 'culprit', 'level', 'platform'].map((name) => [name, 'text' as const]),
        ),
      },
    },
    numbers.map((id) => ({
      id,
      project_id: 1,
      number: id,
      handled: 2,
      first_seen: start,
      last_seen: start,
      stored_events: 1,
      users: 0,
      kind: 'error',
      type: 'T',
      value: '',
      title: `T: ${id}`,
      culprit: '',
      level: 'error',
      platform: 'node',
      events: id % 1_000 === 7 ? 2 : 1,
    })),
  );
  await storage.insertMany(
    { table: 'issue_text', columns: { issue_id: 'integer', text: 'text' } },
    numbers.map((id) => ({ issue_id: id, text: id % 3 === 0 ? `t: ${id} third` : `t: ${id}` })),
  );
  for (const [id, key] of ['a', 'b'].entries()) {
    await storage.insertMany({ table: 'tag_key', columns: { ...integers('id', 'project_id'), key: 'text' } }, [
      { id: id + 1, project_id: 1, key },
    ]);
    await storage.insertMany({ table: 'tag_value', columns: { ...integers('id', 'key_id'), value: 'text' } }, [
      { id: id + 1, key_id: id + 1, value: '1' },
    ]);
    await storage.insertMany(
      { table: 'issue_tag', columns: integers('issue_id', 'key_id', 'value_id', 'events') },
      numbers
        .filter((number) => (key === 'a' ? number % 2 === 1 : number % 4 === 0))
        .map((issue_id) => ({ issue_id, key_id: id + 1, value_id: id + 1, events: 1 })),
    );
  }
};

eachStorage('searching among many issues', (open) => {
  test('finds the same by sets and by walking, page by page', async () => {
    const storage = await open();
    await migrate(storage, [...lanesMigrations, ...usageMigrations, ...issuesMigrations]);
    await crowd(storage);
    const cases: [query: string, matches: (id: number) => boolean, total: number | null][] = [
      ['a:1', (id) => id % 2 === 1, null],
      ['third', (id) => id % 3 === 0, null],
      ['a:1 third', (id) => id % 2 === 1 && id % 3 === 0, null],
      ['a:1 b:1', () => false, 0],
      ['b:1 !a:1 !third', (id) => id % 4 === 0 && id % 3 !== 0, null],
      ['third !third', () => false, 0],
      ['a:1 OR b:1', (id) => id % 2 === 1 || id % 4 === 0, null],
      ['events:2', (id) => id % 1_000 === 7, 12],
      ['a:1 events:2', (id) => id % 1_000 === 7, 12],
      ['77', (id) => String(id).includes('77'), null],
      ['q', () => false, 0],
      ['t:* 11999', (id) => id === 11_999, 1],
    ];
    for (const [query, matches, total] of cases) {
      const expected = Array.from({ length: 12_000 }, (_, index) => 12_000 - index)
        .filter(matches)
        .sort((a, b) => Number(b % 1_000 === 7) - Number(a % 1_000 === 7));
      const page = await ask(storage, query);
      expect([query, page.rows.map(({ id }) => id)]).toEqual([query, expected.slice(0, 101)]);
      if (total !== null) expect([query, page.total, page.totalIsLowerBound]).toEqual([query, total, false]);
      else if (!page.totalIsLowerBound) expect([query, page.total]).toEqual([query, expected.length]);
      else expect(page.total).toBeLessThanOrEqual(expected.length);
      const seen: number[] = [];
      for (let after: readonly [number, number] | null = null; seen.length < expected.length; ) {
        const { rows }: { rows: { id: number; events: number }[] } = await ask(storage, query, after, 1_500);
        seen.push(...rows.slice(0, 1_500).map(({ id }) => id));
        const last = rows[Math.min(rows.length, 1_500) - 1];
        if (last === undefined) break;
        after = [last.events, last.id];
      }
      expect([query, seen]).toEqual([query, expected]);
    }
  });

  test('finds issues that were there before the search was, by their oldest stored event', async () => {
    const storage = await open();
    const before = issuesMigrations.filter(({ name }) => !name.endsWith('-search'));
    await migrate(storage, [...lanesMigrations, ...usageMigrations, ...before.slice(0, 2)]);
    const digested = anEvent({ exceptions: [anException('KeyError', "'user_7'", ['main'])] });
    const frame = aFrame('load', 12, { filename: 'app.py', absPath: '/srv/app.py' });
    const event = {
      ...digested,
      exceptions: digested.exceptions.map((each) => ({ ...each, stacktrace: { frames: [frame], omitted: null } })),
    };
    const [prepared] = aMessage([event]).events;
    if (prepared === undefined) throw new Error('no event');
    const text = Object.fromEntries(
      ['kind', 'type', 'value', 'title', 'culprit', 'level', 'platform', 'search'].map((name) => [
        name,
        'text' as const,
      ]),
    );
    const issue = (id: number) => ({
      id,
      project_id: 1,
      number: id,
      handled: 2,
      first_seen: start,
      last_seen: start,
      events: 1,
      stored_events: 1,
      users: 0,
      kind: 'error',
      type: 'KeyError',
      value: "'user_7'",
      title: "KeyError: 'user_7'",
      culprit: 'load',
      level: 'error',
      platform: 'python',
      search: "keyerror: 'user_7'\nload",
    });
    await storage.insertMany(
      {
        table: 'issue',
        columns: {
          ...integers(
            'id',
            'project_id',
            'number',
            'handled',
            'first_seen',
            'last_seen',
            'events',
            'stored_events',
            'users',
          ),
          ...text,
        },
      },
      [issue(1), issue(2)],
    );
    await storage.insertMany(
      {
        table: 'event',
        columns: {
          ...integers('id', 'project_id', 'issue_id', 'digest_order', 'timestamp', 'received_at'),
          event_id: 'blob',
          kind: 'text',
          level: 'text',
          platform: 'text',
          title: 'text',
        },
      },
      [
        {
          id: 1,
          project_id: 1,
          issue_id: 1,
          digest_order: 1,
          timestamp: start,
          received_at: start,
          event_id: prepared.id,
          kind: 'error',
          level: 'error',
          platform: 'python',
          title: 'x',
        },
      ],
    );
    await storage.insertMany({ table: 'event_body', columns: { id: 'integer', body: 'blob' } }, [
      { id: 1, body: encodeBody(event, prepared.grouping) },
    ]);
    await openDigest(storage);
    const ids = async (query: string) => (await ask(storage, query)).rows.map(({ id }) => id).sort((a, b) => a - b);
    expect(await ids('user_7')).toEqual([1, 2]);
    expect(await ids('app.py:12')).toEqual([1]);
    expect(await ids('file:app.py')).toEqual([1]);
  });
});

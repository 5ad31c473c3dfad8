import { describe, expect, test } from 'vitest';
import { eachIssueHouse } from '../../../test/support/issues.ts';
import { start } from '../../../test/support/events.ts';
import { DAY, HOUR, toIso } from '../../kit/index.ts';

interface Found {
  items: { title: string; shortId: string; id: number }[];
  total: number;
}

const failure = (type: string, value: string, more: Record<string, unknown> = {}, file = 'src/pay.ts', line = 12) => ({
  exception: {
    values: [
      {
        type,
        value,
        stacktrace: {
          frames: [
            { function: 'main', filename: 'src/main.ts', lineno: 3, in_app: true },
            { function: 'lib', filename: 'node_modules/lib/index.js', lineno: 1, in_app: false },
            { function: 'charge', filename: file, abs_path: `/srv/app/${file}`, lineno: line, colno: 7, in_app: true },
          ],
        },
      },
    ],
  },
  ...more,
});

eachIssueHouse('a search', (open) => {
  const shop = async () => {
    const house = await open();
    const project = await house.project('shop');
    const send = async (...events: Record<string, unknown>[]) => {
      await house.send(project, ...events);
      await house.flush();
    };
    /** Titles of what a search finds, in alphabetical order; and the total agrees. */
    const find = async (query: string, more = ''): Promise<string[]> => {
      const { items, total } = await house.get<Found>(
        `/projects/shop/issues?query=${encodeURIComponent(query)}${more}`,
      );
      expect(total).toBe(items.length);
      return items.map(({ title }) => title).sort();
    };
    return { house, project, send, find };
  };

  describe('by text', () => {
    const titles: [type: string, value: string, file: string, line: number][] = [
      ['std::bad_alloc', 'std::bad_alloc', 'src/alloc.cpp', 9],
      ['KeyError', "'user_7'", 'app.py', 12],
      ['HTTPError', 'GET https://api.example.com/v1/orders?id=5 failed: 502', 'src/http.ts', 1],
      ['SyntaxError', 'Unexpected token "<", "<!DOCTYPE "... is not valid JSON', 'src/json.ts', 2],
      ['Error', 'Command failed: git commit -m "first (try" --no-verify', 'src/git.ts', 3],
      ['ValueError', "invalid literal for int() with base 10: 'x'", 'C:\\app\\views.py', 4],
      ['TypeError', "undefined is not an object (evaluating 'a.b') OR AND != -1 100%_\\", 'src/ä.ts', 5],
      ['Überlauf', 'ÄRGER 😀 in   zwei Spalten', 'src/größe.ts', 6],
    ];

    test('finds every issue by its own title, in any case, and by type and value alone', async () => {
      const { house, send, find } = await shop();
      await send(...titles.map(([type, value, file, line]) => failure(type, value, {}, file, line)));
      const { items } = await house.get<Found>('/projects/shop/issues');
      expect(items).toHaveLength(titles.length);
      for (const { title } of items) {
        expect(await find(title)).toContain(title);
        expect(await find(title.toUpperCase())).toContain(title);
        expect(await find(title.replaceAll(/\s+/g, ' '))).toContain(title);
        expect(await find('', `&q=${encodeURIComponent(title)}`)).toEqual([title]);
      }
      for (const [type, value] of titles) {
        expect(await find(type)).not.toEqual([]);
        expect(await find(value)).toHaveLength(1);
      }
    });

    test('finds files with lines, lines of a stack trace, addresses, and any part of a word', async () => {
      const { send, find } = await shop();
      await send(...titles.map(([type, value, file, line]) => failure(type, value, {}, file, line)));
      expect(await find('app.py:12')).toEqual(["KeyError: 'user_7'"]);
      expect(await find('charge (/srv/app/src/git.ts:3:7)')).toHaveLength(1);
      expect(await find('at src/alloc.cpp:9')).toEqual([]);
      expect(await find('alloc.cpp:9')).toHaveLength(1);
      expect(await find('https://api.example.com/v1/orders?id=6#x')).toHaveLength(1);
      expect(await find('bad_al')).toEqual(['std::bad_alloc: std::bad_alloc']);
      expect(await find('100%_')).toHaveLength(1);
      expect(await find('100_%')).toEqual([]);
      expect(await find('-1')).toHaveLength(1);
      expect(await find('ob*ject eval*a.b')).toHaveLength(1);
      expect(await find('und*object')).toHaveLength(1);
      expect(await find('valid !json')).toEqual(["ValueError: invalid literal for int() with base 10: 'x'"]);
      expect(await find('alloc OR json')).toHaveLength(2);
      expect(await find('"is not valid"')).toHaveLength(1);
      expect(await find('"not is valid"')).toEqual([]);
      expect(await find('not is valid')).toHaveLength(1);
      expect(await find('node_modules')).toEqual([]);
    });

    test('finds an issue by its number and its short id', async () => {
      const { send, find } = await shop();
      await send(failure('A', 'one'), failure('B', 'two'));
      expect(await find('SHOP-2')).toEqual(['B: two']);
      expect(await find('shop-1 OR shop-2')).toEqual([]);
      expect(await find('2')).toContain('B: two');
    });
  });

  test('asks for type, title, culprit, file, level and platform', async () => {
    const { send, find } = await shop();
    await send(
      failure('TypeError', 'a', { level: 'warning' }, 'src/pay.ts'),
      failure('RangeError', 'b', { level: 'fatal', platform: 'python' }, 'lib/pay.py'),
    );
    expect(await find('type:typeerror')).toEqual(['TypeError: a']);
    expect(await find('type:*Error')).toHaveLength(2);
    expect(await find('type:Error')).toEqual([]);
    expect(await find('title:"range* b"')).toEqual(['RangeError: b']);
    expect(await find('culprit:charge*')).toHaveLength(2);
    expect(await find('file:src/*.ts')).toEqual(['TypeError: a', 'RangeError: b'].sort());
    expect(await find('file:pay.py')).toEqual(['RangeError: b']);
    expect(await find('file:ay.py')).toEqual([]);
    expect(await find('file:lib/pay.*')).toEqual(['RangeError: b']);
    expect(await find('level:fatal')).toEqual(['RangeError: b']);
    expect(await find('level:<error')).toEqual(['TypeError: a']);
    expect(await find('level:>=warning')).toHaveLength(2);
    expect(await find('!level:fatal')).toEqual(['TypeError: a']);
    expect(await find('platform:python')).toEqual(['RangeError: b']);
  });

  test('asks for tags, users and environments, by value, wildcard and absence', async () => {
    const { send, find } = await shop();
    const ada = { id: '7', email: 'ada@example.org', username: 'ada' };
    await send(
      failure('A', 'a', { environment: 'production', tags: { region: 'eu west', shard: 'eu-1' }, user: ada }),
      failure('B', 'b', { environment: 'staging', tags: { region: 'us' }, user: { email: 'bob@example.org' } }),
      failure('C', 'c', { environment: 'staging', user: { ip_address: '203.0.113.9' } }),
    );
    expect(await find('region:us')).toEqual(['B: b']);
    expect(await find('region:"eu west"')).toEqual(['A: a']);
    expect(await find('region:eu*')).toEqual(['A: a']);
    expect(await find('region:*s*')).toEqual(['A: a', 'B: b']);
    expect(await find('!region:us')).toEqual(['A: a', 'C: c']);
    expect(await find('has:region')).toEqual(['A: a', 'B: b']);
    expect(await find('!has:region')).toEqual(['C: c']);
    expect(await find('region:mars')).toEqual([]);
    expect(await find('tags[region]:us')).toEqual(['B: b']);
    expect(await find('nothere:us')).toEqual([]);
    expect(await find('user.email:ada@example.org')).toEqual(['A: a']);
    expect(await find('user.email:*@example.org')).toEqual(['A: a', 'B: b']);
    expect(await find('user.id:7')).toEqual(['A: a']);
    expect(await find('user.username:ada')).toEqual(['A: a']);
    expect(await find('user.ip:203.0.113.*')).toEqual(['C: c']);
    expect(await find('user:id:7')).toEqual(['A: a']);
    expect(await find('environment:staging')).toEqual(['B: b', 'C: c']);
    expect(await find('environment:prod*')).toEqual(['A: a']);
    expect(await find('region:us', '&environment=production')).toEqual([]);
    expect(await find('(region:us OR user.id:7) !environment:production')).toEqual(['B: b']);
  });

  test('asks for releases by name, by pattern behind the package, and by their order', async () => {
    const { send, find } = await shop();
    for (const release of ['shop@1.2.0', 'shop@1.10.0-rc.1', 'shop@1.10.0'])
      await send(failure(`In ${release.slice(5)}`, 'x', { release }));
    const [rc, ten, two] = ['In 1.10.0-rc.1: x', 'In 1.10.0: x', 'In 1.2.0: x'];
    expect(await find('release:shop@1.2.0')).toEqual([two]);
    expect(await find('release:1.2.0')).toEqual([two]);
    expect(await find('release:1.10.*')).toEqual([rc, ten]);
    expect(await find('release:latest')).toEqual([ten]);
    expect(await find('release:>=1.10.0-rc.1')).toEqual([rc, ten]);
    expect(await find('release:>1.2')).toEqual([rc, ten]);
    expect(await find('release:<1.10.0')).toEqual([rc, two]);
    expect(await find('release:1.2.0..1.10.0-rc.9')).toEqual([rc, two]);
    expect(await find('release:>=nonsense')).toEqual([]);
    expect(await find('!release:latest')).toEqual([rc, two]);
  });

  test('asks when and how often', async () => {
    const { house, send, find } = await shop();
    await send(failure('Old', 'x'));
    house.clock.advance(3 * DAY);
    await send(failure('New', 'x', { user: { id: '1' } }), failure('New', 'x', { user: { id: '2' } }));
    house.clock.advance(HOUR);
    expect(await find('first:>-7d')).toEqual(['New: x', 'Old: x']);
    expect(await find('first:-2d')).toEqual(['New: x']);
    expect(await find('last:<-2d')).toEqual(['Old: x']);
    const day = toIso(start).slice(0, 10);
    expect(await find(`first:${day}`)).toEqual(['Old: x']);
    expect(await find(`first:>${day}`)).toEqual(['New: x']);
    expect(await find(`first:${day}..`)).toEqual(['New: x', 'Old: x']);
    expect(await find('events:>1')).toEqual(['New: x']);
    expect(await find('events:1')).toEqual(['Old: x']);
    expect(await find('events:1..2 users:2')).toEqual(['New: x']);
    expect(await find('events:..1')).toEqual(['Old: x']);
  });

  test('asks for states', async () => {
    const { house, send, find } = await shop();
    await send(failure('A', 'a'), failure('B', 'b'), failure('C', 'c'), failure('D', 'd'));
    const set = (title: string, status: number, regressed: number, assignee: number | null) =>
      house.storage
        .as<{
          issue: { title: string; status: number; regressed: number; assignee_id: number | null; priority: number };
        }>()
        .updateTable('issue')
        .set({ status, regressed, assignee_id: assignee, priority: status })
        .where('title', '=', title)
        .execute();
    await set('A: a', 0, 1, 1);
    await set('B: b', 1, 0, 99);
    await set('C: c', 2, 0, null);
    await set('D: d', 3, 0, null);
    expect(await find('')).toEqual(['A: a', 'B: b', 'C: c']);
    expect(await find('is:unresolved')).toEqual(['A: a']);
    expect(await find('is:resolved')).toEqual(['B: b']);
    expect(await find('is:muted')).toEqual(['C: c']);
    expect(await find('is:regressed')).toEqual(['A: a']);
    expect(await find('!is:resolved !is:muted')).toEqual(['A: a']);
    expect(await find('is:assigned')).toEqual(['A: a', 'B: b']);
    expect(await find('assigned:none')).toEqual(['C: c']);
    expect(await find('assigned:me')).toEqual(['A: a']);
    expect(await find('!assigned:me')).toEqual(['B: b', 'C: c']);
    expect(await find('priority:high')).toEqual(['C: c']);
    expect(await find('assigned:owner@example.org')).toEqual(['A: a']);
    expect(await find('assigned:nobody@example.org')).toEqual([]);
  });

  test('that cannot be understood answers 400 with the column', async () => {
    const { house } = await shop();
    const response = await house.request('GET', `/projects/shop/issues?query=${encodeURIComponent('x is:resolvd')}`);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ code: 'bad_query', column: 3, length: 10, status: 400 });
  });

  test('sees only its own project', async () => {
    const { house, send, find } = await shop();
    const other = await house.project('other');
    await house.send(other, failure('Secret', 'thing', { tags: { region: 'us' } }));
    await send(failure('Mine', 'thing'));
    expect(await find('thing')).toEqual(['Mine: thing']);
    expect(await find('secret')).toEqual([]);
    expect(await find('region:us')).toEqual([]);
    expect(await find('tags[region]:us')).toEqual([]);
  });
});

import { describe, expect, test } from 'vitest';
import { start } from '../../../test/support/events.ts';
import { eachIssueHouse, failure, walk } from '../../../test/support/issues.ts';
import type { Page } from '../../../test/support/issues.ts';
import { DAY, HOUR, MINUTE, toIso } from '../../kit/index.ts';

interface Issue {
  id: number;
  shortId: string;
  title: string;
  events: number;
  users: number;
  sparkline: number[];
  firstSeen: string;
  lastSeen: string;
}

eachIssueHouse('issues in the API', (open) => {
  const shop = async () => {
    const house = await open();
    const project = await house.project('shop');
    const send = async (...events: Record<string, unknown>[]) => {
      await house.send(project, ...events);
      await house.flush();
    };
    const issues = async (query = '') =>
      await house.get<Page<Issue> & { total: number }>(`/projects/shop/issues${query}`);
    const titles = async (query = '') => (await issues(query)).items.map(({ title }) => title.split(':')[0]);
    return { house, project, send, issues, titles };
  };

  describe('the list of issues', () => {
    test('sorts by last seen, first seen, events and users, both ways', async () => {
      const { house, send, titles } = await shop();
      const user = (id: string) => ({ user: { id } });
      await send(failure('A', user('1')), failure('A', user('1')), failure('A', user('1')));
      house.clock.advance(MINUTE);
      await send(failure('B', user('1')), failure('B', user('2')));
      house.clock.advance(MINUTE);
      await send(failure('C'));
      house.clock.advance(MINUTE);
      await send(failure('A', user('1')));
      expect(await titles()).toEqual(['A', 'C', 'B']);
      expect(await titles('?sort=last_seen&order=asc')).toEqual(['B', 'C', 'A']);
      expect(await titles('?sort=first_seen')).toEqual(['C', 'B', 'A']);
      expect(await titles('?sort=events&order=asc')).toEqual(['C', 'B', 'A']);
      expect(await titles('?sort=users')).toEqual(['B', 'A', 'C']);
    });

    test('has tabs, a period and environments', async () => {
      const { house, send, titles, issues } = await shop();
      await send(failure('Old', { environment: 'staging' }));
      house.clock.advance(8 * DAY);
      await send({ message: 'disk almost full' }, failure('New', { environment: 'production' }));
      const unhandled = failure('Unhandled');
      await send({
        exception: {
          values: unhandled.exception.values.map((value) => ({ ...value, mechanism: { type: 'x', handled: false } })),
        },
      });
      expect(await titles('?tab=new')).toHaveLength(3);
      expect(await titles('?tab=unhandled')).toEqual(['Unhandled']);
      expect(await titles('?tab=messages')).toEqual(['Log Message']);
      expect(await titles('?period=7d')).toHaveLength(3);
      expect(await titles('?period=30d')).toHaveLength(4);
      expect(await titles('?environment=staging')).toEqual(['Old']);
      expect(await issues('?environment=nowhere')).toEqual({
        items: [],
        nextCursor: null,
        total: 0,
        totalIsLowerBound: false,
        prevCursor: null,
      });
      expect(await house.get('/projects/shop/environments')).toEqual({ items: ['production', 'staging'] });
    });

    test('finds text in title and culprit in any case, short ids, and takes no character for a wildcard', async () => {
      const { send, titles } = await shop();
      await send(failure('TimeoutError'), failure('Quota_100%'), failure('Back\\slash'), failure('ÜberFehler'));
      expect(await titles('?q=timeouterror')).toEqual(['TimeoutError']);
      expect(await titles('?q=CHARGE')).toHaveLength(4);
      expect(await titles('?q=100%25')).toEqual(['Quota_100%']);
      expect(await titles('?q=a_1')).toEqual(['Quota_100%']);
      expect(await titles('?q=o_u')).toEqual([]);
      expect(await titles(`?q=${encodeURIComponent('k\\s')}`)).toEqual(['Back\\slash']);
      expect(await titles(`?q=${encodeURIComponent('überf')}`)).toEqual(['ÜberFehler']);
      expect(await titles('?q=shop-2')).toEqual(['Quota_100%']);
      expect(await titles('?q=2')).toEqual(['Quota_100%']);
      expect(await titles('?q=other-2')).toEqual([]);
    });

    test('comes page by page without losing or doubling one, in every order, with a total', async () => {
      const { house, send, issues } = await shop();
      for (let index = 0; index < 11; index++) {
        // Some share every sort key: the id decides.
        if (index % 3 === 0) house.clock.advance(MINUTE);
        await send(failure(`E${index}`), ...(index % 2 === 0 ? [failure(`E${index}`)] : []));
      }
      for (const sort of ['last_seen', 'first_seen', 'events', 'users'])
        for (const order of ['asc', 'desc']) {
          const all = await walk<Issue>(house, `/projects/shop/issues?sort=${sort}&order=${order}`, 2);
          expect(new Set(all.map(({ id }) => id)).size).toBe(11);
          expect(all).toHaveLength(11);
        }
      expect((await issues('?limit=2')).total).toBe(11);
      expect((await issues('?q=e1')).total).toBe(2);
      expect((await issues('?limit=1&q=e1')).total).toBe(2);
    });

    test('loses and doubles none while events arrive, sorted by first seen', async () => {
      const { house, send } = await shop();
      for (let index = 0; index < 9; index++) await send(failure(`E${index}`));
      let arrived = 0;
      const all = await walk<Issue>(house, '/projects/shop/issues?sort=first_seen', 2, async () => {
        house.clock.advance(MINUTE);
        await send(failure(`E${arrived}`), failure(`New${arrived++}`));
      });
      expect(all.map(({ title }) => title.split(':')[0])).toEqual([
        'E8',
        'E7',
        'E6',
        'E5',
        'E4',
        'E3',
        'E2',
        'E1',
        'E0',
      ]);
    });

    test('is turned both ways: going back shows the pages that one came by', async () => {
      const { house, send } = await shop();
      for (let index = 0; index < 7; index++) {
        if (index % 3 === 0) house.clock.advance(MINUTE);
        await send(failure(`E${index}`));
      }
      type Turned = Page<Issue> & { prevCursor: string | null };
      for (const sort of ['last_seen', 'priority']) {
        const turn = async (cursor: string | null) =>
          await house.get<Turned>(
            `/projects/shop/issues?limit=3&sort=${sort}${cursor === null ? '' : `&cursor=${cursor}`}`,
          );
        const idsOf = ({ items }: Turned) => items.map(({ id }) => id);
        const first = await turn(null);
        const second = await turn(first.nextCursor);
        const third = await turn(second.nextCursor);
        expect([first.prevCursor, idsOf(third).length, third.nextCursor]).toEqual([null, 1, null]);
        expect(idsOf(await turn(third.prevCursor))).toEqual(idsOf(second));
        const back = await turn(second.prevCursor);
        expect(idsOf(back)).toEqual(idsOf(first));
        expect(back.prevCursor).toBeNull();
        expect(idsOf(await turn(back.nextCursor))).toEqual(idsOf(second));
      }
    });

    test('sorts by priority', async () => {
      const { house, send, titles } = await shop();
      await send(failure('A'), failure('B'), failure('C'));
      await house.request('POST', '/issues/SHOP-2/actions', { action: 'prioritize', priority: 'high' });
      await house.request('POST', '/issues/SHOP-3/actions', { action: 'prioritize', priority: 'low' });
      expect(await titles('?sort=priority')).toEqual(['B', 'A', 'C']);
      expect(await titles('?sort=priority&order=asc')).toEqual(['C', 'A', 'B']);
    });

    test('shows what was seen within a range, which takes the place of the period', async () => {
      const { house, send, titles } = await shop();
      const at = (hours: number) => toIso(start + hours * HOUR);
      await send(failure('Early'), failure('Long'));
      house.clock.advance(2 * HOUR);
      await send(failure('Late'), failure('Long'));
      expect(await titles(`?to=${at(1)}&sort=first_seen&order=asc`)).toEqual(['Early', 'Long']);
      expect(await titles(`?from=${at(1)}&sort=first_seen&order=asc`)).toEqual(['Long', 'Late']);
      expect(await titles(`?from=${encodeURIComponent('2020-01-01T00:00:00+02:00')}&to=${at(0)}`)).toHaveLength(2);
      expect(await titles('?period=1h&sort=first_seen&order=asc')).toEqual(['Long', 'Late']);
      for (const bad of [`from=${at(2)}&to=${at(1)}`, `from=${at(1)}&period=7d`, 'from=yesterday'])
        expect((await house.request('GET', `/projects/shop/issues?${bad}`)).statusCode, bad).toBe(400);
    });

    test('is counted by state, whatever else is asked', async () => {
      const { house, send } = await shop();
      await send(failure('A'), failure('B'), failure('C'), failure('D', { environment: 'staging' }));
      const act = (issue: string, body: object) => house.request('POST', `/issues/${issue}/actions`, body);
      await act('SHOP-1', { action: 'resolve' });
      await act('SHOP-2', { action: 'mute' });
      await act('SHOP-3', { action: 'resolve' });
      await send(failure('C'));
      const counts = (query: string) => house.get(`/projects/shop/issues/counts${query}`);
      const all = { unresolved: 2, regressed: 1, resolved: 1, muted: 1, lowerBound: false };
      expect(await counts('')).toEqual(all);
      expect(await counts('?query=charge')).toEqual(all);
      const none = { unresolved: 0, regressed: 0, resolved: 0, muted: 0, lowerBound: false };
      expect(await counts('?environment=staging')).toEqual({ ...none, unresolved: 1 });
      expect(await counts('?environment=nowhere')).toEqual(none);
      expect(await counts('?query=is:resolved')).toEqual({ ...none, resolved: 1 });
      expect((await house.request('GET', '/projects/shop/issues/counts?query=is:x')).statusCode).toBe(400);
    });

    test('shows 24 hours or 30 days of events, the present last', async () => {
      const { house, send, issues } = await shop();
      await send(failure('A'), failure('A'));
      house.clock.advance(2 * HOUR);
      await send(failure('A'));
      const [day] = (await issues('?period=24h')).items;
      expect(day?.sparkline).toHaveLength(24);
      expect(day?.sparkline.slice(-3)).toEqual([2, 0, 1]);
      const [month] = (await issues()).items;
      expect(month?.sparkline).toHaveLength(30);
      expect(month?.sparkline.slice(-2)).toEqual([0, 3]);
    });

    test('refuses what it does not know', async () => {
      const { house } = await shop();
      const cursor = Buffer.from('["issues:events:desc",1,1]').toString('base64url');
      for (const query of [
        'sort=luck',
        'order=up',
        'tab=x',
        'limit=0',
        'limit=101',
        'cursor=nonsense',
        `cursor=${cursor}`,
        `q=${'x'.repeat(201)}`,
      ])
        expect((await house.request('GET', `/projects/shop/issues?${query}`)).statusCode, query).toBe(400);
    });
  });

  describe('an issue', () => {
    test('is found by number and by short id, and says why it is one', async () => {
      const { house, send, issues } = await shop();
      await send(
        failure('A', { release: 'shop@1.0.0', environment: 'production', user: { id: '1' } }),
        failure('A', { release: 'shop@1.1.0', environment: 'staging' }),
      );
      const id = (await issues()).items[0]?.id;
      const issue = await house.get<Record<string, unknown>>(`/issues/${id}`);
      expect(issue).toEqual(await house.get('/issues/SHOP-1'));
      expect(issue).toEqual(await house.get('/issues/shop-1'));
      expect(issue).toMatchObject({
        shortId: 'SHOP-1',
        title: 'A: A went wrong',
        events: 2,
        storedEvents: 2,
        users: 1,
        firstRelease: 'shop@1.0.0',
        lastRelease: 'shop@1.1.0',
        firstSeen: toIso(start),
        grouping: {
          rule: 'stack',
          matchedRule: null,
          components: expect.arrayContaining([
            expect.objectContaining({ kind: 'type', value: 'A', contributes: true }),
          ]) as unknown,
        },
        groupings: [{ hash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown, firstSeen: toIso(start) }],
        environments: ['production', 'staging'],
        feedbackCount: 0,
      });
      expect(issue['releases']).toEqual(
        ['shop@1.1.0', 'shop@1.0.0'].map((version) => ({
          version,
          events: 1,
          firstSeen: toIso(start),
          lastSeen: toIso(start),
        })),
      );
    });

    test('counts its tags, the most frequent value first', async () => {
      const { house, send } = await shop();
      const plan = (value: string) => failure('A', { tags: { plan: value } });
      await send(plan('free'), plan('pro'), plan('pro'), plan('team'), plan('pro'), plan('free'));
      const tags = await house.get<{ items: { key: string }[] }>('/issues/SHOP-1/tags');
      expect(tags.items.find(({ key }) => key === 'plan')).toEqual({
        key: 'plan',
        total: 6,
        distinct: 3,
        values: [
          { value: 'pro', count: 3 },
          { value: 'free', count: 2 },
          { value: 'team', count: 1 },
        ],
      });
      expect(await walk(house, '/issues/SHOP-1/tags/plan', 1)).toEqual([
        { value: 'pro', count: 3 },
        { value: 'free', count: 2 },
        { value: 'team', count: 1 },
      ]);
      expect(await walk(house, '/issues/SHOP-1/tags/unknown')).toEqual([]);
    });

    test('has a histogram of hours or days', async () => {
      const { house, send } = await shop();
      await send(failure('A'), failure('A'));
      const of = async (period: string) =>
        await house.get<{ interval: string; buckets: { start: string; count: number }[] }>(
          `/issues/SHOP-1/histogram?period=${period}`,
        );
      for (const [period, interval, length] of [
        ['24h', 'hour', 24],
        ['7d', 'hour', 168],
        ['30d', 'day', 30],
        ['90d', 'day', 90],
      ] as const) {
        const { buckets, ...rest } = await of(period);
        expect(rest).toEqual({ interval });
        expect(buckets).toHaveLength(length);
        expect(buckets.at(-1)).toEqual({ start: toIso(interval === 'hour' ? start : start - 10 * HOUR), count: 2 });
      }
    });
  });
});

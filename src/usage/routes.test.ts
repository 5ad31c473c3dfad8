import { expect, test } from 'vitest';
import { start } from '../../test/support/events.ts';
import { ingestRequest } from '../../test/support/ingest.ts';
import { eachIssueHouse } from '../../test/support/issues.ts';
import type { IssueHouse } from '../../test/support/issues.ts';
import { HOUR, MINUTE, randomHex, toIso } from '../kit/index.ts';

interface Stats {
  interval: string;
  accepted: { start: string; count: number }[];
  others: { category: string; buckets: { count: number }[] }[];
  discarded: { reason: string; category: string; source: string; buckets: { count: number }[] }[];
}

const empty = (count: number) => Array.from({ length: count }, () => 0);
const total = (buckets: readonly { count: number }[]) => buckets.reduce((sum, { count }) => sum + count, 0);

eachIssueHouse('statistics and quotas', (open) => {
  const shop = async () => {
    const house = await open();
    const project = await house.project('shop');
    const send = (...items: [header: Record<string, unknown>, payload: unknown][]) => {
      const lines = items.flatMap(([header, payload]) => [JSON.stringify(header), JSON.stringify(payload)]);
      const query = { params: { project: String(project.id) }, query: `sentry_key=${project.key}` };
      return house.accept(ingestRequest(`${['{}', ...lines].join('\n')}\n`, query));
    };
    return { house, project, send };
  };
  const discards = (stats: Stats) =>
    Object.fromEntries(
      stats.discarded.map(({ source, reason, category, buckets }) => [
        `${source} ${reason} ${category}`,
        total(buckets),
      ]),
    );

  test('what was accepted and what was discarded, by us and by clients, in spans of any width', async () => {
    const { house, project, send } = await shop();
    await house.send(project, { message: 'a' }, { message: 'a' });
    await send([{ type: 'session' }, { sid: randomHex(16), status: 'ok' }], [{ type: 'transaction' }, {}]);
    await send([
      { type: 'client_report' },
      { timestamp: start / 1_000_000, discarded_events: [{ reason: 'sample_rate', category: 'error', quantity: 7 }] },
    ]);
    await house.flush();
    house.clock.advance(2 * MINUTE);
    await house.send(project, { message: 'a' });
    await house.flush();

    const day = await house.get<Stats>('/projects/shop/stats');
    expect(day.interval).toBe('hour');
    expect(day.accepted.map(({ count }) => count)).toEqual([...empty(23), 3]);
    expect(day.accepted.at(-1)?.start).toBe(toIso(start));
    expect(day.others.map(({ category, buckets }) => [category, total(buckets)])).toEqual([['session', 1]]);
    expect(discards(day)).toEqual({
      'client sample_rate error': 7,
      'server not_supported transaction': 1,
      'server invalid session': 1,
    });
    const month = await house.get<Stats>('/projects/shop/stats?period=30d');
    expect(month.accepted.map(({ count }) => count)).toEqual([...empty(29), 3]);
    const minutes = await house.get<Stats>('/projects/shop/stats?period=1h');
    expect(minutes.accepted.map(({ count }) => count)).toEqual([...empty(57), 2, 0, 1]);
    const between = `from=${toIso(start - HOUR)}&to=${toIso(start + HOUR)}&interval=hour`;
    expect((await house.get<Stats>(`/projects/shop/stats?${between}`)).accepted.map(({ count }) => count)).toEqual([
      0, 3,
    ]);
    for (const wrong of [
      `from=${toIso(start)}`,
      between.replace('hour', 'minute').replace(toIso(start + HOUR), '2030-01-01T00:00:00Z'),
    ])
      expect((await house.request('GET', `/projects/shop/stats?${wrong}`)).json()).toMatchObject({
        status: 400,
        code: 'bad_range',
      });
  });

  // Elsewhere a discarded event leaves no trace at all.
  test('no event vanishes uncounted: invalid, too large, sent twice, beyond the quota', async () => {
    const { house, project, send } = await shop();
    await change(house, '/projects/shop/quotas', { hour: 4 });
    const twice = { event_id: randomHex(16), message: 'a' };
    await house.send(project, twice);
    house.clock.advance(1_000);
    await house.send(project, twice, { message: 'b' });
    await send([{ type: 'event' }, [1]]);
    await send([{ type: 'event' }, { message: 'x'.repeat(2_000_000) }]);
    const beside = [{ type: 'attachment', filename: 'a' }, 'text'] as [Record<string, unknown>, unknown];
    for (let event = 0; event < 3; event++)
      await send([{ type: 'event' }, { message: 'c' }], beside, [{ type: 'user_report' }, { comments: 'no' }]);
    const deliveries = [...house.waiting];
    await house.flush();
    await house.restart()(deliveries);

    const stats = await house.get<Stats>('/projects/shop/stats');
    expect(total(stats.accepted)).toBe(4);
    expect(discards(stats)).toMatchObject({
      'server duplicate error': 1,
      'server invalid error': 1,
      'server too_large error': 1,
      'server quota error': 2,
      'server quota attachment': 2,
    });
  });

  test('quotas: what is set, what is used, and what is left of the installation’s', async () => {
    const { house, project } = await shop();
    await house.project('quiet');
    const before = await house.get<object>('/projects/shop/quotas');
    expect(before).toMatchObject({
      fiveMinutes: null,
      month: null,
      spikeProtection: false,
      spikeFactor: 5,
      shares: [],
    });
    await change(house, '/projects/shop/quotas', { fiveMinutes: 3, spikeProtection: true });
    await change(house, '/quotas', { fiveMinutes: 8 });
    await house.send(project, { message: 'a' }, { message: 'b' });
    await house.flush();
    expect(await house.get('/projects/shop/quotas')).toMatchObject({
      fiveMinutes: 3,
      hour: null,
      spikeProtection: true,
      usage: [
        { span: 'fiveMinutes', limit: 3, used: 2, freesAt: toIso(start + 6 * MINUTE) },
        { span: 'hour', limit: null, used: 2 },
        { span: 'month', limit: null, used: 2 },
      ],
      shares: [{ span: 'fiveMinutes', limit: 8, used: 2, own: 2, commonLeft: 4, room: 4 }],
    });
    expect(await get(house, '/quotas')).toMatchObject({ fiveMinutes: 8, usage: [{ limit: 8, used: 2 }, {}, {}] });
    expect(await get(house, '/stats')).toMatchObject({
      projects: [{ projectId: project.id, accepted: 2, discarded: 0 }],
    });
    const admin = await house.token(null, 'admin');
    for (const wrong of [{ fiveMinutes: -1 }, { week: 3 }, { spikeFactor: 1 }])
      expect((await house.request('PATCH', '/projects/shop/quotas', wrong, admin)).statusCode).toBe(400);
  });
});

const change = async (house: IssueHouse, path: string, body: object): Promise<void> => {
  const response = await house.request('PATCH', path, body, await house.token(null, 'admin'));
  expect(response.statusCode, response.body).toBe(200);
};

const get = async (house: IssueHouse, path: string): Promise<unknown> =>
  (await house.request('GET', path, undefined, await house.token(null, 'admin'))).json();

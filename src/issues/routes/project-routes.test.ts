import { describe, expect, test } from 'vitest';
import { start } from '../../../test/support/events.ts';
import { ingestRequest } from '../../../test/support/ingest.ts';
import { eachIssueHouse } from '../../../test/support/issues.ts';
import { DAY, HOUR, MINUTE, randomHex, toIso } from '../../kit/index.ts';

eachIssueHouse('the API of a project', (open) => {
  const shop = async () => {
    const house = await open();
    const project = await house.project('shop');
    const query = { params: { project: String(project.id) }, query: `sentry_key=${project.key}` };
    /** Sends items of an envelope: header and payload each. */
    const items = async (...list: [header: Record<string, unknown>, payload: unknown][]) => {
      const lines = list.flatMap(([header, payload]) => [JSON.stringify(header), JSON.stringify(payload)]);
      expect(await house.accept(ingestRequest(`${['{}', ...lines].join('\n')}\n`, query))).toMatchObject({
        status: 200,
      });
      expect(await house.flush()).toEqual([]);
    };
    return { house, project, items };
  };
  const empty = (count: number) => Array.from({ length: count }, () => 0);

  test('overview: what each received lately, also one that received nothing', async () => {
    const { house, project } = await shop();
    const quiet = await house.project('quiet');
    await house.send(project, { message: 'a' });
    await house.flush();
    house.clock.advance(3 * HOUR);
    await house.send(project, { message: 'a' }, { message: 'b' });
    await house.flush();
    expect(await house.get('/projects-overview')).toEqual({
      items: [
        { projectId: quiet.id, issues: 0, events24h: 0, lastEventAt: null, firstEventAt: null, sparkline: empty(24) },
        {
          projectId: project.id,
          issues: 2,
          events24h: 3,
          lastEventAt: toIso(start + 3 * HOUR),
          firstEventAt: toIso(start),
          sparkline: [...empty(20), 1, 0, 0, 2],
        },
      ],
    });
  });

  test('releases: seen when, with how many events and new issues', async () => {
    const { house, project } = await shop();
    const of = (release: string, message: string) => ({ release, message });
    await house.send(project, of('shop@1', 'a'), of('shop@1', 'b'), of('shop@2', 'a'));
    await house.flush();
    expect(await house.get('/projects/shop/releases?limit=1')).toMatchObject({
      items: [{ version: 'shop@2', newIssues: 0, events: 1 }],
    });
    const { nextCursor } = await house.get<{ nextCursor: string }>('/projects/shop/releases?limit=1');
    expect(await house.get(`/projects/shop/releases?limit=1&cursor=${nextCursor}`)).toMatchObject({
      items: [
        {
          version: 'shop@1',
          createdAt: toIso(start),
          firstSeen: toIso(start),
          lastSeen: toIso(start),
          newIssues: 2,
          events: 2,
        },
      ],
      nextCursor: null,
    });
  });

  test('sessions: how many were free of crashes, and of how many users', async () => {
    const { house, items } = await shop();
    const session = (did: string, status: string) =>
      [
        { type: 'session' },
        {
          sid: randomHex(16),
          did,
          started: toIso(start),
          timestamp: toIso(start),
          status,
          errors: 0,
          attrs: { release: 'shop@1', environment: 'production' },
        },
      ] as [Record<string, unknown>, unknown];
    await items(session('ann', 'exited'), session('ann', 'crashed'), session('bob', 'exited'), session('bob', 'ok'));
    await items([
      { type: 'sessions' },
      { aggregates: [{ started: toIso(start), exited: 4 }], attrs: { release: 'shop@2', environment: 'production' } },
    ]);
    expect(await house.get('/projects/shop/sessions')).toMatchObject({
      items: [
        {
          release: 'shop@1',
          environment: 'production',
          total: 4,
          exited: 3,
          errored: 0,
          unhandled: 0,
          abnormal: 0,
          crashed: 1,
          users: 2,
          crashedUsers: 1,
          crashFreeSessions: 0.75,
          crashFreeUsers: 0.5,
        },
        {
          release: 'shop@2',
          environment: 'production',
          total: 4,
          exited: 4,
          errored: 0,
          unhandled: 0,
          abnormal: 0,
          crashed: 0,
          users: 0,
          crashedUsers: 0,
          crashFreeSessions: 1,
          crashFreeUsers: null,
        },
      ],
    });
    house.clock.advance(8 * DAY);
    expect(await house.get('/projects/shop/sessions?period=7d')).toEqual({ items: [] });
  });

  test('monitors and their runs', async () => {
    const { house, items } = await shop();
    const config = { schedule: { type: 'crontab', value: '0 * * * *' }, checkin_margin: 5 };
    const checkIn = (status: string, more: Record<string, unknown> = {}) =>
      [
        { type: 'check_in' },
        {
          check_in_id: 'a'.repeat(32),
          monitor_slug: 'backup',
          status,
          environment: 'production',
          monitor_config: config,
          ...more,
        },
      ] as [Record<string, unknown>, unknown];
    await items(checkIn('in_progress'));
    house.clock.advance(MINUTE);
    await items(checkIn('ok'));
    await items(checkIn('in_progress', { check_in_id: 'b'.repeat(32), environment: 'staging' }));
    const { items: monitors } = await house.get<{ items: unknown[] }>('/projects/shop/monitors');
    expect(monitors).toMatchObject([
      {
        slug: 'backup',
        environment: 'production',
        status: 'ok',
        lastCheckInAt: toIso(start + MINUTE),
        nextExpectedAt: toIso(start + HOUR),
        config,
      },
      { slug: 'backup', environment: 'staging', status: 'in_progress' },
    ]);
    const first = await house.get<{ items: unknown[]; nextCursor: string }>('/projects/shop/monitors?limit=1');
    expect(await house.get(`/projects/shop/monitors?limit=1&cursor=${first.nextCursor}`)).toEqual({
      items: [monitors[1]],
      nextCursor: null,
    });
    expect(await house.get('/projects/shop/monitors/backup/check-ins')).toMatchObject({
      items: [
        { id: 'b'.repeat(32), status: 'in_progress', environment: 'staging', durationSeconds: null },
        { id: 'a'.repeat(32), status: 'ok', environment: 'production', durationSeconds: 60, receivedAt: toIso(start) },
      ],
    });
    expect((await house.request('GET', '/projects/shop/monitors/unknown/check-ins')).statusCode).toBe(404);
  });

  describe('grouping rules', () => {
    test('are checked, and tried on the latest event or a named one', async () => {
      const { house, project } = await shop();
      const event_id = randomHex(16);
      await house.send(project, { event_id, message: 'first', logger: 'app.db' }, { message: 'second' });
      await house.flush();
      const preview = async (body: object) => {
        const response = await house.request('POST', '/projects/shop/grouping/preview', body);
        expect(response.statusCode).toBe(200);
        return response.json<{
          valid: boolean;
          errors: object[];
          grouping: { rule: string; matchedRule: string | null } | null;
        }>();
      };
      const rules = { fingerprintRules: 'logger:app.db -> database', stackRules: '' };
      expect(await preview(rules)).toMatchObject({
        valid: true,
        errors: [],
        grouping: { rule: 'message', matchedRule: null },
      });
      expect(await preview({ ...rules, eventId: event_id })).toMatchObject({
        valid: true,
        grouping: { rule: 'project_rule' },
      });
      const broken = await preview({ fingerprintRules: 'logger:a -> b\nlogger:', stackRules: 'nonsense' });
      expect(broken).toMatchObject({
        valid: false,
        errors: [
          { field: 'fingerprintRules', line: 2 },
          { field: 'stackRules', line: 1 },
        ],
      });
    });

    test('have nothing to be tried on before the first event', async () => {
      const { house } = await shop();
      expect((await house.request('POST', '/projects/shop/grouping/preview', {})).json()).toEqual({
        valid: true,
        errors: [],
        grouping: null,
      });
    });
  });

  test('does not exist for those who may not see it: every route answers 404, as for one that never was', async () => {
    const { house, project } = await shop();
    const other = await house.project('other');
    const event_id = randomHex(16);
    await house.send(project, { event_id, message: 'secret' });
    await house.flush();
    const foreign = await house.token(other.id);
    const { id: issue } = await house.get<{ id: number }>('/issues/SHOP-1');
    const paths = [
      ...[issue, 'SHOP-1'].flatMap((one) =>
        ['', '/events', '/events/latest', `/events/${event_id}`, '/tags', '/tags/level', '/histogram', '/feedback'].map(
          (path) => `/issues/${one}${path}`,
        ),
      ),
      ...[project.id, 'shop'].flatMap((one) =>
        [
          'issues',
          'events',
          `events/${event_id}`,
          `events/${event_id}/raw`,
          `events/${event_id}/stacktrace`,
          `events/${event_id}/attachments/1`,
          'stats',
          'environments',
          'feedback',
          'sessions',
          'monitors',
          'monitors/backup/check-ins',
          'releases',
        ].map((path) => `/projects/${one}/${path}`),
      ),
    ];
    const never = (path: string) =>
      path.replace(/(issues|projects)\/[^/]+/, path.startsWith('/issues') ? '$1/NEVER-9' : '$1/never');
    for (const path of paths) {
      const [theirs, nobodys] = [
        await house.request('GET', path, undefined, foreign),
        await house.request('GET', never(path), undefined, foreign),
      ];
      expect(theirs.statusCode, path).toBe(404);
      expect({ ...theirs.json<object>(), requestId: '' }, path).toEqual({ ...nobodys.json<object>(), requestId: '' });
      expect((await house.request('GET', path, undefined, {})).statusCode, path).toBe(401);
    }
    const preview = `/projects/${project.id}/grouping/preview`;
    expect((await house.request('POST', preview, { eventId: event_id }, foreign)).statusCode).toBe(404);
    expect(
      (await house.request('POST', `/projects/other/grouping/preview`, { eventId: event_id }, foreign)).statusCode,
    ).toBe(404);
    const overview = await house.request('GET', '/projects-overview', undefined, foreign);
    expect(overview.json<{ items: { projectId: number }[] }>().items.map(({ projectId }) => projectId)).toEqual([
      other.id,
    ]);
  });
});

import type { LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { differentError, eachAlertHouse } from '../../test/support/alerts.ts';
import type { AlertHouse } from '../../test/support/alerts.ts';
import type { HttpReceiver } from '../../test/support/http-receiver.ts';
import { startHttpReceiver } from '../../test/support/http-receiver.ts';
import { addAuthentication, createUser } from '../accounts/index.ts';
import { createToken } from '../accounts/tokens.ts';
import { createServer } from '../app/server.ts';
import { createLogger, MINUTE } from '../kit/index.ts';
import { alertRoutes } from './routes.ts';

let there: HttpReceiver;
beforeEach(async () => {
  there = await startHttpReceiver();
});
afterEach(() => there.close());

type Call = (
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
) => Promise<LightMyRequestResponse>;

/** Calls the API as an owner, with a token of `scope`. */
const apiOf = async (house: AlertHouse, scope: 'read' | 'write' = 'write'): Promise<Call> => {
  const { storage, clock, deps } = house;
  const app = createServer({ log: createLogger('test', 'error'), trustedProxies: [], basePath: '' });
  await app.register(
    async (api) => {
      await addAuthentication(api, { storage, clock, publicUrl: () => 'https://errors.example' });
      await api.register(alertRoutes, deps);
    },
    { prefix: '/api/v1' },
  );
  const email = `${scope}@example.org`;
  const user = await createUser(storage, clock, { email, password: 'correct horse', role: 'owner' });
  const caller = {
    userId: user.id,
    email,
    role: 'owner' as const,
    scopes: ['read' as const, 'write' as const],
    projects: 'all' as const,
    via: 'session' as const,
    boundTo: null,
  };
  const token = await createToken(storage, clock, caller, {
    name: 'test',
    scopes: [scope],
    projectId: null,
    expiresAt: null,
  });
  const headers = { authorization: `Bearer ${token.secret}` };
  return (method, path, body) =>
    app.inject({ method, url: `/api/v1/projects/${path}`, headers, ...(body === undefined ? {} : { payload: body }) });
};

const webhook = (more: object = {}) => ({
  name: 'Receiver',
  kind: 'webhook',
  settings: { url: `${there.url}/in?key=hidden`, secret: 'a long enough secret' },
  ...more,
});

eachAlertHouse('the API of alerts', (open) => {
  test('a target is made, shown without its secrets, changed and deleted', async () => {
    const house = await open();
    await house.project();
    const call = await apiOf(house);
    const made = await call('POST', 'shop/alert-targets', webhook({ digestMinutes: 10 }));
    expect(made.statusCode).toBe(201);
    const target = made.json<{ id: number }>();
    expect(target).toMatchObject({
      kind: 'webhook',
      enabled: true,
      digestMinutes: 10,
      settings: {},
      secrets: { url: `${there.url}/in`, secret: '••••••••' },
    });
    const changed = await call('PATCH', `shop/alert-targets/${target.id}`, { name: 'New name', digestMinutes: 0 });
    expect(changed.json()).toMatchObject({ name: 'New name', digestMinutes: 0, secrets: { secret: '••••••••' } });
    const list = await call('GET', 'shop/alert-targets');
    expect(list.json()).toMatchObject({ items: [{ id: target.id }], nextCursor: null });
    for (const { body } of [made, changed, list]) expect(body).not.toMatch(/hidden|long enough/);
    // The secret is still the one that was given.
    await call('POST', `shop/alert-targets/${target.id}/test`);
    expect(there.received[0]?.path).toBe('/in?key=hidden');
    expect((await call('DELETE', `shop/alert-targets/${target.id}`)).statusCode).toBe(204);
    expect((await call('GET', 'shop/alert-targets')).json()).toMatchObject({ items: [] });
    expect(await house.deliveries()).toEqual([]);
  });

  test.each([
    ['email', { to: [] }, 'settings.to'],
    ['email', { to: ['a@b.c, d@e.f'] }, 'settings.to'],
    ['email', { to: ['a@b.c\r\nBcc: x@y.z'] }, 'settings.to'],
    ['slack', {}, 'settings.url'],
    ['slack', { url: 'file:///etc/passwd' }, 'settings.url'],
    ['slack', { url: 'https://user:password@hooks.slack.com/x' }, 'settings.url'],
    ['slack', { url: 'https://hooks.slack.com/x', token: 'x' }, 'settings.token'],
    ['telegram', { token: 'x', chatId: '1' }, 'settings.token'],
    ['telegram', { token: '123:abcdefghijk/../x', chatId: '1' }, 'settings.token'],
    ['telegram', { token: '123:abcdefghijk', chatId: 'somebody' }, 'settings.chatId'],
    ['webhook', { url: 'https://example.org', secret: 'short' }, 'settings.secret'],
  ])('a %s with %j is refused, and the answer names the setting', async (kind, settings, field) => {
    const house = await open();
    await house.project();
    const response = await (await apiOf(house))('POST', 'shop/alert-targets', { name: 'x', kind, settings });
    expect(response.statusCode).toBe(400);
    expect(response.json<{ detail: string }>().detail).toContain(field);
  });

  test('a rule is made, changed and deleted, and leads only to targets of its project', async () => {
    const house = await open();
    const project = await house.project();
    const foreign = await house.target(await house.project('Other'), { kind: 'email', to: ['a@b.c'] });
    const target = await house.target(project, { kind: 'email', to: ['a@b.c'] });
    const call = await apiOf(house);
    const rule = {
      name: 'Production',
      triggers: ['new', 'regressed'],
      conditions: [{ field: 'environment', operator: 'is', values: ['production'] }],
      targetIds: [target.id],
    };
    const made = await call('POST', 'shop/alert-rules', rule);
    expect(made.statusCode).toBe(201);
    const { id } = made.json<{ id: number }>();
    expect(made.json()).toMatchObject({ ...rule, enabled: true });
    expect((await call('POST', 'shop/alert-rules', { ...rule, targetIds: [foreign.id] })).json()).toMatchObject({
      code: 'unknown_target',
    });
    expect((await call('PATCH', `shop/alert-rules/${id}`, { targetIds: [foreign.id] })).statusCode).toBe(400);
    expect(
      (
        await call('PATCH', `shop/alert-rules/${id}`, { conditions: [{ field: 'tag', operator: 'is', values: ['x'] }] })
      ).json(),
    ).toMatchObject({ code: 'bad_condition' });
    expect((await call('PATCH', `shop/alert-rules/${id}`, { enabled: false, targetIds: [] })).json()).toMatchObject({
      enabled: false,
      targetIds: [],
      triggers: rule.triggers,
    });
    expect((await call('DELETE', `shop/alert-rules/${id}`)).statusCode).toBe(204);
    expect((await call('GET', 'shop/alert-rules')).json()).toMatchObject({ items: [] });
  });

  test('what belongs to another project does not exist, and who may only read changes nothing', async () => {
    const house = await open();
    const [project, other] = [await house.project(), await house.project('Other')];
    const target = await house.target(project, { kind: 'slack', url: there.url });
    const rule = await house.rule(project, [target]);
    await house.digest(project, differentError());
    await house.run();
    const [delivery] = await house.deliveries();
    const call = await apiOf(house);
    for (const [method, path] of [
      ['PATCH', `alert-targets/${target.id}`],
      ['DELETE', `alert-targets/${target.id}`],
      ['POST', `alert-targets/${target.id}/test`],
      ['PATCH', `alert-rules/${rule}`],
      ['DELETE', `alert-rules/${rule}`],
      ['GET', `alert-deliveries/${delivery?.id}`],
      ['POST', `alert-deliveries/${delivery?.id}/replay`],
    ] as const)
      expect([
        path,
        (await call(method, `${other.slug}/${path}`, method === 'PATCH' ? {} : undefined)).statusCode,
      ]).toEqual([path, 404]);
    const reader = await apiOf(house, 'read');
    expect((await reader('GET', 'shop/alert-targets')).statusCode).toBe(200);
    expect((await reader('POST', 'shop/alert-targets', webhook())).statusCode).toBe(403);
    expect((await reader('POST', `shop/alert-targets/${target.id}/test`)).statusCode).toBe(403);
    expect(there.received).toHaveLength(1);
  });

  test('a test says at once what came of it, five times a minute', async () => {
    const house = await open();
    const project = await house.project();
    const target = await house.target(project, { kind: 'slack', url: there.url }, { enabled: false });
    const call = await apiOf(house);
    const path = `shop/alert-targets/${target.id}/test`;
    expect((await call('POST', path)).json()).toMatchObject({
      trigger: 'test',
      state: 'sent',
      log: [{ status: 200, response: 'ok' }],
    });
    there.answer = (_request, response) => response.writeHead(500).end('no_service');
    expect((await call('POST', path)).json()).toMatchObject({
      state: 'failed',
      error: 'It answered 500.',
      log: [{ response: 'no_service' }],
    });
    await call('POST', path);
    await call('POST', path);
    await call('POST', path);
    const refused = await call('POST', path);
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([429, '60']);
    await house.run();
    expect(there.received).toHaveLength(5);
    house.clock.advance(MINUTE);
    expect((await call('POST', path)).statusCode).toBe(200);
  });

  test('the log pages from the newest to the oldest, and can be narrowed', async () => {
    const house = await open();
    const project = await house.project();
    const target = await house.target(project, { kind: 'slack', url: there.url });
    await house.rule(project, [target]);
    for (const name of ['one', 'two', 'three']) {
      await house.digest(project, differentError(name));
      await house.run();
    }
    const call = await apiOf(house);
    interface Page {
      items: { id: string; issueId: number }[];
      nextCursor: string | null;
    }
    const first = (await call('GET', 'shop/alert-deliveries?limit=2')).json<Page>();
    const second = (await call('GET', `shop/alert-deliveries?limit=2&cursor=${first.nextCursor}`)).json<Page>();
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(ids).toEqual((await house.deliveries()).map(({ id }) => id).toReversed());
    expect(second.nextCursor).toBeNull();
    const issue = first.items[0]?.issueId;
    expect((await call('GET', `shop/alert-deliveries?issueId=${issue}`)).json<Page>().items).toHaveLength(1);
    expect((await call('GET', 'shop/alert-deliveries?state=failed')).json<Page>().items).toEqual([]);
  });

  test('what failed is sent once more when somebody asks for it', async () => {
    const house = await open();
    const project = await house.project();
    const target = await house.target(project, { kind: 'webhook', url: there.url, secret: 'a long enough secret' });
    await house.rule(project, [target]);
    there.answer = (_request, response) => response.writeHead(410).end();
    await house.digest(project, differentError());
    await house.run();
    const [failed] = await house.deliveries();
    expect(failed?.state).toBe('failed');
    there.answer = (_request, response) => response.end('ok');
    const call = await apiOf(house);
    const path = `shop/alert-deliveries/${failed?.id}`;
    expect((await call('POST', `${path}/replay`)).statusCode).toBe(202);
    expect((await call('POST', `${path}/replay`)).statusCode).toBe(409);
    await house.run();
    expect((await call('GET', path)).json()).toMatchObject({
      state: 'sent',
      attempts: 2,
      log: [{ status: 200 }, { status: 410 }],
    });
    const [one, two] = there.received;
    expect(two?.headers['webhook-id']).toBe(one?.headers['webhook-id']);
    expect(two?.body).toBe(one?.body);
  });

  test('a preview tells which of the newest issues the conditions fit: also by who takes care of them', async () => {
    const house = await open();
    const project = await house.project();
    const call = await apiOf(house);
    await house.digest(
      project,
      { ...differentError(), environment: 'production', level: 'fatal' },
      { ...differentError(), environment: 'production', level: 'warning' },
      { ...differentError(), environment: 'staging', level: 'error' },
    );
    const preview = async (...conditions: object[]) => {
      const response = await call('POST', 'shop/alert-rules/preview', { conditions });
      const { looked, items } = response.json<{ looked: number; items: { shortId: string }[] }>();
      return [looked, ...items.map(({ shortId }) => shortId)];
    };
    expect(await preview()).toEqual([3, 'SHOP-3', 'SHOP-2', 'SHOP-1']);
    const production = { field: 'environment', operator: 'is', values: ['production'] };
    expect(await preview(production, { field: 'level', operator: 'at_least', values: ['error'] })).toEqual([
      3,
      'SHOP-1',
    ]);
    const { id } = await createUser(house.storage, house.clock, {
      email: 'ada@example.org',
      password: 'correct horse',
      role: 'member',
    });
    await house.storage.query('assign', 'update issue set assignee_id = ? where number = 2', [id]);
    expect(await preview({ field: 'owner', operator: 'is', values: ['ada@example.org'] })).toEqual([3, 'SHOP-2']);
    expect(await preview({ field: 'owner', operator: 'is_not', values: ['ada@example.org'] })).toEqual([
      3,
      'SHOP-3',
      'SHOP-1',
    ]);
    const wrong = await call('POST', 'shop/alert-rules/preview', { conditions: [{ ...production, key: 'x' }] });
    expect(wrong.json()).toMatchObject({ code: 'bad_condition' });
  });
});

import { expect, test } from 'vitest';
import { DAY, MINUTE, toIso } from '../kit/index.ts';
import { eachHouse } from '../../test/support/accounts.ts';
import type { House } from '../../test/support/accounts.ts';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

const tokenFor = async (house: House, cookie: Record<string, string | undefined>, body: object): Promise<string> => {
  const response = await house.call('POST', '/tokens', { name: 'ci', ...body }, cookie);
  expect(response.statusCode).toBe(201);
  return response.json().token;
};

eachHouse('access', (open) => {
  test('whoever is nobody gets 401 everywhere but where one signs in', async () => {
    const { call } = await open();
    for (const path of ['/session', '/users', '/tokens', '/projects', '/projects/1', '/projects/1/keys'])
      expect((await call('GET', path)).json()).toMatchObject({ status: 401, code: 'unauthenticated' });
    expect((await call('POST', '/projects', { name: 'x' })).statusCode).toBe(401);
    expect((await call('GET', '/projects', undefined, { cookie: 'culprit_session=guessed' })).statusCode).toBe(401);
    for (const token of ['clp_guessed', 'guessed', ''])
      expect((await call('GET', '/projects', undefined, bearer(token))).statusCode).toBe(401);
  });

  test('viewers look, members work, admins and owners administer', async () => {
    const house = await open();
    const status = async (
      role: 'viewer' | 'member' | 'admin',
      method: 'GET' | 'POST' | 'DELETE',
      path: string,
      body?: object,
    ) => (await house.call(method, path, body, cookies[role])).statusCode;
    const web = await house.team('Web');
    const cookies = {
      viewer: await house.signedIn('viewer', web),
      member: await house.signedIn('member', web),
      admin: await house.signedIn('admin'),
    };
    expect(await status('viewer', 'POST', '/projects', { name: 'Shop' })).toBe(403);
    expect(await status('member', 'POST', '/projects', { name: 'Shop' })).toBe(201);
    expect(await status('viewer', 'GET', '/projects/shop')).toBe(200);
    expect(await status('viewer', 'POST', '/projects/shop/keys', {})).toBe(403);
    expect(await status('member', 'DELETE', '/projects/shop')).toBe(403);
    expect(await status('member', 'GET', '/users')).toBe(403);
    expect(await status('admin', 'GET', '/users')).toBe(200);
    expect(await status('admin', 'DELETE', '/projects/shop')).toBe(204);
    expect(await status('admin', 'GET', '/projects/shop')).toBe(404);
  });

  test('nobody makes a user of a higher role than their own', async () => {
    const { call, signedIn } = await open();
    const admin = await signedIn('admin');
    const create = (role: string) =>
      call('POST', '/users', { email: `${role}@new.example`, password: 'long enough', role }, admin);
    expect((await create('owner')).json()).toMatchObject({ status: 403, code: 'forbidden' });
    expect((await create('member')).json()).toEqual({
      id: expect.any(Number),
      email: 'member@new.example',
      name: 'member',
      role: 'member',
      active: true,
      createdAt: expect.any(String),
    });
    expect((await create('emperor')).statusCode).toBe(400);
    const users = (await call('GET', '/users?limit=1', undefined, admin)).json();
    expect(users.items).toHaveLength(1);
    const rest = (await call('GET', `/users?cursor=${users.nextCursor}`, undefined, admin)).json();
    expect([rest.items.map(({ role }: { role: string }) => role), rest.nextCursor]).toEqual([['member'], null]);
    expect((await call('GET', `/tokens?cursor=${users.nextCursor}`, undefined, admin)).json()).toMatchObject({
      code: 'bad_cursor',
    });
  });

  test('a token is shown once, kept as a hash, and works without a cookie or a header of ours', async () => {
    const house = await open();
    const cookie = await house.signedIn('owner');
    const token = await tokenFor(house, cookie, { scopes: ['write'] });
    expect(token).toMatch(/^clp_[\w-]{43}$/);
    const stored = await house.storage.query('tokens', 'select * from api_token', []);
    expect(JSON.stringify(stored)).not.toContain(token);
    const created = await house.call(
      'POST',
      '/projects',
      { name: 'Shop' },
      { ...bearer(token), 'x-culprit': undefined },
    );
    expect(created.statusCode).toBe(201);
    const { items } = (await house.call('GET', '/tokens', undefined, cookie)).json();
    expect(items).toEqual([
      {
        id: expect.any(Number),
        name: 'ci',
        scopes: ['write'],
        projectId: null,
        createdAt: toIso(house.clock.now()),
        expiresAt: null,
        lastUsedAt: toIso(house.clock.now()),
        prefix: token.slice(0, 10),
      },
    ]);
  });

  test('a token does what its scopes say and its user may, and no more', async () => {
    const house = await open();
    const [owner, viewer] = [await house.signedIn('owner'), await house.signedIn('viewer')];
    const reader = bearer(await tokenFor(house, owner, { scopes: ['read'] }));
    expect((await house.call('GET', '/projects', undefined, reader)).statusCode).toBe(200);
    expect((await house.call('POST', '/projects', { name: 'x' }, reader)).json()).toMatchObject({
      status: 403,
      code: 'forbidden',
    });
    const admin = bearer(await tokenFor(house, owner, { scopes: ['admin'] }));
    expect((await house.call('GET', '/users', undefined, admin)).statusCode).toBe(200);
    const excess = await house.call('POST', '/tokens', { name: 'x', scopes: ['read', 'write'] }, viewer);
    expect(excess.json()).toMatchObject({ status: 403, code: 'forbidden' });
    await house.storage.query('demote', "update user_account set role = 'viewer'", []);
    expect((await house.call('GET', '/users', undefined, admin)).statusCode).toBe(403);
    expect((await house.call('GET', '/projects', undefined, admin)).statusCode).toBe(200);
  });

  test('a token cannot make or see tokens, which would outlive it', async () => {
    const house = await open();
    const token = bearer(await tokenFor(house, await house.signedIn('owner'), { scopes: ['admin'] }));
    expect((await house.call('POST', '/tokens', { name: 'x', scopes: ['read'] }, token)).json()).toMatchObject({
      code: 'session_required',
    });
    expect((await house.call('GET', '/tokens', undefined, token)).statusCode).toBe(403);
  });

  test('a token bound to a project sees nothing else: what is foreign does not exist', async () => {
    const house = await open();
    const cookie = await house.signedIn('owner');
    const create = async (name: string) => (await house.call('POST', '/projects', { name }, cookie)).json();
    const [shop, bank] = [await create('Shop'), await create('Bank')];
    const [bankKey] = (await house.call('GET', '/projects/bank/keys', undefined, cookie)).json().items;
    const token = bearer(await tokenFor(house, cookie, { scopes: ['admin'], projectId: shop.id }));
    const { items } = (await house.call('GET', '/projects', undefined, token)).json();
    expect(items.map(({ slug }: { slug: string }) => slug)).toEqual(['shop']);
    expect((await house.call('GET', '/projects/shop', undefined, token)).statusCode).toBe(200);
    for (const [method, path, body] of [
      ['GET', `/projects/${bank.id}`],
      ['GET', '/projects/bank'],
      ['PATCH', '/projects/bank', { name: 'Mine' }],
      ['DELETE', '/projects/bank'],
      ['GET', '/projects/bank/keys'],
      ['POST', '/projects/bank/keys', {}],
      ['PATCH', `/projects/shop/keys/${bankKey.id}`, { enabled: false }],
      ['DELETE', `/projects/shop/keys/${bankKey.id}`],
      ['POST', `/projects/shop/keys/${bankKey.id}/rotate`],
    ] as const)
      expect([path, (await house.call(method, path, body, token)).statusCode]).toEqual([path, 404]);
    expect((await house.call('GET', '/users', undefined, token)).statusCode).toBe(403);
    expect((await house.call('POST', '/projects', { name: 'x' }, token)).statusCode).toBe(403);
    expect((await house.call('DELETE', '/projects/shop', undefined, cookie)).statusCode).toBe(204);
    expect((await house.call('GET', '/projects', undefined, token)).statusCode).toBe(401);
  });

  test('tokens expire, and are revoked by their user only', async () => {
    const house = await open();
    const [cookie, other] = [await house.signedIn('member'), await house.signedIn('owner')];
    const past = { name: 'x', scopes: ['read'], expiresAt: toIso(house.clock.now()) };
    expect((await house.call('POST', '/tokens', past, cookie)).json()).toMatchObject({ code: 'bad_expiry' });
    expect((await house.call('POST', '/tokens', { ...past, expiresAt: 'soon' }, cookie)).statusCode).toBe(400);
    const expiring = bearer(
      await tokenFor(house, cookie, { scopes: ['read'], expiresAt: toIso(house.clock.now() + DAY) }),
    );
    const lasting = bearer(await tokenFor(house, cookie, { scopes: ['read'] }));
    const use = async (token: Record<string, string | undefined>) =>
      (await house.call('GET', '/projects', undefined, token)).statusCode;
    expect([await use(expiring), await use(lasting)]).toEqual([200, 200]);
    house.clock.advance(DAY);
    expect([await use(expiring), await use(lasting)]).toEqual([401, 200]);
    const { items } = (await house.call('GET', '/tokens', undefined, cookie)).json();
    const path = `/tokens/${items[0].id}`;
    expect((await house.call('DELETE', path, undefined, other)).statusCode).toBe(404);
    expect((await house.call('DELETE', path, undefined, cookie)).statusCode).toBe(204);
    expect(await use(lasting)).toBe(401);
  });

  test('the last use of a token is noted to the minute, not on every request', async () => {
    const house = await open();
    const cookie = await house.signedIn('member');
    const token = bearer(await tokenFor(house, cookie, { scopes: ['read'] }));
    const lastUse = async () => (await house.call('GET', '/tokens', undefined, cookie)).json().items[0].lastUsedAt;
    const first = toIso(house.clock.now());
    for (const step of [0, 30_000_000]) {
      house.clock.advance(step);
      await house.call('GET', '/projects', undefined, token);
    }
    expect(await lastUse()).toBe(first);
    house.clock.advance(MINUTE);
    await house.call('GET', '/projects', undefined, token);
    await expect.poll(lastUse).toBe(toIso(house.clock.now()));
  });
});

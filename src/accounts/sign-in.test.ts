import { expect, test } from 'vitest';
import { DAY, MINUTE } from '../kit/index.ts';
import { cookieOf, eachHouse, PASSWORD } from '../../test/support/accounts.ts';
import { createUser, ensureOwner } from './index.ts';

const ada = { email: 'Ada@Example.org', password: PASSWORD };

eachHouse('signing in', (open) => {
  test('the first visit creates the owner, once, however many come at the same moment', async () => {
    const { call } = await open();
    expect((await call('GET', '/setup')).json()).toEqual({ needsOwner: true, version: '1.2.3', mail: false });
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((name) => call('POST', '/setup', { ...ada, email: `${name}@example.org` })),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([201, 409, 409]);
    const owner = answers.find(({ statusCode }) => statusCode === 201);
    expect(owner?.json()).toMatchObject({ user: { role: 'owner' } });
    expect((await call('GET', '/setup')).json()).toMatchObject({ needsOwner: false });
    expect((await call('POST', '/setup', ada)).json()).toMatchObject({ status: 409, code: 'already_set_up' });
    if (owner !== undefined)
      expect((await call('GET', '/session', undefined, cookieOf(owner))).json()).toEqual(owner.json());
  });

  test('an owner from the configuration is created at the first start only', async () => {
    const { storage, clock, call } = await open();
    expect(await ensureOwner(storage, clock, ada)).toBe(true);
    expect(await ensureOwner(storage, clock, { ...ada, password: 'another password' })).toBe(false);
    expect((await call('POST', '/session', ada)).json()).toEqual({
      user: { id: expect.any(Number), email: 'ada@example.org', name: 'ada', role: 'owner' },
      can: { write: true, admin: true },
    });
  });

  test('a session is a cookie that scripts cannot read, only for this server, and its secret is not in the database', async () => {
    const { storage, clock, call } = await open();
    await ensureOwner(storage, clock, ada);
    const response = await call('POST', '/session', { ...ada, email: ' ADA@example.ORG ' });
    expect(response.headers['set-cookie']).toMatch(
      /^culprit_session=[\w-]{43}; Max-Age=2592000; Path=\/culprit; HttpOnly; Secure; SameSite=Lax$/,
    );
    const secret = cookieOf(response).cookie.split('=')[1] ?? '';
    const rows = await storage.query<{ hash: Uint8Array }>('sessions', 'select hash from session', []);
    expect(rows).toHaveLength(1);
    expect(Buffer.from(rows[0]?.hash ?? []).includes(secret)).toBe(false);
  });

  test('wrong passwords, unknown people and missing fields are told apart only where it helps nobody', async () => {
    const { storage, clock, call } = await open();
    await ensureOwner(storage, clock, ada);
    const wrong = await call('POST', '/session', { ...ada, password: 'wrong password' });
    const unknown = await call('POST', '/session', { ...ada, email: 'eve@example.org' });
    expect([wrong.statusCode, wrong.json().code]).toEqual([401, 'wrong_credentials']);
    expect({ ...unknown.json(), requestId: '' }).toEqual({ ...wrong.json(), requestId: '' });
    expect((await call('POST', '/session', { email: 'ada@example.org' })).statusCode).toBe(400);
    expect((await call('POST', '/session', { ...ada, password: 1 as never })).statusCode).toBe(400);
  });

  test('signing out ends the session, also for who kept the cookie', async () => {
    const { call, signedIn } = await open();
    const cookie = await signedIn('viewer');
    expect((await call('GET', '/session', undefined, cookie)).statusCode).toBe(200);
    const out = await call('DELETE', '/session', undefined, cookie);
    expect([out.statusCode, out.body]).toEqual([204, '']);
    expect(out.headers['set-cookie']).toContain('Max-Age=0');
    expect((await call('GET', '/session', undefined, cookie)).json()).toMatchObject({
      status: 401,
      code: 'unauthenticated',
    });
  });

  test('a session says what its user may do', async () => {
    const { call, signedIn } = await open();
    const can = async (role: 'viewer' | 'member' | 'admin') =>
      (await call('GET', '/session', undefined, await signedIn(role))).json().can;
    expect(await can('viewer')).toEqual({ write: false, admin: false });
    expect(await can('member')).toEqual({ write: true, admin: false });
    expect(await can('admin')).toEqual({ write: true, admin: true });
  });

  test('a session lasts 30 days from its last use', async () => {
    const { clock, call, signedIn } = await open();
    const [used, unused] = [await signedIn('member'), await signedIn('member')];
    clock.advance(29 * DAY);
    const prolonged = await call('GET', '/session', undefined, used);
    expect(prolonged.headers['set-cookie']).toContain(used['cookie']);
    clock.advance(MINUTE);
    expect((await call('GET', '/session', undefined, used)).headers['set-cookie']).toBeUndefined();
    clock.advance(29 * DAY);
    expect((await call('GET', '/session', undefined, used)).statusCode).toBe(200);
    expect((await call('GET', '/session', undefined, unused)).statusCode).toBe(401);
  });

  test('signing in again replaces the session of that browser', async () => {
    const { storage, clock, call } = await open();
    await ensureOwner(storage, clock, ada);
    const first = cookieOf(await call('POST', '/session', ada));
    const second = cookieOf(await call('POST', '/session', ada, first));
    expect((await call('GET', '/session', undefined, first)).statusCode).toBe(401);
    expect((await call('GET', '/session', undefined, second)).statusCode).toBe(200);
  });

  test('a page of another site cannot change anything with the cookie', async () => {
    const { call, signedIn } = await open();
    const cookie = await signedIn('owner');
    const create = (headers: Record<string, string | undefined>) =>
      call('POST', '/projects', { name: 'x' }, { ...cookie, 'x-culprit': undefined, ...headers });
    const foreign = [
      {},
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: 'https://errors.example' },
    ];
    for (const headers of foreign)
      expect((await create(headers)).json()).toMatchObject({ status: 403, code: 'foreign_site' });
    for (const headers of [{ origin: 'https://errors.example' }, { 'sec-fetch-site': 'same-origin' }])
      expect((await create(headers)).statusCode).toBe(201);
  });

  test('guessing is slowed per person and place, and comes to an end by itself', async () => {
    const { storage, clock, call } = await open();
    await ensureOwner(storage, clock, ada);
    const from = (address: string, password: string) =>
      call('POST', '/session', { ...ada, password }, { 'x-forwarded-for': address });
    const guesses = await Promise.all(Array.from({ length: 12 }, () => from('192.0.2.1', 'guessed wrong')));
    expect(guesses.filter(({ statusCode }) => statusCode === 401)).toHaveLength(10);
    const refused = await from('192.0.2.1', PASSWORD);
    expect(refused.json()).toMatchObject({ status: 429, code: 'too_many_attempts' });
    expect(refused.headers['retry-after']).toBe('900');
    expect((await from('192.0.2.2', PASSWORD)).statusCode).toBe(200);
    clock.advance(15 * MINUTE);
    expect((await from('192.0.2.1', PASSWORD)).statusCode).toBe(200);
  });

  test('a network of IPv6 addresses is one place', async () => {
    const { storage, clock, call } = await open();
    await ensureOwner(storage, clock, ada);
    const from = (address: string) =>
      call('POST', '/session', { ...ada, password: 'guessed wrong' }, { 'x-forwarded-for': address });
    for (let guess = 0; guess < 10; guess++) await from(`2001:db8:0:1::${guess.toString(16)}`);
    expect((await from('2001:db8:0:1:ffff::1')).statusCode).toBe(429);
    expect((await from('2001:db8:0:2::1')).statusCode).toBe(401);
  });

  test('knowing the password clears the tries before', async () => {
    const { storage, clock, call } = await open();
    await ensureOwner(storage, clock, ada);
    for (let round = 0; round < 3; round++) {
      for (let guess = 0; guess < 6; guess++) await call('POST', '/session', { ...ada, password: 'mistyped' });
      expect((await call('POST', '/session', ada)).statusCode).toBe(200);
    }
  });

  test('passwords are long enough, addresses unique, and both say so', async () => {
    const { storage, clock } = await open();
    const create = (email: string, password: string) => createUser(storage, clock, { email, password, role: 'member' });
    await expect(create('a@example.org', 'short')).rejects.toMatchObject({ code: 'weak_password', status: 400 });
    await expect(create('nobody', PASSWORD)).rejects.toMatchObject({ code: 'bad_email' });
    await create('a@example.org', PASSWORD);
    await expect(create('A@example.org ', PASSWORD)).rejects.toMatchObject({ code: 'email_taken', status: 409 });
    const [row] = await storage.query<{ password: string }>('password', 'select password from user_account', []);
    expect(row?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../kit/index.ts';
import { cookieOf, eachHouse, PASSWORD } from '../../test/support/accounts.ts';
import type { House } from '../../test/support/accounts.ts';

type Cookie = Record<string, string | undefined>;
type Mail = { to: string; subject: string; text: string };

const NEW = 'another good password';
const secretOf = (text: string): string => /#([\w-]{43})(?:\s|$)/.exec(text)?.[1] ?? '';

const idOf = async (house: House, cookie: Cookie): Promise<number> =>
  (await house.call('GET', '/session', undefined, cookie)).json().user.id;

/** The outcome in a word: what went well is its status, else the code of the problem. */
const outcome = async (call: ReturnType<House['call']>): Promise<number | string> => {
  const response = await call;
  return response.statusCode < 400 ? response.statusCode : response.json().code;
};

eachHouse('an invitation', (open) => {
  const invite = async (house: House, by: Cookie, body: object = {}) =>
    await house.call('POST', '/invitations', { email: 'Eve@Example.org', role: 'member', ...body }, by);
  const secretFor = async (house: House, by: Cookie, body: object = {}) =>
    secretOf((await invite(house, by, body)).json().link);
  const accept = (house: House, secret: string, body: object = {}) =>
    house.call('POST', '/invitations/accept', { secret, password: PASSWORD, ...body });

  test('makes one account with its role and teams, and signs in', async () => {
    const house = await open();
    const admin = await house.signedIn('admin');
    const teamIds = [await house.team('Web')];
    const response = await invite(house, admin, { teamIds, name: 'Eve' });
    const { link, mailed, ...invitation } = response.json();
    expect(link).toMatch(/^https:\/\/errors\.example\/culprit\/join#[\w-]{43}$/);
    expect([response.statusCode, mailed, response.headers['cache-control']]).toEqual([201, false, 'no-store']);
    expect((await house.call('GET', '/invitations', undefined, admin)).json().items).toEqual([invitation]);
    const stored = await house.storage.query<{ hash: Uint8Array }>('invitations', 'select hash from invitation', []);
    expect(stored[0]?.hash).toHaveLength(32);

    const secret = secretOf(link);
    expect((await house.call('POST', '/invitations/open', { secret })).json()).toEqual({
      email: 'eve@example.org',
      name: 'Eve',
      role: 'member',
      teams: ['Web'],
      expiresAt: invitation.expiresAt,
    });
    const accepted = await accept(house, secret);
    expect(accepted.json()).toEqual({
      user: { id: expect.any(Number), email: 'eve@example.org', name: 'Eve', role: 'member' },
      can: { write: true, admin: false },
    });
    const teams = (await house.call('GET', '/teams', undefined, cookieOf(accepted))).json().items;
    expect(teams.map(({ slug }: { slug: string }) => slug)).toEqual(['web']);
    expect((await house.call('GET', '/invitations', undefined, admin)).json().items).toEqual([]);
  });

  test('works once, however often it is followed at the same moment', async () => {
    const house = await open();
    const secret = await secretFor(house, await house.signedIn('owner'));
    const answers = await Promise.all([1, 2, 3].map(() => outcome(accept(house, secret))));
    expect(answers.filter((answer) => answer === 201)).toHaveLength(1);
    expect(await outcome(accept(house, secret))).toBe('invitation_gone');
    expect((await house.call('POST', '/invitations/open', { secret })).statusCode).toBe(410);
  });

  test('expires after seven days', async () => {
    const house = await open();
    const secret = await secretFor(house, await house.signedIn('owner'));
    house.clock.advance(7 * DAY - 1);
    expect(await outcome(house.call('POST', '/invitations/open', { secret }))).toBe(200);
    house.clock.advance(1);
    expect(await outcome(accept(house, secret))).toBe('invitation_gone');
  });

  test('is taken back, or replaced by the next one of its address', async () => {
    const house = await open();
    const owner = await house.signedIn('owner');
    const [first, second] = [await secretFor(house, owner), await secretFor(house, owner)];
    expect(await outcome(accept(house, first))).toBe('invitation_gone');
    expect(await outcome(house.call('POST', '/invitations/open', { secret: second }))).toBe(200);
    const [{ id }] = (await house.call('GET', '/invitations', undefined, owner)).json().items;
    expect(await outcome(house.call('DELETE', `/invitations/${id}`, undefined, owner))).toBe(204);
    expect(await outcome(house.call('DELETE', `/invitations/${id}`, undefined, owner))).toBe('not_found');
    expect(await outcome(accept(house, second))).toBe('invitation_gone');
    expect(await outcome(accept(house, 'guessed'))).toBe('invitation_gone');
  });

  test('is worth what its inviter may still do', async () => {
    const house = await open();
    const [owner, admin] = [await house.signedIn('owner'), await house.signedIn('admin')];
    const adminId = await idOf(house, admin);
    expect(await outcome(invite(house, admin, { role: 'owner' }))).toBe('forbidden');
    const patch = (body: object) => house.call('PATCH', `/users/${adminId}`, body, owner);
    const secret = await secretFor(house, admin, { role: 'admin' });
    await patch({ role: 'member' });
    expect(await outcome(accept(house, secret))).toBe('invitation_gone');
    await patch({ role: 'admin', active: false });
    expect(await outcome(accept(house, secret))).toBe('invitation_gone');
    await house.call('DELETE', `/users/${adminId}`, undefined, owner);
    expect((await house.call('GET', '/invitations', undefined, owner)).json().items).toEqual([]);
  });

  test('an admin neither replaces nor takes back what an owner alone could give', async () => {
    const house = await open();
    const [owner, admin] = [await house.signedIn('owner'), await house.signedIn('admin')];
    const secret = await secretFor(house, owner, { role: 'owner' });
    expect(await outcome(invite(house, admin))).toBe('forbidden');
    const [{ id }] = (await house.call('GET', '/invitations', undefined, admin)).json().items;
    expect(await outcome(house.call('DELETE', `/invitations/${id}`, undefined, admin))).toBe('forbidden');
    expect(await outcome(accept(house, secret))).toBe(201);
  });

  test('goes to nobody who is there already, and a weak password does not use it up', async () => {
    const house = await open();
    const owner = await house.signedIn('owner');
    expect(await outcome(invite(house, owner, { email: 'owner1@example.org' }))).toBe('email_taken');
    expect(await outcome(invite(house, owner, { email: 'nobody at all' }))).toBe('bad_email');
    expect(await outcome(invite(house, owner, { teamIds: [999_999] }))).toBe('not_found');
    const secret = await secretFor(house, owner);
    expect(await outcome(accept(house, secret, { password: 'short' }))).toBe('weak_password');
    const body = { email: 'eve@example.org', password: PASSWORD, role: 'viewer' };
    expect(await outcome(house.call('POST', '/users', body, owner))).toBe(201);
    expect(await outcome(accept(house, secret))).toBe('email_taken');
  });

  test('goes out by mail where the server sends some', async () => {
    const mails: Mail[] = [];
    const house = await open({ sendMail: async (mail) => mails.push(mail) > 0 });
    const { link, mailed } = (await invite(house, await house.signedIn('owner'))).json();
    expect([mailed, mails]).toEqual([
      true,
      [{ to: 'eve@example.org', subject: expect.any(String), text: expect.stringContaining(link) }],
    ]);
  });
});

eachHouse('a password', (open) => {
  const change = (house: House, cookie: Cookie, current: string, password: string) =>
    outcome(house.call('POST', '/password', { current, password }, cookie));
  const signIn = (house: House, password: string, email = 'viewer1@example.org') =>
    outcome(house.call('POST', '/session', { email, password }));

  test('is changed by who knows it, which ends all other sessions', async () => {
    const house = await open();
    const here = await house.signedIn('viewer');
    const there = cookieOf(await house.call('POST', '/session', { email: 'viewer1@example.org', password: PASSWORD }));
    expect(await change(house, here, 'wrong password', NEW)).toBe('wrong_credentials');
    expect(await change(house, here, PASSWORD, 'short')).toBe('weak_password');
    expect(await change(house, here, PASSWORD, NEW)).toBe(204);
    expect(await outcome(house.call('GET', '/session', undefined, here))).toBe(200);
    expect(await outcome(house.call('GET', '/session', undefined, there))).toBe('unauthenticated');
    expect([await signIn(house, PASSWORD), await signIn(house, NEW)]).toEqual(['wrong_credentials', 200]);
  });

  test('cannot be guessed through its change', async () => {
    const house = await open();
    const here = await house.signedIn('viewer');
    for (let guess = 0; guess < 10; guess++) await change(house, here, 'guessed wrong', NEW);
    expect(await change(house, here, PASSWORD, NEW)).toBe('too_many_attempts');
  });

  test('is set anew by a link, once, within an hour, which ends all sessions', async () => {
    const house = await open();
    const [viewer, admin] = [await house.signedIn('viewer'), await house.signedIn('admin')];
    const path = `/users/${await idOf(house, viewer)}/password-reset`;
    const link = async () => secretOf((await house.call('POST', path, undefined, admin)).json().link);
    const use = (secret: string, password: string) =>
      outcome(house.call('POST', '/password-resets/use', { secret, password }));
    const [first, second, expired] = [await link(), await link(), await link()];
    expect(await use(first, 'short')).toBe('weak_password');
    const answers = await Promise.all([use(first, NEW), use(first, NEW)]);
    expect(answers.map(String).sort()).toEqual(['204', 'reset_gone']);
    expect(await signIn(house, NEW)).toBe(200);
    expect(await outcome(house.call('GET', '/session', undefined, viewer))).toBe('unauthenticated');
    expect(await use(second, PASSWORD)).toBe('reset_gone');
    expect(await use(expired, PASSWORD)).toBe('reset_gone');
    const [late, later] = [await link(), await link()];
    house.clock.advance(HOUR - 1);
    expect(await use(late, PASSWORD)).toBe(204);
    const last = await link();
    house.clock.advance(HOUR);
    expect([await use(last, NEW), await use(later, NEW), await use('guessed', NEW)]).toEqual(
      Array(3).fill('reset_gone'),
    );
  });

  test('of somebody above is nobody’s to set, and not a token’s at all', async () => {
    const house = await open();
    const [owner, admin] = [await house.signedIn('owner'), await house.signedIn('admin')];
    const path = `/users/${await idOf(house, owner)}/password-reset`;
    expect(await outcome(house.call('POST', path, undefined, admin))).toBe('forbidden');
    const { token } = (await house.call('POST', '/tokens', { name: 'ci', scopes: ['admin'] }, owner)).json();
    const bearer = { authorization: `Bearer ${token}` };
    expect(await outcome(house.call('POST', path, undefined, bearer))).toBe('session_required');
    expect(await outcome(house.call('POST', '/password', { current: PASSWORD, password: NEW }, bearer))).toBe(
      'session_required',
    );
  });

  test('a link that went to an old address does not outlive it, nor does one of somebody shut out', async () => {
    const house = await open();
    const [viewer, owner] = [await house.signedIn('viewer'), await house.signedIn('owner')];
    const id = await idOf(house, viewer);
    const link = async () =>
      secretOf((await house.call('POST', `/users/${id}/password-reset`, undefined, owner)).json().link);
    const use = (secret: string) => outcome(house.call('POST', '/password-resets/use', { secret, password: NEW }));
    const patch = (body: object) => house.call('PATCH', `/users/${id}`, body, owner);
    const moved = await link();
    await patch({ email: 'new@example.org' });
    expect(await use(moved)).toBe('reset_gone');
    const shut = await link();
    await patch({ active: false });
    expect(await use(shut)).toBe('reset_gone');
  });

  test('a forgotten one is mailed a link, and the answer does not tell who has an account', async () => {
    const mails: Mail[] = [];
    const house = await open({ sendMail: async (mail) => mails.push(mail) > 0 });
    await house.signedIn('viewer');
    const ask = (email: string) => house.call('POST', '/password-resets', { email });
    const [known, unknown] = [await ask(' Viewer1@example.org'), await ask('nobody@example.org')];
    expect([known.statusCode, unknown.statusCode, known.body]).toEqual([202, 202, unknown.body]);
    await expect.poll(() => mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ to: 'viewer1@example.org' });
    const secret = secretOf(mails[0]?.text ?? '');
    expect(await outcome(house.call('POST', '/password-resets/use', { secret, password: NEW }))).toBe(204);
    expect(await signIn(house, NEW)).toBe(200);
  });

  test('asking again and again is slowed, and without mail nothing is promised', async () => {
    const house = await open();
    await house.signedIn('viewer');
    const ask = () => house.call('POST', '/password-resets', { email: 'viewer1@example.org' });
    expect((await ask()).json()).toEqual({ mail: false });
    for (let again = 0; again < 2; again++) await ask();
    expect(await outcome(ask())).toBe('too_many_attempts');
    expect(await signIn(house, PASSWORD)).toBe(200);
    house.clock.advance(15 * MINUTE);
    expect(await outcome(ask())).toBe(202);
  });
});

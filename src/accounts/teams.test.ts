import { expect, test } from 'vitest';
import { cookieOf, eachHouse, PASSWORD } from '../../test/support/accounts.ts';
import type { House } from '../../test/support/accounts.ts';
import { migrate } from '../storage/index.ts';
import { eachStorage } from '../../test/support/storages.ts';
import { accountsMigrations } from './index.ts';

type Cookie = Record<string, string | undefined>;

const slugs = async (house: House, cookie: Cookie): Promise<string[]> =>
  (await house.call('GET', '/projects', undefined, cookie)).json().items.map(({ slug }: { slug: string }) => slug);

const idOf = async (house: House, cookie: Cookie): Promise<number> =>
  (await house.call('GET', '/session', undefined, cookie)).json().user.id;

eachHouse('teams', (open) => {
  test('members and viewers see the projects of their teams, owners and admins all', async () => {
    const house = await open();
    const [web, data] = [await house.team('Web'), await house.team('Data')];
    const owner = await house.signedIn('owner');
    for (const [name, ...teamIds] of [['Shop', web], ['Lake', data], ['Both', web, data], ['Nobody']] as const)
      expect((await house.call('POST', '/projects', { name, teamIds }, owner)).statusCode).toBe(201);
    expect(await slugs(house, owner)).toEqual(['both', 'lake', 'nobody', 'shop']);
    expect(await slugs(house, await house.signedIn('admin'))).toHaveLength(4);
    expect(await slugs(house, await house.signedIn('member', web))).toEqual(['both', 'shop']);
    expect(await slugs(house, await house.signedIn('viewer', data))).toEqual(['both', 'lake']);
    expect(await slugs(house, await house.signedIn('viewer', web, data))).toEqual(['both', 'lake', 'shop']);
    expect(await slugs(house, await house.signedIn('member'))).toEqual([]);
  });

  test('joining, leaving, giving and taking are felt by the next request, by tokens too', async () => {
    const house = await open();
    const owner = await house.signedIn('owner');
    const member = await house.signedIn('member', await house.team('Elsewhere'));
    const userId = await idOf(house, member);
    await house.call('POST', '/projects', { name: 'Shop' }, owner);
    const { token } = (await house.call('POST', '/tokens', { name: 'ci', scopes: ['read'] }, member)).json();
    const bearer = { authorization: `Bearer ${token}` };
    const seen = async () => [(await slugs(house, member)).length, (await slugs(house, bearer)).length];
    const change = async (method: 'PUT' | 'DELETE', path: string) =>
      (await house.call(method, `/teams/web${path}`, undefined, owner)).statusCode;
    expect((await house.call('POST', '/teams', { name: ' Web ' }, owner)).json()).toEqual({
      id: expect.any(Number),
      name: 'Web',
      slug: 'web',
      createdAt: expect.any(String),
      members: 0,
      projects: 0,
    });
    expect([await change('PUT', '/projects/shop'), await change('PUT', '/projects/shop')]).toEqual([204, 204]);
    expect(await seen()).toEqual([0, 0]);
    expect([await change('PUT', `/members/${userId}`), await change('PUT', `/members/${userId}`)]).toEqual([204, 204]);
    expect(await seen()).toEqual([1, 1]);
    expect((await house.call('GET', '/teams/web', undefined, member)).json()).toMatchObject({
      members: 1,
      projects: 1,
    });
    expect(await change('DELETE', '/projects/shop')).toBe(204);
    expect(await seen()).toEqual([0, 0]);
    await change('PUT', '/projects/shop');
    expect([await change('DELETE', `/members/${userId}`), await change('DELETE', `/members/${userId}`)]).toEqual([
      204, 404,
    ]);
    expect(await seen()).toEqual([0, 0]);
    await change('PUT', `/members/${userId}`);
    expect((await house.call('DELETE', '/teams/web', undefined, owner)).statusCode).toBe(204);
    expect(await seen()).toEqual([0, 0]);
    for (const path of ['/teams/web/members/1', '/teams/elsewhere/members/999999', '/teams/elsewhere/projects/gone'])
      expect([path, (await house.call('PUT', path, undefined, owner)).statusCode]).toEqual([path, 404]);
  });

  test('a team that one is not in does not exist, nor do its people and projects', async () => {
    const house = await open();
    const [web, data] = [await house.team('Web'), await house.team('Data')];
    const [member, admin] = [await house.signedIn('member', web), await house.signedIn('admin')];
    await house.signedIn('viewer', data);
    const names = async (path: string, cookie: Cookie) => {
      const response = await house.call('GET', path, undefined, cookie);
      return response.statusCode === 200
        ? response.json().items.map((item: { slug?: string; email?: string }) => item.slug ?? item.email)
        : response.statusCode;
    };
    expect(await names('/teams', member)).toEqual(['web']);
    expect(await names('/teams', admin)).toEqual(['data', 'web']);
    expect(await names(`/teams/${web}/members`, member)).toEqual(['member1@example.org']);
    expect(await names('/teams/data/members', admin)).toEqual(['viewer3@example.org']);
    for (const path of ['/teams/data/members', `/teams/${data}/projects`]) expect(await names(path, member)).toBe(404);
    expect((await house.call('GET', '/teams/data', undefined, member)).statusCode).toBe(404);
    expect((await house.call('PATCH', '/teams/web', { name: 'Mine' }, member)).statusCode).toBe(403);
    const renamed = await house.call('PATCH', '/teams/web', { name: 'Front' }, admin);
    expect(renamed.json()).toMatchObject({ name: 'Front', slug: 'web' });
  });

  test('a project names who sees it', async () => {
    const house = await open();
    const [web, data] = [await house.team('Web'), await house.team('Data')];
    const owner = await house.signedIn('owner');
    const member = await house.signedIn('member', web);
    await house.signedIn('viewer', data);
    await house.call('POST', '/projects', { name: 'Shop', teamIds: [web] }, owner);
    const people = (await house.call('GET', '/projects/shop/people', undefined, member)).json().items;
    expect(people.map(({ email }: { email: string }) => email)).toEqual(['owner1@example.org', 'member2@example.org']);
    expect((await house.call('GET', '/projects/shop/teams', undefined, member)).json()).toEqual({
      items: [{ id: web, name: 'Web', slug: 'web' }],
      nextCursor: null,
    });
  });

  test('a member makes projects for teams of their own only', async () => {
    const house = await open();
    const [web, data] = [await house.team('Web'), await house.team('Data')];
    const make = async (cookie: Cookie, body: object) => {
      const response = await house.call('POST', '/projects', { name: 'Shop', ...body }, cookie);
      return response.statusCode === 201 ? 201 : response.json().code;
    };
    const one = await house.signedIn('member', web);
    expect(await make(one, {})).toBe(201);
    expect(await slugs(house, one)).toEqual(['shop']);
    expect(await make(one, { teamIds: [data] })).toBe('not_found');
    expect(await make(one, { teamIds: [] })).toBe('which_team');
    const two = await house.signedIn('member', web, data);
    expect(await make(two, {})).toBe('which_team');
    expect(await make(two, { teamIds: [data] })).toBe(201);
    expect(await make(await house.signedIn('member'), {})).toBe('which_team');
    expect(await make(await house.signedIn('admin'), { teamIds: [999_999] })).toBe('not_found');
  });

  test('teams of one name have slugs of their own, and a name is something', async () => {
    const house = await open();
    const admin = await house.signedIn('admin');
    const make = async (name: string) => (await house.call('POST', '/teams', { name }, admin)).json();
    expect([(await make('Web')).slug, (await make('web!')).slug, (await make('42')).slug]).toEqual([
      'web',
      'web-2',
      'team-42',
    ]);
    expect((await make('  ')).code).toBe('bad_name');
  });
});

eachHouse('users', (open) => {
  test('administrators see, change, shut out and remove people, but nobody above them', async () => {
    const house = await open();
    const [owner, admin] = [await house.signedIn('owner'), await house.signedIn('admin')];
    const web = await house.team('Web');
    const viewer = await house.signedIn('viewer', web);
    const [ownerId, adminId, viewerId] = [
      await idOf(house, owner),
      await idOf(house, admin),
      await idOf(house, viewer),
    ];
    const patch = async (id: number, body: object, by = admin) => {
      const response = await house.call('PATCH', `/users/${id}`, body, by);
      return response.statusCode === 200 ? response.json() : response.json().code;
    };
    expect((await house.call('GET', `/users/${viewerId}`, undefined, admin)).json()).toEqual({
      id: viewerId,
      email: 'viewer3@example.org',
      name: 'viewer3',
      role: 'viewer',
      active: true,
      createdAt: expect.any(String),
      teams: [{ id: web, name: 'Web', slug: 'web' }],
    });
    expect(await patch(viewerId, { role: 'member', name: 'Vi', email: 'Vi@Example.org' })).toMatchObject({
      role: 'member',
      name: 'Vi',
      email: 'vi@example.org',
    });
    expect(await patch(viewerId, { role: 'owner' })).toBe('forbidden');
    expect(await patch(viewerId, { email: 'admin2@example.org' })).toBe('email_taken');
    expect(await patch(ownerId, { role: 'viewer' })).toBe('forbidden');
    expect(await patch(adminId, { active: false })).toBe('own_account');
    expect(await patch(999_999, { name: 'x' })).toBe('not_found');
    expect((await house.call('DELETE', `/users/${ownerId}`, undefined, admin)).statusCode).toBe(403);
    expect((await house.call('DELETE', `/users/${adminId}`, undefined, admin)).json().code).toBe('own_account');
    expect((await house.call('DELETE', `/users/${viewerId}`, undefined, admin)).statusCode).toBe(204);
    expect((await house.call('GET', '/session', undefined, viewer)).statusCode).toBe(401);
    expect((await house.call('GET', `/users/${viewerId}`, undefined, admin)).statusCode).toBe(404);
  });

  test('who is shut out is out at once, with sessions and tokens, and comes back by the same password', async () => {
    const house = await open();
    const [owner, member] = [await house.signedIn('owner'), await house.signedIn('member')];
    const id = await idOf(house, member);
    const { token } = (await house.call('POST', '/tokens', { name: 'ci', scopes: ['read'] }, member)).json();
    const bearer = { authorization: `Bearer ${token}` };
    const signIn = async () =>
      (await house.call('POST', '/session', { email: 'member2@example.org', password: PASSWORD })).json().code;
    const active = (to: boolean) => house.call('PATCH', `/users/${id}`, { active: to }, owner);
    expect((await active(false)).json()).toMatchObject({ active: false });
    expect((await house.call('GET', '/session', undefined, member)).statusCode).toBe(401);
    expect((await house.call('GET', '/projects', undefined, bearer)).statusCode).toBe(401);
    expect(await signIn()).toBe('deactivated');
    await active(true);
    expect((await house.call('GET', '/session', undefined, member)).statusCode).toBe(401);
    expect((await house.call('GET', '/projects', undefined, bearer)).statusCode).toBe(200);
    expect(await signIn()).toBeUndefined();
  });

  test('one owner always remains, also when two demote each other at the same moment', async () => {
    const house = await open();
    const [one, two] = [await house.signedIn('owner'), await house.signedIn('owner')];
    const [first, second] = [await idOf(house, one), await idOf(house, two)];
    const demote = (id: number, by: Cookie) => house.call('PATCH', `/users/${id}`, { role: 'viewer' }, by);
    const answers = await Promise.all([demote(second, one), demote(first, two)]);
    // The second is told that an owner must remain, or, when the first came through before it was asked, that it may not.
    const [done, refused] = answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b);
    expect(done).toBe(200);
    expect([403, 409]).toContain(refused);
    const owners = await house.storage.query('owners', "select id from user_account where role = 'owner'", []);
    expect(owners).toHaveLength(1);
  });

  test('administrators sign people out, and see and revoke their tokens', async () => {
    const house = await open();
    const [admin, member] = [await house.signedIn('admin'), await house.signedIn('member')];
    const id = await idOf(house, member);
    await house.call('POST', '/tokens', { name: 'ci', scopes: ['read'] }, member);
    const [token] = (await house.call('GET', `/users/${id}/tokens`, undefined, admin)).json().items;
    expect(token).toMatchObject({ name: 'ci', scopes: ['read'] });
    expect((await house.call('DELETE', `/users/${id}/tokens/${token.id}`, undefined, admin)).statusCode).toBe(204);
    expect((await house.call('GET', '/tokens', undefined, member)).json().items).toEqual([]);
    expect((await house.call('DELETE', `/users/${id}/sessions`, undefined, admin)).statusCode).toBe(204);
    expect((await house.call('GET', '/session', undefined, member)).statusCode).toBe(401);
  });

  test('people see where they are signed in and end what they do not know', async () => {
    const house = await open();
    const here = await house.signedIn('viewer');
    const person = { email: 'viewer1@example.org', password: PASSWORD };
    const phone = { 'user-agent': 'Phone/1.0', 'x-forwarded-for': '192.0.2.7' };
    house.clock.advance(1);
    const there = cookieOf(await house.call('POST', '/session', person, phone));
    const third = cookieOf(await house.call('POST', '/session', person));
    await house.signedIn('viewer');
    const list = async () => (await house.call('GET', '/sessions', undefined, here)).json().items;
    const sessions = await list();
    expect(sessions).toHaveLength(3);
    expect(sessions.filter(({ current }: { current: boolean }) => current)).toHaveLength(1);
    const known = sessions.find(({ userAgent }: { userAgent: string }) => userAgent === 'Phone/1.0');
    expect(known).toMatchObject({ address: '192.0.2.7', current: false, id: expect.stringMatching(/^[0-9a-f]{16}$/) });
    expect((await house.call('DELETE', `/sessions/${known.id}`, undefined, here)).statusCode).toBe(204);
    expect((await house.call('DELETE', `/sessions/${known.id}`, undefined, here)).statusCode).toBe(404);
    expect((await house.call('GET', '/session', undefined, there)).statusCode).toBe(401);
    expect((await house.call('GET', '/session', undefined, third)).statusCode).toBe(200);
    expect((await house.call('DELETE', '/sessions', undefined, here)).statusCode).toBe(204);
    expect((await house.call('GET', '/session', undefined, third)).statusCode).toBe(401);
    expect(await list()).toHaveLength(1);
  });
});

eachStorage('the update that brings teams', (open) => {
  test('takes no project from anybody: all who saw everything are in one team that does', async () => {
    const storage = await open();
    await migrate(storage, accountsMigrations.slice(0, 1));
    for (const [id, role] of [
      [1, 'owner'],
      [2, 'member'],
      [3, 'viewer'],
    ] as const)
      await storage.query(
        'old user',
        "insert into user_account (id, email, name, role, password, created_at) values (?, ?, '', ?, '', 5)",
        [id, `${role}@example.org`, role],
      );
    await storage.query(
      'old project',
      "insert into project (name, slug, platform, settings, created_at) values ('Shop', 'shop', 'node', '{}', 5)",
      [],
    );
    await migrate(storage, accountsMigrations);
    const rows = await storage.query(
      'who sees',
      'select m.user_id, t.slug from team t join team_member m on m.team_id = t.id join team_project p on p.team_id = t.id order by 1',
      [],
    );
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { user_id: 2, slug: 'everyone' },
      { user_id: 3, slug: 'everyone' },
    ]);
  });

  test('makes no team where nobody needs one', async () => {
    const storage = await open();
    await migrate(storage, accountsMigrations);
    expect(await storage.query('teams', 'select id from team', [])).toEqual([]);
  });
});

import { expect, test } from 'vitest';
import { badRequest, SECOND, systemClock } from '../kit/index.ts';
import { eachHouse } from '../../test/support/accounts.ts';
import { createProject } from './index.ts';

eachHouse('projects', (open) => {
  test('a new project has a slug, a DSN under the public URL and safe settings', async () => {
    const { call, signedIn } = await open();
    const cookie = await signedIn('owner');
    const created = await call('POST', '/projects', { name: '  Café Zoë (EU) ', platform: 'node' }, cookie);
    expect(created.statusCode).toBe(201);
    const project = created.json();
    expect(project).toEqual({
      id: 1,
      name: 'Café Zoë (EU)',
      slug: 'cafe-zoe-eu',
      platform: 'node',
      createdAt: '2024-10-04T00:00:00.000Z',
      dsn: expect.stringMatching(/^https:\/\/[0-9a-f]{32}@errors\.example\/culprit\/1$/),
      settings: {
        scrub: { enabled: true, defaults: true, ipAddresses: false, sensitiveFields: [], safeFields: [], rules: '' },
        allowedOrigins: [],
        grouping: { fingerprintRules: '', stackRules: '' },
        retention: { maxEvents: null, maxAgeDays: null },
      },
    });
    for (const path of ['/projects/1', '/projects/cafe-zoe-eu'])
      expect((await call('GET', path, undefined, cookie)).json()).toEqual(project);
  });

  test('the same name gets another slug, also from many at once', async () => {
    const { storage } = await open();
    const made = await Promise.all(
      Array.from({ length: 5 }, () => createProject(storage, systemClock, { name: 'Shop' })),
    );
    expect(new Set(made.map(({ project }) => project.slug))).toEqual(
      new Set(['shop', 'shop-2', 'shop-3', 'shop-4', 'shop-5']),
    );
  });

  test('who moves from another tracker keeps id and key, and later projects count on', async () => {
    const { call, signedIn } = await open();
    const cookie = await signedIn('owner');
    const key = 'ABCDEF0123456789abcdef0123456789';
    const moved = (await call('POST', '/projects', { name: 'Old', id: 4711, key }, cookie)).json();
    expect(moved).toMatchObject({ id: 4711, dsn: `https://${key.toLowerCase()}@errors.example/culprit/4711` });
    const post = async (body: object) => (await call('POST', '/projects', { name: 'x', ...body }, cookie)).json();
    expect(await post({ id: 4711 })).toMatchObject({ status: 409, code: 'project_id_taken' });
    expect(await post({ key })).toMatchObject({ status: 409, code: 'key_taken' });
    expect((await post({})).id).toBeGreaterThan(4711);
    for (const wrong of [
      { id: 0 },
      { id: 1.5 },
      { id: '5' },
      { key: 'abc' },
      { name: '' },
      { name: '   ' },
      { platform: 'a b' },
      { owner: 1 },
    ])
      expect([wrong, (await post(wrong)).status]).toEqual([wrong, 400]);
  });

  test('settings change part by part; lists are replaced and tidied', async () => {
    const { call, signedIn, team } = await open();
    const cookie = await signedIn('member', await team('Web'));
    await call('POST', '/projects', { name: 'Shop' }, cookie);
    const patch = async (body: object) => (await call('PATCH', '/projects/shop', body, cookie)).json();
    await patch({
      settings: {
        scrub: { sensitiveFields: [' iban ', 'iban', ''] },
        allowedOrigins: ['https://shop.example', '*.example.org'],
      },
    });
    await patch({ settings: { scrub: { ipAddresses: true }, grouping: { stackRules: 'stack.function:x -app' } } });
    await patch({ settings: { retention: { maxEvents: 500 } } });
    const project = await patch({ name: 'Tea shop', platform: 'python' });
    expect(project).toMatchObject({ name: 'Tea shop', slug: 'shop', platform: 'python' });
    expect(project.settings).toEqual({
      scrub: { enabled: true, defaults: true, ipAddresses: true, sensitiveFields: ['iban'], safeFields: [], rules: '' },
      allowedOrigins: ['https://shop.example', '*.example.org'],
      grouping: { fingerprintRules: '', stackRules: 'stack.function:x -app' },
      retention: { maxEvents: 500, maxAgeDays: null },
    });
    expect((await call('GET', '/projects/shop', undefined, cookie)).json()).toEqual(project);
    for (const wrong of [
      { scrub: { enabled: 'yes' } },
      { scrub: { other: 1 } },
      { allowedOrigins: ['a b'] },
      { allowedOrigins: 'x' },
      { more: {} },
    ])
      expect([wrong, (await patch({ settings: wrong })).status]).toEqual([wrong, 400]);
  });

  test('settings that another room cannot use are refused whole', async () => {
    const { call, signedIn, team } = await open({
      checkSettings: ({ grouping }) => {
        if (grouping.stackRules.includes('nonsense')) throw badRequest('Line 1 is no rule.', 'bad_rules');
      },
    });
    const cookie = await signedIn('member', await team('Web'));
    await call('POST', '/projects', { name: 'Shop' }, cookie);
    const refused = await call(
      'PATCH',
      '/projects/shop',
      { name: 'New', settings: { grouping: { stackRules: 'nonsense' } } },
      cookie,
    );
    expect(refused.json()).toMatchObject({ status: 400, code: 'bad_rules' });
    expect((await call('GET', '/projects/shop', undefined, cookie)).json().name).toBe('Shop');
  });

  test('lists go on where the page before ended', async () => {
    const { storage, clock, call, signedIn, team } = await open();
    const teamIds = [await team('Web'), await team('All')];
    const cookie = await signedIn('viewer', ...teamIds);
    for (const name of ['b', 'd', 'a', 'c', 'e']) await createProject(storage, clock, { name, teamIds });
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: { slug: string }[]; nextCursor: string | null } = (
        await call('GET', `/projects?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`, undefined, cookie)
      ).json();
      seen.push(...page.items.map(({ slug }) => slug));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
    for (const query of ['limit=0', 'limit=101', 'limit=x', 'cursor=nonsense', 'cursor='])
      expect([query, (await call('GET', `/projects?${query}`, undefined, cookie)).statusCode]).toEqual([query, 400]);
  });

  test('deleting a project tells the other rooms', async () => {
    const deleted: number[] = [];
    const { call, signedIn } = await open({ projectDeleted: async (id) => void deleted.push(id) });
    const cookie = await signedIn('owner');
    const { id } = (await call('POST', '/projects', { name: 'Shop' }, cookie)).json();
    expect((await call('DELETE', '/projects/shop', undefined, cookie)).statusCode).toBe(204);
    expect(deleted).toEqual([id]);
    expect((await call('DELETE', '/projects/shop', undefined, cookie)).statusCode).toBe(404);
  });

  test('keys are added, limited, disabled, rotated and deleted, all but the last', async () => {
    const { clock, call, signedIn, team } = await open();
    const cookie = await signedIn('member', await team('Web'));
    const { dsn } = (await call('POST', '/projects', { name: 'Shop' }, cookie)).json();
    const keys = async () => (await call('GET', '/projects/shop/keys', undefined, cookie)).json().items;
    const [first] = await keys();
    expect(first).toEqual({
      id: expect.any(Number),
      publicKey: expect.stringMatching(/^[0-9a-f]{32}$/),
      label: 'Default',
      enabled: true,
      rateLimit: null,
      dsn,
      createdAt: expect.any(String),
      lastUsedAt: null,
    });
    const path = `/projects/shop/keys/${first.id}`;
    expect((await call('DELETE', path, undefined, cookie)).json()).toMatchObject({ status: 409, code: 'last_key' });
    clock.advance(SECOND);
    const limit = { count: 100, windowSeconds: 60 };
    const limited = await call('PATCH', path, { label: 'Web', rateLimit: limit }, cookie);
    expect(limited.json()).toEqual({ ...first, label: 'Web', rateLimit: limit });
    const rotated = (await call('POST', `${path}/rotate`, undefined, cookie)).json();
    expect(rotated).toMatchObject({ label: 'Web', rateLimit: limit, enabled: true });
    expect(rotated.publicKey).not.toBe(first.publicKey);
    expect((await keys()).map(({ enabled }: { enabled: boolean }) => enabled)).toEqual([false, true]);
    expect((await call('GET', '/projects/shop', undefined, cookie)).json().dsn).toBe(rotated.dsn);
    expect((await call('PATCH', path, { enabled: true, rateLimit: null }, cookie)).json()).toMatchObject({
      enabled: true,
      rateLimit: null,
    });
    expect((await call('PATCH', path, {}, cookie)).json()).toMatchObject({ label: 'Web', enabled: true });
    expect((await call('POST', '/projects/shop/keys', { label: 'App' }, cookie)).json()).toMatchObject({
      label: 'App',
    });
    expect((await call('DELETE', path, undefined, cookie)).statusCode).toBe(204);
    expect((await keys()).map(({ label }: { label: string }) => label)).toEqual(['Web', 'App']);
  });
});

import { expect, test } from 'vitest';
import { eachStorage } from '../../test/support/storages.ts';
import { DAY, manualClock, MINUTE, randomHex, SECOND, unavailable } from '../kit/index.ts';
import { migrate } from '../storage/index.ts';
import type { Storage } from '../storage/index.ts';
import { accountsMigrations, createKeyRing, createProject } from './index.ts';
import { changeKey } from './key-store.ts';
import { createLookupCache } from './lookup-cache.ts';
import { changeProject } from './projects.ts';

/** The storage, with its look-ups counted and, when told, away. */
const watched = (storage: Storage) => {
  const watch = { lookups: 0, away: false, storage };
  watch.storage = {
    ...storage,
    lookupMany: async (lookup, keys) => {
      watch.lookups++;
      if (watch.away) throw unavailable('away');
      return await storage.lookupMany(lookup, keys);
    },
  };
  return watch;
};

eachStorage('the key ring', (openStorage) => {
  const open = async () => {
    const watch = watched(await openStorage());
    await migrate(watch.storage, accountsMigrations);
    const clock = manualClock(20_000 * DAY);
    const { project, key } = await createProject(watch.storage, clock, { name: 'Shop' });
    return { watch, clock, project, key, ring: createKeyRing(watch.storage, clock) };
  };

  test('knows a key, from memory after the first time', async () => {
    const { watch, ring, project, key } = await open();
    const known = {
      projectId: project.id,
      publicKey: key.publicKey,
      enabled: true,
      allowedOrigins: [],
      rateLimit: null,
    };
    expect(await ring.find(key.publicKey)).toEqual(known);
    const { lookups } = watch;
    for (let time = 0; time < 100; time++) expect(ring.find(key.publicKey)).toEqual(known);
    expect(watch.lookups).toBe(lookups);
  });

  test('learns of changes within five seconds', async () => {
    const { watch, clock, ring, project, key } = await open();
    await ring.find(key.publicKey);
    await ring.projectSettings([project.id]);
    await changeKey(watch.storage, project.id, key.id, { enabled: false, rateLimit: { count: 5, window: MINUTE } });
    await changeProject(
      watch.storage,
      project.id,
      { settings: { allowedOrigins: ['https://a.example'], scrub: { enabled: false } } },
      () => undefined,
    );
    clock.advance(5 * SECOND);
    expect(await ring.find(key.publicKey)).toMatchObject({
      enabled: false,
      rateLimit: { count: 5, window: MINUTE },
      allowedOrigins: ['https://a.example'],
    });
    expect((await ring.projectSettings([project.id])).get(project.id)?.scrub.enabled).toBe(false);
  });

  test('a key that is none is looked up once in two seconds, and nonsense never', async () => {
    const { watch, clock, ring } = await open();
    const nobody = randomHex(16);
    const { lookups } = watch;
    for (const nonsense of ['', 'x', nobody.toUpperCase(), `${nobody}0`]) expect(await ring.find(nonsense)).toBeNull();
    expect(watch.lookups).toBe(lookups);
    expect(await ring.find(nobody)).toBeNull();
    const after = watch.lookups;
    expect(after).toBeGreaterThan(lookups);
    for (let time = 0; time < 100; time++) expect(await ring.find(nobody)).toBeNull();
    expect(watch.lookups).toBe(after);
    clock.advance(2 * SECOND);
    await ring.find(nobody);
    expect(watch.lookups).toBeGreaterThan(after);
  });

  test('many strangers at once cost a look-up or two, not one each', async () => {
    const { watch, ring, key } = await open();
    const { lookups } = watch;
    const strangers = Array.from({ length: 2_000 }, () => ring.find(randomHex(16)));
    expect(await Promise.all([...strangers, ring.find(key.publicKey)])).toContainEqual(
      expect.objectContaining({ publicKey: key.publicKey }),
    );
    expect(watch.lookups - lookups).toBeLessThanOrEqual(4);
  });

  test('while the database is away what was known still serves, what was not is unavailable', async () => {
    const { watch, clock, ring, project, key } = await open();
    await ring.find(key.publicKey);
    watch.away = true;
    clock.advance(MINUTE);
    expect(await ring.find(key.publicKey)).toMatchObject({ projectId: project.id });
    await expect(ring.find(randomHex(16))).rejects.toMatchObject({ code: 'unavailable' });
    const { lookups } = watch;
    expect(await ring.find(key.publicKey)).toMatchObject({ projectId: project.id });
    expect(watch.lookups).toBe(lookups);
    watch.away = false;
    expect(await ring.find(randomHex(16))).toBeNull();
  });

  test('settings of many projects come together; those of none are absent', async () => {
    const { watch, clock, ring, project } = await open();
    const { project: other } = await createProject(watch.storage, clock, { name: 'Bank' });
    const { lookups } = watch;
    const settings = await ring.projectSettings([project.id, other.id, project.id, 999]);
    expect([...settings.keys()].sort((a, b) => a - b)).toEqual([project.id, other.id]);
    expect(watch.lookups - lookups).toBe(1);
  });

  test('notes when a key was last used, at most once a minute', async () => {
    const { watch, clock, ring, key } = await open();
    const lastUse = async () =>
      (
        await watch.storage.query<{ at: number | null }>(
          'use',
          'select last_used_at as at from project_key where id = ?',
          [key.id],
        )
      )[0]?.at;
    await ring.find(key.publicKey);
    const first = clock.now();
    await expect.poll(lastUse).toBe(first);
    clock.advance(SECOND);
    await ring.find(key.publicKey);
    clock.advance(MINUTE);
    await ring.find(key.publicKey);
    await expect.poll(lastUse).toBe(clock.now());
  });
});

test('the memory is bounded: the oldest entries go first', async () => {
  let loads = 0;
  const load = async (keys: readonly number[]) => {
    loads++;
    return new Map(keys.filter((key) => key % 2 === 0).map((key) => [key, `value ${key}`]));
  };
  const cache = createLookupCache({ load, clock: manualClock(0), limit: 10 });
  for (let key = 0; key < 100; key++) await cache.get(key);
  expect(loads).toBe(100);
  expect(cache.get(98)).toBe('value 98');
  expect(cache.get(99)).toBeNull();
  expect(await cache.get(0)).toBe('value 0');
  expect(loads).toBe(101);
});

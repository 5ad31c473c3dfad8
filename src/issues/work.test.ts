import { describe, expect, test } from 'vitest';
import { anEvent, anEnvelope, ingestRequest } from '../../test/support/ingest.ts';
import { eachIssueHouse } from '../../test/support/issues.ts';
import type { IssueHouse } from '../../test/support/issues.ts';
import { CulpritError, HOUR, MINUTE } from '../kit/index.ts';
import { createMonitorSweep } from './index.ts';
import type { IssuesTables } from './tables.ts';

interface Issues {
  items: { id: number; title: string; events: number; kind: string }[];
  total: number;
}

eachIssueHouse('the digest', (open) => {
  const issuesOf = async (house: IssueHouse, project: string) =>
    await house.get<Issues>(`/projects/${project}/issues?sort=first_seen&order=asc`);

  test('rejects a message it cannot read, with its error, and digests the others', async () => {
    const house = await open();
    const shop = await house.project('shop');
    await house.send(shop, { message: 'before' }, { message: 'poison' }, { message: 'after' });
    const [, poison] = house.waiting;
    if (poison === undefined) throw new Error('nothing waits');
    house.waiting[1] = { ...poison, body: Buffer.from('\u0000 neither header nor item') };
    expect(await house.flush()).toEqual([{ id: poison.id, error: expect.any(String) as unknown }]);
    expect((await issuesOf(house, 'shop')).items.map(({ title }) => title)).toEqual([
      'Log Message: before',
      'Log Message: after',
    ]);
  });

  test('drops what arrives for a project that was deleted', async () => {
    const house = await open();
    const shop = await house.project('shop');
    await house.send(shop, { message: 'too late' });
    await house.storage.query('delete', 'delete from project', []);
    expect(await house.restart()(house.waiting)).toEqual([]);
    expect(await house.storage.as<IssuesTables>().selectFrom('event').selectAll().execute()).toEqual([]);
  });

  test('lets the whole batch come again when a service is away', async () => {
    const house = await open();
    const shop = await house.project('shop');
    await house.send(shop, { message: 'a' });
    house.blobs.put = () =>
      Promise.reject(new CulpritError('unavailable', 503, 'The disk is away.', { transient: true }));
    const attachment = anEnvelope({ event_id: 'a'.repeat(32) }, anEvent({ event_id: 'a'.repeat(32) }));
    const lines = `${attachment}{"type":"attachment","length":1,"filename":"x"}\nx\n`;
    await house.accept(ingestRequest(lines, { params: { project: String(shop.id) }, query: `sentry_key=${shop.key}` }));
    await expect(house.digest(house.waiting)).rejects.toThrow('The disk is away.');
    expect((await issuesOf(house, 'shop')).total).toBe(0);
  });

  test('counts exactly what several projects received at once, digested side by side by several workers', async () => {
    const house = await open();
    const projects = await Promise.all(['north', 'south', 'east', 'west'].map((name) => house.project(name)));
    const kinds = ['A', 'B', 'C'];
    for (let index = 0; index < 30; index++)
      for (const project of projects)
        await house.send(project, { message: kinds[index % 3], release: `r${index % 2}`, user: { id: index % 5 } });
    // As lanes do it: one project, one shard, one consumer after the other; different shards side by side.
    const shards = Map.groupBy(house.waiting.splice(0), ({ headers }) => headers['project']);
    await Promise.all(
      [...shards.values()].map(async (deliveries) => {
        const digest = house.restart();
        for (let from = 0; from < deliveries.length; from += 7) {
          const batch = deliveries.slice(from, from + 7);
          await digest(batch);
          // Every second batch comes twice, to a worker that knows nothing.
          if (from % 2 === 0) await house.restart()(batch);
        }
      }),
    );
    for (const project of projects) {
      const { items } = await issuesOf(house, project.slug);
      expect(items.map(({ title, events }) => [title, events])).toEqual(
        kinds.map((kind) => [`Log Message: ${kind}`, 10]),
      );
      expect(await house.get(`/projects/${project.id}/releases`)).toMatchObject({
        items: [
          { version: 'r1', events: 15 },
          { version: 'r0', events: 15 },
        ],
      });
      const { items: rows } = await house.get<{ items: { number: number }[] }>(
        `/projects/${project.id}/events?limit=100`,
      );
      expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 30 }, (_, index) => 30 - index));
    }
    expect(await house.get('/projects-overview')).toMatchObject({
      items: projects.map(() => ({ issues: 3, events24h: 30 })),
    });
  });

  test('keeps the issues of a project whose grouping rules change', async () => {
    const house = await open();
    const shop = await house.project('shop');
    const send = async () => {
      await house.send(shop, { message: 'quota of ann is used up', logger: 'quota' }, { message: 'something else' });
      await house.flush();
    };
    await send();
    const settings = JSON.stringify({
      ...shop.settings,
      grouping: { fingerprintRules: 'logger:quota -> quota', stackRules: '' },
    });
    await house.storage.query('rules', 'update project set settings = ?', [settings]);
    house.clock.advance(MINUTE);
    await send();
    await house.send(shop, { message: 'quota of bob is used up', logger: 'quota' });
    await house.flush();
    const { items } = await issuesOf(house, 'shop');
    expect(items.map(({ title, events }) => [title, events])).toEqual([
      ['Log Message: quota of ann is used up', 3],
      ['Log Message: something else', 2],
    ]);
    const { groupings } = await house.get<{ groupings: { config: string }[] }>(`/issues/${items[0]?.id}`);
    expect(new Set(groupings.map(({ config }) => config)).size).toBe(2);
  });

  describe('and the sweep', () => {
    const checkIn = async (
      house: IssueHouse,
      project: { id: number; key: string },
      status: string,
      more: Record<string, unknown> = {},
    ) => {
      const payload = {
        monitor_slug: 'backup',
        status,
        check_in_id: 'a'.repeat(32),
        monitor_config: { schedule: { type: 'crontab', value: '0 * * * *' }, checkin_margin: 5, max_runtime: 30 },
        ...more,
      };
      const envelope = `{}\n{"type":"check_in"}\n${JSON.stringify(payload)}\n`;
      await house.accept(
        ingestRequest(envelope, { params: { project: String(project.id) }, query: `sentry_key=${project.key}` }),
      );
    };
    const swept = (house: IssueHouse) => createMonitorSweep(house.storage, house, house.clock);

    test('make every missed run an event, once, whoever sweeps', async () => {
      const house = await open();
      const shop = await house.project('shop');
      await checkIn(house, shop, 'ok');
      await house.flush();
      const sweeps = [swept(house), swept(house)];
      house.clock.advance(HOUR + 4 * MINUTE);
      for (const sweep of sweeps) expect(await sweep()).toBe(0);
      house.clock.advance(2 * HOUR);
      for (const sweep of sweeps) expect(await sweep()).toBe(2);
      for (const sweep of sweeps) expect(await sweep()).toBe(0);
      await house.flush();
      house.clock.advance(MINUTE);
      for (const sweep of sweeps) expect(await sweep()).toBe(1);
      await house.flush();
      expect((await issuesOf(house, 'shop')).items).toMatchObject([
        { title: 'Monitor: backup missed its run', events: 3, kind: 'monitor' },
      ]);
      const runs = await house.get<{ items: { status: string }[] }>('/projects/shop/monitors/backup/check-ins');
      expect(runs.items.map(({ status }) => status)).toEqual(['missed', 'missed', 'missed', 'ok']);
    });

    test('say nothing of a run whose check-in waits in the lane', async () => {
      const house = await open();
      const shop = await house.project('shop');
      await checkIn(house, shop, 'ok');
      await house.flush();
      house.clock.advance(HOUR);
      await checkIn(house, shop, 'ok', { check_in_id: 'b'.repeat(32) });
      house.clock.advance(10 * MINUTE);
      expect(await swept(house)()).toBe(1);
      await house.flush();
      expect((await issuesOf(house, 'shop')).total).toBe(0);
    });

    test('time out a run that does not end', async () => {
      const house = await open();
      const shop = await house.project('shop');
      await checkIn(house, shop, 'in_progress');
      await house.flush();
      house.clock.advance(30 * MINUTE);
      const sweep = swept(house);
      expect(await sweep()).toBe(1);
      await house.flush();
      expect(await sweep()).toBe(0);
      expect((await issuesOf(house, 'shop')).items).toMatchObject([
        { title: 'Monitor: backup took too long', events: 1 },
      ]);
    });

    test('go on after a report was lost', async () => {
      const house = await open();
      const shop = await house.project('shop');
      await checkIn(house, shop, 'in_progress');
      await house.flush();
      house.clock.advance(30 * MINUTE);
      const sweep = swept(house);
      await sweep();
      house.waiting.splice(0);
      expect(await sweep()).toBe(0);
      house.clock.advance(5 * MINUTE);
      expect(await sweep()).toBe(1);
    });
  });
});

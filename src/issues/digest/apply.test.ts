import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { eachStorage } from '../../../test/support/storages.ts';
import { DAY, floorTo, HOUR, MINUTE, SECOND, sha256, toHex } from '../../kit/index.ts';
import { anEvent, anException, start } from '../../../test/support/events.ts';
import { aMessage, digestOver, openDigest } from '../../../test/support/digest.ts';

eachStorage('the digest', (open) => {
  const begin = async () => openDigest(await open());
  const of = (name: string) => anEvent({ exceptions: [anException(name, 'went wrong')] });

  describe('files events under issues', () => {
    test('one issue a grouping key, numbered from 1 in every project', async () => {
      const { apply, db } = await begin();
      await apply([aMessage([of('A')]), aMessage([of('B')]), aMessage([of('A')]), aMessage([of('A')], { project: 2 })]);
      await apply([aMessage([of('C')]), aMessage([of('B')])]);
      const issues = await db
        .selectFrom('issue')
        .select(['project_id', 'number', 'type', 'events'])
        .orderBy('id')
        .execute();
      expect(issues).toEqual([
        { project_id: 1, number: 1, type: 'A', events: 2 },
        { project_id: 1, number: 2, type: 'B', events: 2 },
        { project_id: 2, number: 1, type: 'A', events: 1 },
        { project_id: 1, number: 3, type: 'C', events: 1 },
      ]);
    });

    test('in the order they came, without a gap', async () => {
      const { apply, db } = await begin();
      const events = Array.from({ length: 7 }, (_, index) => anEvent({ timestamp: start - index * MINUTE }));
      await apply(events.slice(0, 3).map((event) => aMessage([event])));
      await apply([aMessage(events.slice(3))]);
      const rows = await db.selectFrom('event').select(['digest_order', 'event_id']).orderBy('digest_order').execute();
      expect(rows.map(({ digest_order }) => digest_order)).toEqual([1, 2, 3, 4, 5, 6, 7]);
      expect(rows.map(({ event_id }) => toHex(event_id))).toEqual(events.map(({ eventId }) => eventId));
      expect(await db.selectFrom('event_body').selectAll().execute()).toHaveLength(7);
    });

    test('the most specific key that is known decides, and the others lead there from then on', async () => {
      const { apply, db } = await begin();
      /** Events with these grouping keys, the most specific first. */
      const keyed = (...lists: string[][]) => {
        const message = aMessage(lists.map(() => anEvent()));
        const events = message.events.map((event, index) => ({
          ...event,
          hashes: (lists[index] ?? []).map((key) => toHex(sha256(key))),
        }));
        return { ...message, events };
      };
      await apply([keyed(['general'])]);
      await apply([keyed(['special', 'general'])]);
      await apply([keyed(['special'], ['other', 'special'])]);
      await apply([keyed(['other'])]);
      expect(await db.selectFrom('issue').select('events').execute()).toEqual([{ events: 5 }]);
      expect(await db.selectFrom('issue_grouping').select('issue_id').execute()).toHaveLength(3);
    });
  });

  describe('counts', () => {
    test('events, users and both ends of the time, of every issue', async () => {
      const { apply, db } = await begin();
      const user = (id: string) => ({
        id,
        email: null,
        username: null,
        name: null,
        ipAddress: null,
        geo: {},
        data: {},
      });
      const at = (minutes: number, id: string | null) =>
        anEvent({ receivedAt: start + minutes * MINUTE, user: id === null ? null : user(id) });
      await apply([aMessage([at(0, 'ann'), at(5, 'bob'), at(2, 'ann')])]);
      await apply([aMessage([at(1, 'bob'), at(9, 'cleo'), at(-3, null)])]);
      expect(
        await db.selectFrom('issue').select(['events', 'stored_events', 'users', 'first_seen', 'last_seen']).execute(),
      ).toEqual([
        { events: 6, stored_events: 6, users: 3, first_seen: start - 3 * MINUTE, last_seen: start + 9 * MINUTE },
      ]);
      const bodies = await db.selectFrom('event_body').select(sql<number>`length(body)`.as('bytes')).execute();
      expect(await db.selectFrom('project_total').selectAll().execute()).toEqual([
        {
          project_id: 1,
          issues: 1,
          events: 6,
          first_event_at: start - 3 * MINUTE,
          last_event_at: start + 9 * MINUTE,
          stored_events: 6,
          stored_bytes: bodies.reduce((sum, { bytes }) => sum + bytes, 0),
        },
      ]);
    });

    test('minutes, hours and days of issue and project, from one source', async () => {
      const { apply, db } = await begin();
      const at = (offset: number, name: string) =>
        anEvent({ receivedAt: start + offset, exceptions: [anException(name, '')] });
      await apply([aMessage([at(0, 'A'), at(59 * SECOND, 'A'), at(MINUTE, 'B'), at(HOUR, 'A'), at(DAY, 'A')])]);
      const spans = await db.selectFrom('event_count').selectAll().orderBy('width').orderBy('start').execute();
      const of = (scope: number, width: number) =>
        spans
          .filter((span) => span.scope === scope && span.width === width)
          .map(({ start: from, events }) => [from, events]);
      expect(of(0, 0)).toEqual([
        [start, 2],
        [start + MINUTE, 1],
        [start + HOUR, 1],
        [start + DAY, 1],
      ]);
      expect(of(0, 1)).toEqual([
        [start, 3],
        [start + HOUR, 1],
        [start + DAY, 1],
      ]);
      expect(of(0, 2)).toEqual([
        [floorTo(start, DAY), 4],
        [floorTo(start, DAY) + DAY, 1],
      ]);
      expect(of(1, 1)).toHaveLength(4);
      expect(of(1, 2).reduce((sum, [, events]) => sum + (events ?? 0), 0)).toBe(5);
    });

    test('releases and environments, each a row of its own', async () => {
      const { apply, db } = await begin();
      const release = (name: string | null, environment: string, type = 'A') =>
        anEvent({ release: name, environment, exceptions: [anException(type, '')] });
      await apply([
        aMessage([release('shop@1', 'production'), release('shop@2', 'staging'), release('shop@2', 'production', 'B')]),
      ]);
      await apply([aMessage([release('shop@1', 'production'), release(null, 'production')])]);
      expect(
        await db.selectFrom('release').select(['version', 'events', 'new_issues']).orderBy('id').execute(),
      ).toEqual([
        { version: 'shop@1', events: 2, new_issues: 1 },
        { version: 'shop@2', events: 2, new_issues: 1 },
      ]);
      const issues = await db
        .selectFrom('issue')
        .innerJoin('release as first', 'first.id', 'issue.first_release_id')
        .innerJoin('release as last', 'last.id', 'issue.last_release_id')
        .select(['type', 'first.version as first', 'last.version as last'])
        .orderBy('issue.id')
        .execute();
      expect(issues).toEqual([
        { type: 'A', first: 'shop@1', last: 'shop@1' },
        { type: 'B', first: 'shop@2', last: 'shop@2' },
      ]);
      const environments = await db
        .selectFrom('issue_environment')
        .innerJoin('environment', 'environment.id', 'environment_id')
        .innerJoin('issue', 'issue.id', 'issue_id')
        .select(['type', 'name', 'issue_environment.events'])
        .orderBy('type')
        .orderBy('name')
        .execute();
      expect(environments).toEqual([
        { type: 'A', name: 'production', events: 3 },
        { type: 'A', name: 'staging', events: 1 },
        { type: 'B', name: 'production', events: 1 },
      ]);
    });

    test('whether any event of an issue was unhandled', async () => {
      const { apply, db } = await begin();
      const handled = (value: boolean | null) => {
        const exception = anException('E', '');
        return anEvent({
          exceptions: [{ ...exception, mechanism: exception.mechanism && { ...exception.mechanism, handled: value } }],
        });
      };
      const now = async () => (await db.selectFrom('issue').select('handled').executeTakeFirstOrThrow()).handled;
      await apply([aMessage([handled(null)])]);
      expect(await now()).toBe(2);
      await apply([aMessage([handled(true)])]);
      expect(await now()).toBe(1);
      await apply([aMessage([handled(false)]), aMessage([handled(true)])]);
      expect(await now()).toBe(0);
    });
  });

  describe('does everything once', () => {
    test('an event that comes again, in the batch or later, is stored once', async () => {
      const { apply, db } = await begin();
      const event = of('A');
      expect(await apply([aMessage([event]), aMessage([event, of('A')])])).toEqual({
        stored: 2,
        duplicates: 1,
        newIssues: 1,
        turningPoints: 0,
      });
      expect(await apply([aMessage([event])])).toEqual({ stored: 0, duplicates: 1, newIssues: 0, turningPoints: 0 });
      expect(await apply([aMessage([event], { project: 2 })])).toMatchObject({ stored: 1, newIssues: 1 });
      expect(await db.selectFrom('issue').select(['events']).orderBy('id').execute()).toEqual([
        { events: 2 },
        { events: 1 },
      ]);
    });

    test('an issue begins its history once, and one fact says so', async () => {
      const { apply, db, storage } = await begin();
      const first = of('A');
      await apply([aMessage([first, of('A')])]);
      await apply([aMessage([of('A')])]);
      const points = await db.selectFrom('turning_point').selectAll().execute();
      expect(points).toMatchObject([{ kind: 'first_seen', project_id: 1, at: start, user_id: null }]);
      const facts = await storage.query<{ kind: string; data: string }>(
        'facts',
        'select kind, data from outbox_fact',
        [],
      );
      expect(facts.map(({ data }) => JSON.parse(data) as unknown)).toEqual([
        {
          kind: 'issue.created',
          projectId: 1,
          issueId: points[0]?.issue_id,
          number: 1,
          turningPointId: points[0]?.id,
          eventId: first.eventId,
          at: start,
          userId: null,
          metadata: {},
        },
      ]);
    });

    test('a transaction that fails leaves nothing behind, in the database or in memory', async () => {
      const { apply, db, storage } = await begin();
      const message = aMessage([anEvent({ release: 'shop@1', tags: [['customer', 'acme']] })]);
      await storage.query('break it', 'drop table feedback', []);
      await expect(apply([message])).rejects.toThrow(/feedback/);
      for (const table of ['issue', 'event', 'release', 'tag_value', 'event_count', 'digested_message'] as const)
        expect(await db.selectFrom(table).selectAll().execute()).toEqual([]);
    });

    test('a digest that starts anew knows what the one before wrote', async () => {
      const { apply, storage, db } = await begin();
      const message = () => aMessage([anEvent({ release: 'shop@1', tags: [['customer', 'acme']] })]);
      await apply([message()]);
      await digestOver(storage).apply([message()]);
      expect(await db.selectFrom('release').select(['version', 'events']).execute()).toEqual([
        { version: 'shop@1', events: 2 },
      ]);
      expect(await db.selectFrom('issue_tag').select('events').execute()).toEqual([{ events: 2 }]);
    });
  });
});

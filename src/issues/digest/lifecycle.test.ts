import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aMessage, digestOver, openDigest } from '../../../test/support/digest.ts';
import { anEvent, anException, start } from '../../../test/support/events.ts';
import { eachStorage } from '../../../test/support/storages.ts';
import type { Instant } from '../../kit/index.ts';
import { HOUR, MINUTE, periodsBefore, toHex } from '../../kit/index.ts';
import { act } from '../lifecycle/act.ts';
import type { VolumeCondition } from '../lifecycle/periods.ts';
import type { Action } from '../lifecycle/state.ts';
import type { Storage } from '../../storage/index.ts';

eachStorage('events and the life of their issues', (open) => {
  const begin = async () => {
    const storage = await open();
    return { ...(await openDigest(storage)), storage, ...life(storage) };
  };
  const sent = (release: string | null = null) => anEvent({ release });
  const mute = (...volume: VolumeCondition[]): Action => ({ kind: 'mute', until: null, users: null, volume });
  const always: Action = { kind: 'resolve', by: 'always' };

  describe('regressions', () => {
    test('a resolved issue comes back once, with the event that brought it and a fact', async () => {
      const { apply, does, history, facts } = await begin();
      await apply([aMessage([sent()])]);
      await does(always);
      const [first, second] = [sent(), sent()];
      await apply([aMessage([first, second])], start + 1);
      expect(await history()).toEqual(['first_seen', 'resolved', `regressed by ${first.eventId}`]);
      expect(await facts()).toEqual(['issue.created', 'issue.resolved', 'issue.regressed']);
      await apply([aMessage([first, second])], start + 2);
      await apply([aMessage([sent()])], start + 3);
      expect(await history()).toHaveLength(3);
    });

    test('a batch that comes twice regresses once, whoever digests it', async () => {
      const { apply, does, history, storage } = await begin();
      await apply([aMessage([sent()])]);
      await does(always);
      const batch = [aMessage([sent()])];
      await Promise.all([apply(batch), digestOver(storage).apply(batch)]);
      await does(always);
      await apply(batch);
      expect((await history()).filter((each) => each.startsWith('regressed'))).toHaveLength(1);
      expect(await statusOf(storage)).toBe('resolved');
    });

    test('resolved in a release: older releases and events without one stay, newer ones come back', async () => {
      const { apply, does, release, storage } = await begin();
      await apply([aMessage([sent('shop@1.0.0')]), aMessage([sent('shop@1.1.0')])]);
      const resolve: Action = { kind: 'resolve', by: 'release', release: await release('shop@1.1.0'), version: '' };
      await does(resolve);
      await apply([aMessage([sent('shop@1.0.0'), sent('shop@1.1.0-rc.1'), sent(), sent('cart@1.0.9+77')])]);
      expect(await statusOf(storage)).toBe('resolved');
      await apply([aMessage([sent('shop@1.10.0')])]);
      expect(await statusOf(storage)).toBe('regressed');
      // It was seen in 1.10 although 1.1 should hold the fix; now 1.11 does.
      await apply([aMessage([sent('shop@1.11.0')])]);
      await does({ ...resolve, release: await release('shop@1.11.0') });
      await apply([aMessage([sent('shop@1.10.0'), sent('shop@1.10.5')])]);
      expect(await statusOf(storage)).toBe('resolved');
      await apply([aMessage([sent('shop@1.5.0')])]);
      expect(await statusOf(storage)).toBe('regressed');
    });

    test('reopened by hand: the release does not hold the fix after all', async () => {
      const { apply, does, release, storage } = await begin();
      await apply([aMessage([sent('1.0.0'), sent('1.2.0')])]);
      await does({ kind: 'resolve', by: 'release', release: await release('1.0.0'), version: '' });
      await does({ kind: 'reopen' });
      await does({ kind: 'resolve', by: 'release', release: await release('1.2.0'), version: '' });
      await apply([aMessage([sent('1.1.0')])]);
      expect(await statusOf(storage)).toBe('resolved');
    });

    test('by the next release: nothing is a regression until it is there', async () => {
      const { apply, does, history, storage } = await begin();
      await apply([aMessage([sent('2.0.0')])]);
      await does({ kind: 'resolve', by: 'next' });
      await apply([aMessage([sent('2.0.0'), sent('1.9.0'), sent()])]);
      expect(await history()).toEqual(['first_seen', 'resolved']);
      await apply([aMessage([anEvent({ release: '2.1.0', exceptions: [anException('Other', 'one')] })])]);
      expect(await history()).toEqual(['first_seen', 'resolved', 'next_materialized']);
      await apply([aMessage([sent('2.0.0'), sent('2.1.0-rc.1')])]);
      expect(await statusOf(storage)).toBe('resolved');
      await apply([aMessage([sent('2.1.0+build.7')])]);
      expect(await statusOf(storage)).toBe('regressed');
    });

    test('the event that brings the next release is a regression at once', async () => {
      const { apply, does, history } = await begin();
      await apply([aMessage([sent('9f2c1ab')])]);
      await does({ kind: 'resolve', by: 'next' });
      const event = sent('1c3d5e7');
      await apply([aMessage([event])]);
      expect(await history()).toEqual(['first_seen', 'resolved', 'next_materialized', `regressed by ${event.eventId}`]);
    });

    test('odd names of releases lose no event and find their own row', async () => {
      const { apply, does, release, storage, db } = await begin();
      const names = ['svc/1.0.0', 'x'.repeat(300), 'tab\there', '1.0', '1.0.0', '11.0.0', 'a\u0000b', '1.0.0-\ud800'];
      await apply(names.map((name) => aMessage([sent(name)])));
      await apply(names.map((name) => aMessage([sent(name)])));
      const { events } = await db.selectFrom('issue').select('events').executeTakeFirstOrThrow();
      expect(events).toBe(2 * names.length);
      expect(await db.selectFrom('release').select('id').execute()).toHaveLength(names.length);
      // Part of another name is not that name.
      await does({ kind: 'resolve', by: 'release', release: await release('11.0.0'), version: '' });
      await apply([aMessage([sent('1.0.0')])]);
      expect(await statusOf(storage)).toBe('resolved');
    });
  });

  describe('muted issues', () => {
    test('more than 5 per hour: the 6th event unmutes, once, though several conditions fire', async () => {
      const { apply, does, history, facts } = await begin();
      await apply([aMessage(Array.from({ length: 20 }, () => sent()))]);
      await does(mute({ period: 'hour', n: 1, count: 5 }, { period: 'day', n: 1, count: 5 }));
      await apply([aMessage(Array.from({ length: 5 }, () => sent()))], start + MINUTE);
      expect(await history()).toEqual(['first_seen', 'muted']);
      const events = [sent(), sent(), sent()];
      await apply([aMessage(events)], start + 2 * MINUTE);
      expect(await history()).toEqual(['first_seen', 'muted', `unmuted by ${events[0]?.eventId}`]);
      expect(await facts()).toEqual(['issue.created', 'issue.muted', 'issue.unmuted']);
      await apply([aMessage(events), aMessage([sent(), sent(), sent(), sent(), sent(), sent()])], start + 3 * MINUTE);
      expect(await history()).toHaveLength(3);
    });

    test('only its own events count', async () => {
      const { apply, does, storage } = await begin();
      await apply([aMessage([sent()])]);
      await does(mute({ period: 'hour', n: 1, count: 1 }));
      const others = () => anEvent({ exceptions: [anException('Other', 'one')] });
      await apply([aMessage([others(), others(), others(), sent()])]);
      expect(await statusOf(storage)).toBe('muted');
    });

    test('until so many users, until a time', async () => {
      const { apply, does, storage, history } = await begin();
      const by = (id: string) => anEvent({ user: aUser(id) });
      await apply([aMessage([by('1')])]);
      await does({ kind: 'mute', until: null, users: 3, volume: [] });
      await apply([aMessage([by('1'), by('2'), by('2')])]);
      expect(await statusOf(storage)).toBe('muted');
      await apply([aMessage([by('3')])]);
      expect(await statusOf(storage)).toBe('unresolved');
      await does({ kind: 'mute', until: start + HOUR, users: null, volume: [] });
      await apply([aMessage([by('4')])], start + HOUR - 1);
      expect(await statusOf(storage)).toBe('muted');
      await apply([aMessage([by('5')])], start + HOUR);
      expect(await history()).toEqual(['first_seen', 'muted', expect.stringMatching('unmuted by'), 'muted', 'unmuted']);
    });

    test('the count is what a list of all instants would say, over restarts and redelivery', async () => {
      const { apply, does, storage, db } = await begin();
      await apply([aMessage([sent()])]);
      const condition = fc.record({
        period: fc.constantFrom('minute' as const, 'hour' as const, 'day' as const, 'month' as const),
        n: fc.integer({ min: 1, max: 3 }),
        count: fc.integer({ min: 1, max: 6 }),
      });
      const step = fc.record({
        // Steps that meet the boundary of a window to the microsecond.
        after: fc.constantFrom(0, 1, MINUTE - 1, MINUTE, MINUTE + 1, 30 * MINUTE, HOUR - 1, HOUR, HOUR + 1, 24 * HOUR),
        events: fc.integer({ min: 1, max: 3 }),
        again: fc.boolean(),
      });
      let now = start;
      let digest = apply;
      await fc.assert(
        fc.asyncProperty(
          fc.array(condition, { minLength: 1, maxLength: 3 }),
          fc.array(step, { maxLength: 9 }),
          async (conditions, steps) => {
            if ((await statusOf(storage)) === 'muted') await does({ kind: 'unmute' });
            await does(mute(...conditions));
            let instants: Instant[] | null = [];
            for (const { after, events, again } of steps) {
              now += after;
              const batch = [aMessage(Array.from({ length: events }, () => sent()))];
              if (again) digest = digestOver(storage).apply;
              await digest(batch, now);
              if (again) await digest(batch, now + 1);
              instants = naive(instants, conditions, events, now);
              expect(await statusOf(storage)).toBe(instants === null ? 'unresolved' : 'muted');
              const rows = await db.selectFrom('issue_arrival').select('total').execute();
              expect(rows.length).toBeLessThanOrEqual(instants === null ? 0 : 12);
            }
          },
        ),
        { numRuns: 12 },
      );
    });
  });
});

/** The instants after more events at `now`, or null when a condition is exceeded. */
const naive = (
  instants: readonly Instant[] | null,
  conditions: readonly VolumeCondition[],
  events: number,
  now: Instant,
): Instant[] | null => {
  if (instants === null) return null;
  const all = [...instants, ...Array.from({ length: events }, () => now)];
  const exceeded = conditions.some(
    ({ period, n, count }) => all.filter((at) => at >= periodsBefore(now, period, n)).length > count,
  );
  return exceeded ? null : all;
};

/** Acts on the first issue of project 1, and reads what became of it. */
const life = (storage: Storage) => {
  const { db } = digestOver(storage);
  return {
    does: async (action: Action, now = start) => {
      const [acted] = await storage.transaction((tx) => act(tx, { project: 1, issues: [1], action, user: null, now }));
      if (acted?.refusal != null) throw new Error(acted.refusal);
    },
    release: async (version: string) =>
      (await db.selectFrom('release').select('id').where('version', '=', version).executeTakeFirstOrThrow()).id,
    history: async () => {
      const rows = await db
        .selectFrom('turning_point')
        .select(['kind', 'event_id'])
        .where('issue_id', '=', 1)
        .orderBy('id')
        .execute();
      return rows.map(({ kind, event_id }) =>
        event_id === null || kind === 'first_seen' ? kind : `${kind} by ${toHex(event_id)}`,
      );
    },
    facts: async () => {
      const rows = await storage.query<{ kind: string }>('facts', 'select kind from outbox_fact order by id', []);
      return rows.map(({ kind }) => kind);
    },
  };
};

const statusOf = async (storage: Storage): Promise<string> => {
  const { status, regressed } = await digestOver(storage)
    .db.selectFrom('issue')
    .select(['status', 'regressed'])
    .where('id', '=', 1)
    .executeTakeFirstOrThrow();
  return regressed === 1 ? 'regressed' : (['unresolved', 'resolved', 'muted'][status] ?? '');
};

const aUser = (id: string) => ({ id, email: null, username: null, name: null, ipAddress: null, geo: {}, data: {} });

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aMessage, digestOver, openDigest } from '../../../test/support/digest.ts';
import { anEvent, anException, start } from '../../../test/support/events.ts';
import { eachStorage } from '../../../test/support/storages.ts';
import type { CheckIn, SessionUpdate } from '../../ingest/index.ts';
import { HOUR, MINUTE, newId, sha256, toHex } from '../../kit/index.ts';
import type { Storage } from '../../storage/index.ts';
import type { Prepared } from './prepare.ts';

/** What a message holds, in a few small numbers; the same number is the same thing. */
const message = fc.record({
  events: fc.array(
    fc.record({
      id: fc.nat(9),
      kind: fc.nat(2),
      user: fc.nat(3),
      release: fc.nat(2),
      minute: fc.nat(90),
      tag: fc.nat(4),
    }),
    { maxLength: 3 },
  ),
  sessions: fc.array(fc.record({ id: fc.nat(4), sequence: fc.nat(3), crashed: fc.boolean() }), { maxLength: 2 }),
  checkIns: fc.array(
    fc.record({ id: fc.nat(4), status: fc.constantFrom('ok', 'error', 'in_progress'), minute: fc.nat(90) }),
    { maxLength: 2 },
  ),
  discards: fc.nat(2),
  feedback: fc.option(fc.nat(9)),
});
type Sketch = typeof message extends fc.Arbitrary<infer Value> ? Value : never;

/** Messages in the order of their first delivery: how many make a batch, and after it which batches come again to a digest that remembers nothing. */
const history = fc.record({
  messages: fc.array(message, { minLength: 1, maxLength: 8 }),
  sizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 8, maxLength: 8 }),
  again: fc.array(fc.array(fc.nat(7), { maxLength: 2 }), { minLength: 8, maxLength: 8 }),
});

const hex = (name: string, number: number): string => toHex(sha256(`${name} ${number}`)).slice(0, 32);

/** `turn` keeps moments apart that come one after the other. */
const prepared = (
  project: number,
  { events, sessions, checkIns, discards, feedback }: Sketch,
  turn: number,
): Prepared =>
  aMessage(
    events.map(({ id, kind, user, release, minute, tag }) =>
      anEvent({
        eventId: hex('event', id),
        receivedAt: start + minute * MINUTE,
        release: release === 0 ? null : `shop@${release}`,
        user:
          user === 0
            ? null
            : { id: String(user), email: null, username: null, name: null, ipAddress: null, geo: {}, data: {} },
        tags: [['plan', String(tag)]],
        exceptions: [anException(`Kind${kind}`, '')],
      }),
    ),
    {
      project,
      messageId: newId(),
      sessions: sessions.map(
        ({ id, sequence, crashed }): SessionUpdate => ({
          release: 'shop@1',
          environment: 'production',
          started: start + id * HOUR,
          sessionId: id === 0 ? null : `session ${id}`,
          sequence,
          distinctId: `user ${id % 2}`,
          status: crashed ? 'crashed' : 'ok',
          errors: 0,
          durationMs: null,
          quantity: 1,
        }),
      ),
      checkIns: checkIns.map(({ id, status, minute }, index) => ({
        id: id === 0 ? '0'.repeat(32) : hex('run', id),
        monitor: 'backup',
        status: status as CheckIn['status'],
        environment: 'production',
        durationMs: null,
        timestamp: start + minute * MINUTE + turn * 10 + index,
        config: { schedule: { type: 'interval', value: 1, unit: 'hour' } },
      })),
      discards: discards === 0 ? [] : [{ reason: 'not_supported', category: 'transaction', quantity: discards }],
      feedback:
        feedback === null
          ? []
          : [
              {
                id: hex('feedback', feedback),
                eventId: hex('event', feedback),
                name: null,
                email: null,
                message: 'm',
                url: null,
                source: null,
                timestamp: start,
              },
            ],
    },
  );

/** All that people can see of a project, by names instead of row numbers. Runs without a name get random ids; ids of their events follow from them. */
const seen = async (storage: Storage, project: number) => {
  const of = (sql: string) => storage.query('seen', sql, [project]);
  return {
    issues: await of(
      'select i.number, i.title, i.events, i.stored_events, i.users, i.first_seen, i.last_seen, i.handled, a.version as first_release, b.version as last_release from issue i left join release a on a.id = i.first_release_id left join release b on b.id = i.last_release_id where i.project_id = ? order by i.number',
    ),
    events: await of(
      "select e.digest_order, i.number, e.received_at, e.kind, case when e.kind = 'error' then e.event_id end as event_id from event e join issue i on i.id = e.issue_id where e.project_id = ? order by 1",
    ),
    bodies: await of('select count(*) as bodies from event e join event_body b on b.id = e.id where e.project_id = ?'),
    spans: await of(
      'select c.width, c.start, c.events from event_count c where c.scope = 0 and c.id = ? order by 1, 2',
    ),
    issueSpans: await of(
      'select i.number, c.width, c.start, c.events from event_count c join issue i on c.scope = 1 and c.id = i.id where i.project_id = ? order by 1, 2, 3',
    ),
    releases: await of(
      'select version, events, new_issues, first_seen, last_seen from release where project_id = ? order by 1',
    ),
    issueReleases: await of(
      'select i.number, r.version, x.events from issue_release x join issue i on i.id = x.issue_id join release r on r.id = x.release_id where i.project_id = ? order by 1, 2',
    ),
    tags: await of(
      'select i.number, k.key, v.value, t.events from issue_tag t join issue i on i.id = t.issue_id join tag_key k on k.id = t.key_id left join tag_value v on v.id = t.value_id where i.project_id = ? order by 1, 2, 3',
    ),
    points: await of(
      'select i.number, t.kind, t.at from turning_point t join issue i on i.id = t.issue_id where t.project_id = ? order by 1',
    ),
    health: await of('select hour, total, exited, crashed from release_health where project_id = ? order by 1'),
    users: await of('select day, user_hash, crashed from release_user where project_id = ? order by 2'),
    monitor: await of(
      'select e.status, e.last_check_in_at, e.next_expected_at, e.failures, e.successes from monitor_environment e join monitor m on m.id = e.monitor_id where m.project_id = ?',
    ),
    runs: await of(
      'select c.status, c.started_at, c.duration_ms from check_in c join monitor m on m.id = c.monitor_id where m.project_id = ? order by 2, 1, 3',
    ),
    discards: await of(
      'select reason, start, quantity from usage_count where project_id = ? and width = 1 order by 1, 2',
    ),
    feedback: await of(
      'select f.feedback_id, i.number from feedback f left join issue i on i.id = f.issue_id where f.project_id = ? order by 1',
    ),
    totals: await of('select issues, events, first_event_at, last_event_at from project_total where project_id = ?'),
  };
};

eachStorage('batches', (open) => {
  test('of any size, that come again at any time, leave what each message alone would have left, once', async () => {
    const storage = await open();
    const digest = await openDigest(storage);
    let project = 0;
    await fc.assert(
      fc.asyncProperty(history, async ({ messages, sizes, again }) => {
        project += 2;
        for (const [turn, each] of messages.entries()) await digest.apply([prepared(project - 1, each, turn)]);
        const rest = messages.map((each, turn) => prepared(project, each, turn));
        const batches: Prepared[][] = [];
        for (const [turn, size] of sizes.entries()) {
          const batch = rest.splice(0, size);
          if (batch.length === 0) break;
          batches.push(batch);
          await digest.apply(batch);
          for (const earlier of again[turn] ?? [])
            await digestOver(storage).apply(batches[earlier % batches.length] ?? []);
        }
        expect(await seen(storage, project)).toEqual(await seen(storage, project - 1));
      }),
      { numRuns: open.dialect === 'sqlite' ? 60 : 12 },
    );
  });
});

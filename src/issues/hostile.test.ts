import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ingestRequest } from '../../test/support/ingest.ts';
import { eachIssueHouse } from '../../test/support/issues.ts';

/** What no field expects. */
const odd = fc.oneof(
  fc.double(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(null, true, 1e300, -5, 1.5, '\u0000', '\ud800', 'x'.repeat(5_000), 'a'.repeat(32), 'ok', 'crashed'),
  fc.constantFrom('2026-11-22T09:00:00Z', '9999-12-31T23:59:59Z', { a: 1 }, [1]),
);

const oddly = (...fields: string[]) =>
  fc.record(Object.fromEntries(fields.map((field) => [field, odd])), { requiredKeys: [] });

const item = fc.oneof(
  fc.record({
    type: fc.constant('session'),
    payload: oddly('sid', 'did', 'seq', 'started', 'timestamp', 'status', 'errors', 'duration', 'attrs').map(
      (session) => ({
        attrs: { release: 'r', environment: 'e' },
        ...session,
      }),
    ),
  }),
  fc.record({
    type: fc.constant('sessions'),
    payload: fc.record({
      aggregates: fc.array(oddly('started', 'exited', 'errored', 'crashed', 'abnormal', 'unhandled', 'did')),
      attrs: fc.record({ release: odd, environment: odd }),
    }),
  }),
  fc.record({
    type: fc.constant('client_report'),
    payload: fc.record({ timestamp: odd, discarded_events: fc.array(oddly('reason', 'category', 'quantity')) }),
  }),
  fc.record({
    type: fc.constant('check_in'),
    payload: fc
      .tuple(
        oddly('check_in_id', 'monitor_slug', 'status', 'environment', 'duration'),
        oddly('schedule', 'checkin_margin', 'max_runtime', 'timezone', 'failure_issue_threshold', 'recovery_threshold'),
      )
      .map(([checkIn, config]) => ({
        monitor_slug: 'backup',
        status: 'error',
        ...checkIn,
        monitor_config: { schedule: { type: 'interval', value: 1, unit: 'day' }, ...config },
      })),
  }),
  fc.record({ type: fc.constant('user_report'), payload: oddly('event_id', 'name', 'email', 'comments') }),
  fc.record({
    type: fc.constant('event'),
    payload: oddly(
      'event_id',
      'timestamp',
      'message',
      'level',
      'platform',
      'release',
      'environment',
      'tags',
      'user',
      'exception',
    ),
  }),
);

eachIssueHouse('whatever a client sends', (open) => {
  test('is digested or refused, and never holds up a batch', async () => {
    const house = await open();
    const shop = await house.project('shop');
    const to = { params: { project: String(shop.id) }, query: `sentry_key=${shop.key}` };
    await fc.assert(
      fc.asyncProperty(fc.array(item, { maxLength: 6 }), async (items) => {
        const lines = items.map(({ type, payload }) => `${JSON.stringify({ type })}\n${JSON.stringify(payload)}\n`);
        expect((await house.accept(ingestRequest(`{}\n${lines.join('')}`, to))).status).toBeLessThan(500);
        expect(await house.flush()).toEqual([]);
      }),
      { numRuns: house.storage.dialect === 'sqlite' ? 200 : 40 },
    );
    for (const list of ['issues', 'events', 'sessions?period=30d', 'monitors', 'stats', 'feedback', 'releases'])
      await house.get(`/projects/shop/${list}`);
  });
});

import { describe, expect, test } from 'vitest';
import { eachStorage } from '../../../test/support/storages.ts';
import type { CheckIn, Feedback, SessionUpdate } from '../../ingest/index.ts';
import { DAY, floorTo, HOUR, MINUTE, sha256, toHex } from '../../kit/index.ts';
import { anEvent, start } from '../../../test/support/events.ts';
import { aMessage, openDigest } from '../../../test/support/digest.ts';

eachStorage('beside events, the digest keeps', (open) => {
  const begin = async () => openDigest(await open());

  describe('feedback', () => {
    const about = (eventId: string | null, id = 'f'.repeat(32)): Feedback => ({
      id,
      eventId,
      name: 'Ann',
      email: null,
      message: 'it broke',
      url: null,
      source: null,
      timestamp: start,
    });

    test('of an issue, whether it comes with its event, after it or before it', async () => {
      const { apply, db } = await begin();
      const [first, second, third] = [anEvent(), anEvent(), anEvent()];
      await apply([aMessage([first], { feedback: [about(first.eventId, '1'.repeat(32))] })]);
      await apply([aMessage([], { feedback: [about(third.eventId, '3'.repeat(32))] }), aMessage([second])]);
      await apply([aMessage([], { feedback: [about(second.eventId, '2'.repeat(32)), about(null, '4'.repeat(32))] })]);
      const issues = async () =>
        (await db.selectFrom('feedback').select('issue_id').orderBy('feedback_id').execute()).map(
          ({ issue_id }) => issue_id,
        );
      const [issue] = await db.selectFrom('issue').select('id').execute();
      expect(await issues()).toEqual([issue?.id, issue?.id, null, null]);
      await apply([aMessage([third])]);
      expect(await issues()).toEqual([issue?.id, issue?.id, issue?.id, null]);
    });

    test('once, however often it is sent', async () => {
      const { apply, db } = await begin();
      await apply([aMessage([], { feedback: [about(null)] }), aMessage([], { feedback: [about(null)] })]);
      await apply([aMessage([], { feedback: [about(null)] })]);
      expect(await db.selectFrom('feedback').selectAll().execute()).toHaveLength(1);
    });
  });

  test('attachments, once each, whether or not their event is there', async () => {
    const { apply, db } = await begin();
    const event = anEvent();
    const attachment = (filename: string, text: string) => {
      const bytes = Buffer.from(text);
      return {
        attachment: { eventId: event.eventId, filename, contentType: 'text/plain', type: 'event.attachment', bytes },
        hash: sha256(bytes),
      };
    };
    await apply([aMessage([], { attachments: [attachment('a.log', 'one'), attachment('a.log', 'two')] })]);
    await apply([aMessage([event], { attachments: [attachment('a.log', 'one'), attachment('b.log', 'one')] })]);
    const rows = await db.selectFrom('event_attachment').select(['filename', 'size', 'hash']).execute();
    const one = toHex(sha256('one'));
    const two = toHex(sha256('two'));
    expect(new Set(rows.map(({ filename, size, hash }) => `${filename} ${size} ${toHex(hash)}`))).toEqual(
      new Set([`a.log 3 ${one}`, `a.log 3 ${two}`, `b.log 3 ${one}`]),
    );
    expect(rows).toHaveLength(3);
  });

  test('what was discarded, by hour, reason and category, once a message', async () => {
    const { apply, storage } = await begin();
    const message = aMessage([], {
      received: start + 5 * MINUTE,
      discards: [{ reason: 'not_supported', category: 'transaction', quantity: 3 }],
      clientDiscards: [
        { reason: 'ratelimit_backoff', category: 'error', quantity: 2, timestamp: start - MINUTE },
        { reason: 'ratelimit_backoff', category: 'error', quantity: 5, timestamp: start + MINUTE },
      ],
    });
    await apply([message, message]);
    await apply([message]);
    await apply([aMessage([], { discards: [{ reason: 'not_supported', category: 'transaction', quantity: 1 }] })]);
    const hours = storage.query(
      'hours',
      'select start, outcome, reason, category, quantity from usage_count where project_id = ? and width = 1 order by outcome, start',
      [1],
    );
    expect(await hours).toEqual([
      { start, outcome: 1, reason: 'not_supported', category: 'transaction', quantity: 4 },
      { start: start - HOUR, outcome: 2, reason: 'ratelimit_backoff', category: 'error', quantity: 2 },
      { start, outcome: 2, reason: 'ratelimit_backoff', category: 'error', quantity: 5 },
    ]);
  });

  describe('sessions', () => {
    const session = (more: Partial<SessionUpdate>): SessionUpdate => ({
      release: 'shop@1',
      environment: 'production',
      started: start,
      sessionId: null,
      sequence: 0,
      distinctId: null,
      status: 'ok',
      errors: 0,
      durationMs: null,
      quantity: 1,
      ...more,
    });
    const health = ['total', 'exited', 'errored', 'crashed', 'abnormal', 'unhandled'] as const;

    test('counted once each, as what the newest update says, in whatever order updates come', async () => {
      const { apply, db } = await begin();
      const updates = [
        session({ sessionId: 'a', sequence: 1 }),
        session({ sessionId: 'a', sequence: 3, status: 'crashed', errors: 1, started: start + HOUR }),
        session({ sessionId: 'a', sequence: 2, errors: 1 }),
        session({ sessionId: 'b', sequence: 1 }),
        session({ sessionId: 'b', sequence: 2, status: 'exited', errors: 2 }),
        session({ sessionId: 'c', status: 'exited' }),
        session({ sessionId: 'd', status: 'unhandled' }),
      ];
      for (const update of updates) await apply([aMessage([], { sessions: [update] })]);
      await apply([aMessage([], { sessions: updates })]);
      expect(
        await db
          .selectFrom('release_health')
          .select([...health, 'hour'])
          .execute(),
      ).toEqual([{ total: 4, exited: 1, errored: 1, crashed: 1, abnormal: 0, unhandled: 1, hour: start }]);
    });

    test('in aggregates, counted once a message', async () => {
      const { apply, db } = await begin();
      const message = aMessage([], {
        sessions: [session({ quantity: 10, status: 'exited' }), session({ quantity: 2, status: 'crashed' })],
      });
      await apply([message]);
      await apply([
        message,
        aMessage([], { sessions: [session({ quantity: 5, status: 'exited', environment: 'dev' })] }),
      ]);
      const rows = await db
        .selectFrom('release_health')
        .innerJoin('environment', 'environment.id', 'environment_id')
        .select(['name', ...health])
        .orderBy('name')
        .execute();
      expect(rows).toMatchObject([
        { name: 'dev', total: 5, exited: 5 },
        { name: 'production', total: 12, exited: 10, crashed: 2 },
      ]);
    });

    test('and their users by day, with those who saw a crash', async () => {
      const { apply, db } = await begin();
      const by = (distinctId: string, status: SessionUpdate['status'], sessionId: string) =>
        session({ distinctId, status, sessionId });
      await apply([
        aMessage([], { sessions: [by('ann', 'exited', '1'), by('ann', 'crashed', '2'), by('bob', 'exited', '3')] }),
      ]);
      await apply([aMessage([], { sessions: [by('ann', 'exited', '4'), by('bob', 'ok', '5')] })]);
      const rows = await db.selectFrom('release_user').select(['day', 'crashed']).orderBy('crashed').execute();
      expect(rows).toEqual([0, 1].map((crashed) => ({ day: floorTo(start, DAY), crashed })));
    });
  });

  describe('check-ins', () => {
    const checkIn = (status: CheckIn['status'], minutes: number, more: Partial<CheckIn> = {}): CheckIn => ({
      id: '1'.repeat(32),
      monitor: 'backup',
      status,
      environment: 'production',
      durationMs: null,
      timestamp: start + minutes * MINUTE,
      config: { schedule: { type: 'interval', value: 1, unit: 'hour' }, failure_issue_threshold: 2 },
      ...more,
    });

    test('as runs of their monitor, which expects the next', async () => {
      const { apply, db } = await begin();
      await apply([aMessage([], { checkIns: [checkIn('in_progress', 0)] })]);
      const end = aMessage([], { checkIns: [checkIn('ok', 3)] });
      await apply([end]);
      await apply([end]);
      expect(await db.selectFrom('check_in').selectAll().execute()).toMatchObject([
        { status: 'ok', started_at: start, duration_ms: 180_000, times_out_at: null },
      ]);
      expect(await db.selectFrom('monitor_environment').selectAll().execute()).toMatchObject([
        { status: 'ok', next_expected_at: start + HOUR, missed_at: start + HOUR + MINUTE, successes: 1 },
      ]);
    });

    test('without a name, which end the run in progress', async () => {
      const { apply, db } = await begin();
      const nil = { id: '0'.repeat(32) };
      await apply([aMessage([], { checkIns: [checkIn('in_progress', 0, nil)] })]);
      await apply([
        aMessage([], { checkIns: [checkIn('ok', 3, nil), checkIn('in_progress', 60, nil), checkIn('error', 61, nil)] }),
      ]);
      expect(await db.selectFrom('check_in').select(['status', 'duration_ms']).orderBy('id').execute()).toEqual([
        { status: 'ok', duration_ms: 180_000 },
        { status: 'error', duration_ms: 60_000 },
      ]);
    });

    test('whose failures become events of one issue from the threshold on, each once', async () => {
      const { apply, db } = await begin();
      const failures = ['a', 'b', 'c'].map((id, index) =>
        aMessage([], { checkIns: [checkIn('error', index * 60, { id: id.repeat(32) })] }),
      );
      for (const message of failures) await apply([message]);
      await apply(failures);
      await apply([aMessage([], { checkIns: [checkIn('error', 120, { id: 'c'.repeat(32) })] })]);
      expect(await db.selectFrom('issue').select(['kind', 'events']).execute()).toEqual([
        { kind: 'monitor', events: 2 },
      ]);
    });
  });
});

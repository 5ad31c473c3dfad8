import { describe, expect, test } from 'vitest';
import { recordedIngestRequest, scrubSettings, spoolHeaders, throughIngest } from '../../test/support/ingest.ts';
import type { EventFacts } from '../../test/support/sdk-requests.ts';
import { sdkRequests } from '../../test/support/sdk-requests.ts';
import type { Event } from './index.ts';
import { readSpooled } from './index.ts';

describe('the recorded requests', () => {
  const ingest = sdkRequests.filter(({ url }) => !url.startsWith('/api/0/'));
  const factsOf = (event: Event) => ({
    platform: event.platform,
    level: event.level,
    release: event.release,
    environment: event.environment,
    dist: event.dist,
    transaction: event.transaction,
    exceptions: event.exceptions.map(({ type, value, stacktrace, mechanism }) => ({
      type,
      value: value?.slice(0, 120) ?? null,
      frames: stacktrace?.frames.length ?? 0,
      mechanism: mechanism?.type ?? null,
      handled: mechanism?.handled ?? null,
    })),
    threads: event.threads.length,
    breadcrumbs: event.breadcrumbs.length,
    fingerprint: event.fingerprint,
    debugImages: event.debugImages.length,
  });

  const expected = (facts: EventFacts, event: Event) => ({
    platform: facts.platform ?? 'other',
    level: facts.level ?? event.level,
    release: facts.release,
    environment: facts.environment,
    dist: facts.dist,
    transaction: facts.transaction,
    exceptions: facts.exceptions.map(({ type, value, frames, mechanism, handled }) => ({
      type,
      // NUL and lone surrogates are replaced, for no database takes them.
      value: value?.toWellFormed().replaceAll('\0', '\ufffd') ?? null,
      frames,
      mechanism,
      handled,
    })),
    threads: facts.threads,
    breadcrumbs: facts.breadcrumbs,
    fingerprint: facts.fingerprint ?? [],
    debugImages: facts.debug_images,
  });

  for (const request of ingest) {
    const items = request.facts.items ?? [];
    const events = items.filter(({ type }) => type === 'event' || type === 'store-event');
    if (events.length === 0) continue;
    test(`${request.file} reads as its client meant it`, async () => {
      const read = await throughIngest(recordedIngestRequest(request));
      expect(read.events).toHaveLength(events.length);
      for (const [index, { facts }] of events.entries()) {
        const event = read.events[index];
        if (facts === undefined || event === undefined) throw new Error('no facts');
        expect(event.eventId).toBe((request.facts.envelope_event_id ?? facts.event_id ?? '').replaceAll('-', ''));
        expect(factsOf(event)).toEqual(expected(facts, event));
        if (facts.message !== null)
          expect([event.message?.template, event.message?.formatted]).toContain(facts.message);
      }
      const files = items.filter(({ type }) => type === 'attachment');
      expect(read.attachments.map(({ filename, bytes }) => [filename, bytes.length])).toEqual(
        files.map(({ filename, bytes }) => [filename, bytes]),
      );
    });
  }

  const one = async (scenario: string, client: RegExp) => {
    const request = ingest.find((one) => one.scenario === scenario && client.test(one.client));
    if (request === undefined) throw new Error(`no recording of ${scenario}`);
    return readSpooled(
      spoolHeaders({ encoding: request.headers['content-encoding'] ?? '', received: Date.parse('2026-11-22') * 1_000 }),
      request.body,
      scrubSettings,
    );
  };

  test('sessions, alone and in aggregates', async () => {
    const single = await one('session_single', /node-11/);
    expect(single.sessions).toEqual([
      {
        release: 'acme-web@1.4.2',
        environment: 'production',
        started: Date.parse('2026-11-21T23:19:59.379Z') * 1_000,
        sessionId: '1923d1a51b1e41afbfd69987b604ff5f',
        sequence: Date.parse('2026-11-21T23:19:59.379Z'),
        distinctId: 'u1',
        status: 'ok',
        errors: 0,
        durationMs: 0,
        quantity: 1,
      },
    ]);
    const aggregates = await one('sessions_aggregate', /node-11/);
    expect(aggregates.sessions.map(({ status, quantity, sessionId }) => [status, quantity, sessionId])).toEqual([
      ['exited', 5, null],
      ['errored', 1, null],
    ]);
    expect((await one('crash_resend', /native/)).sessions).toMatchObject([
      { status: 'crashed', errors: 1, durationMs: 2 },
    ]);
    expect((await one('wsgi_request', /python/)).sessions).toMatchObject([{ status: 'crashed', quantity: 1 }]);
  });

  test('check-ins, client reports, user reports and what is not kept', async () => {
    expect((await one('checkins', /node-11/)).checkIns).toMatchObject([
      {
        id: 'aef1624a456e40bb8eb33c70a42da4fb',
        monitor: 'nightly-job',
        status: 'ok',
        environment: 'production',
        durationMs: 12_500,
        config: null,
      },
    ]);
    expect((await one('checkin', /php/)).checkIns).toMatchObject([
      {
        monitor: 'php-job',
        status: 'in_progress',
        durationMs: null,
        config: { schedule: { type: 'crontab', value: '*/10 * * * *' }, max_runtime: 10 },
      },
    ]);
    expect((await one('client_report', /node-11/)).clientDiscards).toEqual([
      { reason: 'event_processor', category: 'error', quantity: 4, timestamp: 1_795_303_204_699_000 },
    ]);
    expect((await one('logs_metrics_feedback', /native/)).feedback).toMatchObject([
      {
        eventId: '6d8382883a834ae6f82cf263c814cbc8',
        name: 'some-name',
        email: 'some-email',
        message: 'some-comment',
        source: 'user_report',
      },
    ]);
    expect((await one('spans_manual', /node-11/)).discards).toEqual([
      { reason: 'not_supported', category: 'span', quantity: expect.any(Number) },
    ]);
    expect((await one('replay_recording', /browser/)).discards).toHaveLength(2);
  });

  test('a CSP report and a minidump', async () => {
    const csp = ingest.find(({ scenario }) => scenario === 'csp');
    const minidump = ingest.find(({ scenario }) => scenario === 'minidump_multipart');
    if (csp === undefined || minidump === undefined) throw new Error('no recording');
    expect((await throughIngest(recordedIngestRequest(csp))).events).toMatchObject([
      {
        kind: 'csp',
        release: 'web@1.2.3',
        environment: 'production',
        security: { 'blocked-uri': 'inline', 'effective-directive': 'script-src-elem' },
      },
    ]);
    const read = await throughIngest(recordedIngestRequest(minidump));
    expect(read.events).toMatchObject([
      {
        kind: 'minidump',
        level: 'fatal',
        platform: 'native',
        release: 'acme-native@5.0.0',
        exceptions: [{ type: 'EXCEPTION_ACCESS_VIOLATION' }],
      },
    ]);
    expect(read.attachments.map(({ filename, type, bytes }) => [filename, type, bytes.length])).toEqual([
      ['minidump.dmp', 'event.minidump', 42_412],
      ['cfg.txt', 'event.attachment', 27_153],
    ]);
  });
});

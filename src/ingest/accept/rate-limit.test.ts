import { describe, expect, test } from 'vitest';
import { manualClock, SECOND, unavailable } from '../../kit/index.ts';
import {
  acceptorWithList,
  anEnvelope,
  anEvent,
  ingestRequest,
  openGate,
  testKeys,
} from '../../../test/support/ingest.ts';

const query = `sentry_key=${testKeys.limited.publicKey}`;
const start = 1_800_000_000 * SECOND;
const session = '{"type":"session"}\n{"sid":"1"}';
const event = () => ingestRequest(anEnvelope(), { query });

describe('a key of two events a minute', () => {
  test('takes two, then answers 429 with both headers until the minute is over', async () => {
    const clock = manualClock(start);
    const acceptor = acceptorWithList({}, clock);
    expect((await acceptor.accept(event())).status).toBe(200);
    clock.advance(20 * SECOND);
    expect((await acceptor.accept(event())).status).toBe(200);
    clock.advance(10.5 * SECOND);
    const { status, headers } = await acceptor.accept(event());
    expect(status).toBe(429);
    expect(headers).toMatchObject({
      'retry-after': '30',
      'x-sentry-rate-limits': '30:error;default;security;attachment:key:key_quota',
      'access-control-allow-origin': '*',
    });
    expect(acceptor.spooled).toHaveLength(2);
    clock.advance(30 * SECOND);
    expect((await acceptor.accept(event())).status).toBe(200);
  });

  test('lets sessions, check-ins, client reports and feedback pass, also beside a limited event', async () => {
    const acceptor = acceptorWithList({}, manualClock(start));
    await acceptor.accept(event());
    await acceptor.accept(event());
    for (const item of [
      session,
      '{"type":"check_in"}\n{}',
      '{"type":"client_report"}\n{}',
      '{"type":"feedback"}\n{}',
      '{"type":"attachment"}\nx',
    ])
      expect((await acceptor.accept(ingestRequest(`{}\n${item}`, { query }))).status).toBe(200);
    acceptor.spooled.length = 0;
    const mixed = `${anEnvelope({ event_id: 'a'.repeat(32) })}{"type":"attachment"}\nx\n${session}\n{"type":"span"}\n{}`;
    expect(
      (await acceptor.accept(ingestRequest(mixed, { query, headers: { 'content-encoding': 'identity' } }))).status,
    ).toBe(429);
    expect(acceptor.spooled.map(({ body, headers }) => [Buffer.from(body).toString(), headers.encoding])).toEqual([
      [
        `{"event_id":"${'a'.repeat(32)}"}\n{"type":"session","length":11}\n{"sid":"1"}\n{"type":"span","length":2}\n{}\n`,
        '',
      ],
    ]);
  });

  test('limits store, security and minidump too, and feedback by itself', async () => {
    const acceptor = acceptorWithList({}, manualClock(start));
    const headers = { 'content-type': 'application/csp-report' };
    expect((await acceptor.accept(ingestRequest(anEvent(), { query, endpoint: 'store' }))).status).toBe(200);
    expect((await acceptor.accept(ingestRequest('{}', { query, endpoint: 'security', headers }))).status).toBe(200);
    expect((await acceptor.accept(ingestRequest(anEvent(), { query, endpoint: 'store' }))).status).toBe(429);
    expect((await acceptor.accept(ingestRequest('{}', { query, endpoint: 'security', headers }))).status).toBe(429);
    expect((await acceptor.accept(ingestRequest('MDMP', { query, endpoint: 'minidump' }))).status).toBe(429);
    const feedback = ingestRequest(`{}\n{"type":"feedback"}\n{}`, { query });
    const statuses = [];
    for (let time = 0; time < 3; time += 1) statuses.push((await acceptor.accept(feedback)).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  test('counts what was accepted, not what the queue refused', async () => {
    let away = true;
    const published: unknown[] = [];
    const acceptor = acceptorWithList(
      {
        publish: async (_lane, messages) => {
          if (away) throw unavailable('The broker is away.');
          published.push(...messages);
        },
      },
      manualClock(start),
    );
    for (let time = 0; time < 5; time += 1) expect((await acceptor.accept(event())).status).toBe(503);
    away = false;
    expect((await acceptor.accept(event())).status).toBe(200);
    expect((await acceptor.accept(event())).status).toBe(200);
    expect((await acceptor.accept(event())).status).toBe(429);
    expect(published).toHaveLength(2);
  });

  test('counts what it refused, for the project’s statistics', async () => {
    const usage = openGate();
    const acceptor = acceptorWithList({ usage }, manualClock(start));
    for (let time = 0; time < 5; time += 1) await acceptor.accept(event());
    await acceptor.accept(
      ingestRequest('{}\n{"type":"span","item_count":6}\n{}\n{"type":"transaction"}\n{}', { query }),
    );
    await acceptor.accept(ingestRequest('{}\n{"type":"event"}\n[]', { query }));
    await acceptor.accept(ingestRequest(anEnvelope({}, anEvent({ pad: 'x'.repeat(2_000_000) })), { query }));
    expect(Object.groupBy(usage.counted, ({ reason, category }) => `${reason} ${category}`)).toMatchObject({
      'rate_limited error': [{ quantity: 1 }, { quantity: 1 }, { quantity: 1 }],
      'not_supported span': [{ project: 7, outcome: 'server', quantity: 6 }],
      'not_supported transaction': [{ quantity: 1 }],
      'invalid error': [{ quantity: 1 }],
      'too_large error': [{ quantity: 1 }],
    });
  });
});

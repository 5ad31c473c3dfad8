import { describe, expect, test } from 'vitest';
import { HOUR, manualClock, SECOND } from '../../kit/index.ts';
import { acceptorWithList, anEnvelope, ingestRequest, openGate, testKeys } from '../../../test/support/ingest.ts';
import type { LimitedGroup } from './groups.ts';
import type { QuotaRefusal } from './usage.ts';

const now = 1_800_000_000 * SECOND;
const session = '{"type":"session"}\n{"sid":"1"}';

/** A gate that is closed for these groups, and tells what it was asked for. */
const closedGate = (refusals: Partial<Record<LimitedGroup, QuotaRefusal>>) => {
  const gate = openGate();
  const asked: [group: string, quantity: number][] = [];
  return {
    ...gate,
    asked,
    take: (_project: number, group: LimitedGroup, quantity: number) => {
      asked.push([group, quantity]);
      return refusals[group] ?? null;
    },
    refusal: (_project: number, group: LimitedGroup) => refusals[group] ?? null,
  };
};

const quota: QuotaRefusal = { until: now + 300 * SECOND, scope: 'project', reason: 'project_quota' };

describe('beyond a quota', () => {
  const refuse = async (usage: ReturnType<typeof closedGate>, body: string, more = {}) => {
    const acceptor = acceptorWithList({ usage }, manualClock(now));
    const { status, headers, body: answer } = await acceptor.accept(ingestRequest(body, more));
    const json = JSON.parse(String(answer)) as Record<string, string>;
    return { status, headers, json, spooled: acceptor.spooled.map((one) => Buffer.from(one.body).toString()) };
  };

  // Elsewhere a 429 comes without headers, and SDKs go on sending.
  test('the answer is 429 with both headers: until when, of what, whose, and why', async () => {
    const { status, headers, json, spooled } = await refuse(closedGate({ error: quota }), anEnvelope());
    expect(status).toBe(429);
    expect(headers).toMatchObject({
      'retry-after': '300',
      'x-sentry-rate-limits': '300:error;default;security;attachment:project:project_quota',
      'access-control-allow-origin': '*',
    });
    expect(json).toMatchObject({
      error: 'over_quota',
      detail: 'The project has used up its quota; wait 300 seconds.',
    });
    expect(spooled).toEqual([]);
  });

  test('each limit has its own scope, reason and time; nobody is sent away for more than an hour', async () => {
    const usage = closedGate({
      error: { until: now + 20 * 24 * HOUR, scope: 'organization', reason: 'installation_quota' },
      feedback: { until: null, scope: 'project', reason: 'project_quota' },
    });
    const { headers, json } = await refuse(usage, `${anEnvelope()}{"type":"feedback"}\n{}`);
    expect(headers).toMatchObject({
      'retry-after': '3600',
      'x-sentry-rate-limits':
        '3600:error;default;security;attachment:organization:installation_quota, 60:feedback;user_report_v2:project:project_quota',
    });
    expect(json['error']).toBe('over_quota');
    const spike = await refuse(closedGate({ error: { ...quota, reason: 'spike' } }), anEnvelope());
    expect(spike.headers['x-sentry-rate-limits']).toMatch(/:project:spike$/);
    expect(spike.json['error']).toBe('spike');
  });

  test('what is beside refused events still comes in, except their attachments; all is counted', async () => {
    const usage = closedGate({ error: quota });
    const mixed = `${anEnvelope()}{"type":"attachment"}\nx\n${session}\n{"type":"check_in"}\n{}\n{"type":"feedback"}\n{}`;
    const { status, spooled } = await refuse(usage, mixed);
    expect(status).toBe(429);
    expect(spooled).toHaveLength(1);
    expect(spooled[0]).not.toContain('it failed');
    expect(spooled[0]).not.toContain('"attachment"');
    for (const kept of ['session', 'check_in', 'feedback']) expect(spooled[0]).toContain(`"type":"${kept}"`);
    expect(usage.asked).toEqual([
      ['error', 1],
      ['feedback', 1],
    ]);
    const counted = usage.counted.map(({ outcome, reason, category }) => `${outcome} ${reason} ${category}`);
    expect(counted.sort()).toEqual([
      'accepted  monitor',
      'accepted  session',
      'server quota attachment',
      'server quota error',
    ]);
  });

  test('sessions, check-ins and client reports pass; attachments alone do not', async () => {
    const acceptor = acceptorWithList({ usage: closedGate({ error: quota, feedback: quota }) }, manualClock(now));
    const statusOf = async (body: string, more = {}) => (await acceptor.accept(ingestRequest(body, more))).status;
    for (const item of [session, '{"type":"check_in"}\n{}', '{"type":"client_report"}\n{}'])
      expect(await statusOf(`{}\n${item}`)).toBe(200);
    expect(await statusOf('{}\n{"type":"attachment"}\nx')).toBe(429);
    expect(await statusOf('{}\n{"type":"user_report"}\n{}')).toBe(429);
    expect(await statusOf('{}', { endpoint: 'store' })).toBe(429);
    expect(acceptor.spooled).toHaveLength(3);
  });

  test('the key’s own limit is asked first, and gets back what the quota refuses', async () => {
    const usage = closedGate({ error: quota });
    const acceptor = acceptorWithList({ usage }, manualClock(now));
    const limited = { query: `sentry_key=${testKeys.limited.publicKey}` };
    for (let time = 0; time < 5; time++) {
      const { headers } = await acceptor.accept(ingestRequest(anEnvelope(), limited));
      expect(headers['x-sentry-rate-limits']).toMatch(/project_quota$/);
    }
  });

  test('an event from an origin that is not allowed is counted as filtered', async () => {
    const usage = openGate();
    const acceptor = acceptorWithList({ usage }, manualClock(now));
    const request = {
      query: `sentry_key=${testKeys.guarded.publicKey}`,
      params: { project: '8' },
      headers: { origin: 'https://elsewhere.example' },
    };
    expect((await acceptor.accept(ingestRequest(anEnvelope(), request))).status).toBe(403);
    expect(usage.counted).toEqual([
      { project: 8, outcome: 'server', reason: 'filter', category: 'error', quantity: 1 },
    ]);
  });
});

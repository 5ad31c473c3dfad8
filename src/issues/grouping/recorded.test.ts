import { describe, expect, test } from 'vitest';
import { sdkRequests } from '../../../test/support/sdk-requests.ts';
import type { RecordedRequest } from '../../../test/support/sdk-requests.ts';
import { defaultLimits } from '../../ingest/limits.ts';
import type { Event } from '../../ingest/index.ts';
import { normaliseEvent, securityReports } from '../../ingest/normalise/index.ts';
import { parseEnvelope } from '../../ingest/wire/envelope.ts';
import { inflate } from '../../ingest/wire/inflate.ts';
import { storeJson } from '../../ingest/wire/store-body.ts';
import type { Grouping } from '../types.ts';
import { plain } from './events.fixture.ts';
import { group } from './group.ts';

/** The payloads of the events in a recorded request. */
const payloads = (request: RecordedRequest): unknown[] => {
  const encoding = request.headers['content-encoding'] ?? '';
  if (request.url.includes('/store/')) return [JSON.parse(storeJson(request.body, encoding, defaultLimits).toString())];
  if (request.url.includes('/security/'))
    return securityReports(JSON.parse(request.body.toString())).map(({ kind, report }) => ({ [kind]: report }));
  if (!/\/envelope\/|tunnel/.test(request.url)) return [];
  const bytes = inflate(request.body, encoding, defaultLimits.envelope, 'The body');
  return parseEnvelope(bytes, defaultLimits)
    .items.filter((item) => item.type === 'event')
    .map((item) => JSON.parse(item.payload.toString()));
};

const context = { eventId: '0'.repeat(32), receivedAt: 0, sentAt: null, clientAddress: null, userAgent: null };

const recorded = sdkRequests.flatMap((request) =>
  payloads(request).map((raw): { file: string; event: Event; grouping: Grouping } => {
    const event = normaliseEvent(raw, context);
    return { file: request.file, event, grouping: group(event, plain) };
  }),
);

const of = (number: string): Grouping => {
  const found = recorded.find(({ file }) => file.startsWith(`${number}-`));
  if (found === undefined) throw new Error(`no recording ${number}`);
  return found.grouping;
};

test('there are recordings of many clients', () => {
  expect(recorded.length).toBeGreaterThan(30);
});

test('one bug recorded by every generation of the Node SDK is one issue', () => {
  const generations = recorded.filter(
    ({ event }) => event.release === 'legacy-app@0.9.1' && event.exceptions[0]?.type === 'TypeError',
  );
  expect(generations.length).toBeGreaterThanOrEqual(3);
  expect(
    new Set(generations.map(({ grouping }) => Buffer.from(grouping.hashes[0] as Uint8Array).toString('hex'))).size,
  ).toBe(1);
});

test('one bug in two releases is one issue', () => {
  expect(of('032').hashes).toEqual(of('041').hashes);
});

test('one bug of two generations of the Ruby SDK is one issue', () => {
  expect(of('213').hashes).toEqual(of('216').hashes);
});

test('two different TypeErrors are two issues', () => {
  expect(of('002').hashes).not.toEqual(of('183').hashes);
});

describe('title, culprit and rule', () => {
  test.each([
    ['002', 'stack', "TypeError: Cannot read properties of null (reading 'amount')", 'app'],
    ['006', 'stack', 'AggregateError: all replicas failed', 'error_aggregate (app)'],
    [
      '014',
      'message_template',
      'Log Message: User ann@example.invalid failed login 7 times',
      'message_parameterized (app)',
    ],
    [
      '018',
      'exception_value',
      'Error: Object captured as exception with keys: code, nested, retry',
      '@sentry.node.build.cjs.integrations:onunhandledrejection',
    ],
    ['027', 'sdk_fingerprint', 'Error: scope everything', 'scope_everything (app)'],
    ['084', 'stack', 'throw_odd_values: object with message', 'throw_odd_values (app)'],
    [
      '101',
      'stack',
      'ApplicationNotResponding: Application Not Responding for at least 200 ms',
      'blockLoop (acme-app/js/app.cjs)',
    ],
    ['111', 'stack', 'Custom: v1', 'doIt (b.js)'],
    ['116', 'stack', 'ValueError: context chained (implicit)', 'exception_chain (__main__)'],
    ['121', 'stack', 'RuntimeError: worker 3 crashed', 'worker (__main__)'],
    ['140', 'message_template', 'Log Message: charge failed for invoice INV-1001: card declined', ''],
    ['183', 'stack', "TypeError: Cannot read properties of undefined (reading 'z')", 'inner (old)'],
    ['211', 'stack', 'RuntimeError: outer ruby error', '<main> (sc/rb_app.rb)'],
    ['222', 'stack', '*fmt.wrapError: load user 55: db: connection refused', 'main (main)'],
    ['228', 'sdk_fingerprint', 'Log Message: php message', ''],
    ['238', 'stack', 'SIGSEGV: Segfault', '+0x5434 (sentry_example)'],
    ['292', 'sdk_fingerprint', 'Log Message: Deploy failed: boom', ''],
    ['295', 'message', 'Log Message: hello world', ''],
    ['324', 'stack', 'PricingError: could not price cart of 1 lines', 'static/assets/index.js'],
    ['331', 'stack', "TypeError: Cannot read properties of null (reading 'render')", 'legacyWidget (static/legacy.js)'],
    ['357', 'security', "CSP: Blocked unsafe inline 'script'", 'script-src-elem'],
  ])('of recording %s', (number, rule, title, culprit) => {
    const grouping = of(number);
    expect([grouping.explanation.rule, grouping.title.title, grouping.title.culprit]).toEqual([rule, title, culprit]);
  });
});

test('every recording is told apart from those of other bugs', () => {
  const keys = new Map<string, Set<string>>();
  for (const { file, grouping } of recorded) {
    const key = Buffer.from(grouping.hashes[0] as Uint8Array).toString('hex');
    keys.set(key, (keys.get(key) ?? new Set()).add(file.replace(/^\d+-/, '').replace(/.*?(\w+)\.json$/, '$1')));
  }
  // One bug may be recorded under several scenarios; two scenarios of one client share none.
  const shared = [...keys.values()].filter((scenarios) => scenarios.size > 1).map((scenarios) => [...scenarios].sort());
  expect(shared).toEqual([['exception_cause', 'gzip']]);
});

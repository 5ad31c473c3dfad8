import { describe, expect, test } from 'vitest';
import { sdkRequests } from '../../../test/support/sdk-requests.ts';
import type { EventFacts, RecordedRequest } from '../../../test/support/sdk-requests.ts';
import type { Event } from '../event.ts';
import { parseEnvelope } from '../wire/envelope.ts';
import { inflate } from '../wire/inflate.ts';
import { storeJson } from '../wire/store-body.ts';
import { normalise, notesOf, received } from './normalise.fixture.ts';

const MIB = 1 << 20;
const EMPTY = {
  eventId: '6f580a8dae8e4dbe927456698007276a',
  kind: 'message',
  timestamp: received,
  receivedAt: received,
  level: 'error',
  platform: 'other',
  logger: null,
  transaction: null,
  serverName: null,
  release: null,
  dist: null,
  environment: null,
  culprit: null,
  message: null,
  exceptions: [],
  threads: [],
  stacktrace: null,
  breadcrumbs: [],
  request: null,
  user: null,
  tags: [['level', 'error']],
  contexts: {},
  extra: {},
  modules: {},
  fingerprint: [],
  sdk: null,
  debugImages: [],
  security: null,
  errors: [],
};

test('an empty object is an event that says nothing', () => {
  expect(normalise({})).toEqual(EMPTY);
});

test.each([null, [], 'text', 7, true, [{}]])('%j is an event that says nothing, with a note', (raw) => {
  expect(normalise(raw)).toEqual({
    ...EMPTY,
    errors: [{ path: '', reason: 'invalid', detail: 'the event is not a JSON object' }],
  });
});

const STACK = { frames: [{ filename: '/srv/app.js', function: 'f' }] };

describe('a stack trace at the top level', () => {
  const top = { function: 'f', filename: '/srv/app.js' };
  const own = { frames: [{ function: 'own' }] };

  test('of an event without exceptions stays where it is', () => {
    expect(normalise({ message: 'x', stacktrace: STACK }).stacktrace?.frames).toMatchObject([top]);
  });

  test('is that of the last exception which came without one', () => {
    for (const empty of [{}, { stacktrace: null }, { stacktrace: { frames: [] } }]) {
      const exception = [
        { type: 'Cause', stacktrace: own },
        { type: 'Effect', ...empty },
      ];
      const event = normalise({ exception, stacktrace: STACK });
      expect(event.exceptions[1]?.stacktrace?.frames).toMatchObject([top]);
      expect(event.exceptions[0]?.stacktrace?.frames).toMatchObject([{ function: 'own' }]);
      expect(event.stacktrace).toBeNull();
    }
  });

  test('stays beside an exception that has its own', () => {
    const event = normalise({ exception: [{ type: 'A', stacktrace: own }], stacktrace: STACK });
    expect(event.exceptions[0]?.stacktrace?.frames).toMatchObject([{ function: 'own' }]);
    expect(event.stacktrace?.frames).toMatchObject([top]);
  });
});

test.each<[Event['kind'], unknown]>([
  ['error', { exception: [{ type: 'A' }] }],
  ['error', { message: 'x', exception: [{ type: 'A' }] }],
  ['error', { stacktrace: STACK }],
  ['error', { threads: [{ id: 1, crashed: true }] }],
  ['message', { message: 'x' }],
  ['message', { message: 'x', stacktrace: STACK }],
  [
    'message',
    {
      logentry: { message: 'x' },
      exception: { values: [{ value: 'x', stacktrace: STACK, mechanism: { type: 'generic', synthetic: true } }] },
    },
  ],
  [
    'error',
    { exception: { values: [{ value: 'x', stacktrace: STACK, mechanism: { type: 'generic', synthetic: true } }] } },
  ],
  [
    'error',
    {
      message: 'x',
      exception: { values: [{ type: 'Error', value: 'x', mechanism: { type: 'generic', synthetic: true } }] },
    },
  ],
])('%s: %j', (kind, raw) => {
  expect(normalise(raw).kind).toBe(kind);
});

test('a minidump without a word is a native crash', () => {
  const event = normalise({}, { kind: 'minidump' });
  expect(event).toMatchObject({
    kind: 'minidump',
    level: 'fatal',
    platform: 'native',
    exceptions: [
      { type: 'Minidump', value: 'Native crash', mechanism: { type: 'minidump', handled: false, synthetic: true } },
    ],
  });
  expect(Object.fromEntries(event.tags)).toMatchObject({ handled: 'no', level: 'fatal' });
});

test('what is known of a minidump’s crash counts before the defaults', () => {
  const raw = { level: 'error', release: 'app@1', exception: [{ type: 'SIGSEGV', value: 'Crash in libfoo.so' }] };
  expect(normalise(raw, { kind: 'minidump' })).toMatchObject({
    level: 'error',
    release: 'app@1',
    exceptions: [{ type: 'SIGSEGV' }],
  });
});

test('feedback is an event whose words are in its context', () => {
  const event = normalise(
    { contexts: { feedback: { message: 'The button does nothing', contact_email: 'ann@example.invalid' } } },
    { kind: 'feedback' },
  );
  expect(event).toMatchObject({ kind: 'feedback', level: 'info', message: { formatted: 'The button does nothing' } });
});

test('the names of old clients are read', () => {
  const event = normalise({
    project: '1',
    event_id: 'fc6d8c0c43fc4630ad850ee518f1b9d0',
    culprit: 'app.views in index',
    logger: 'root',
    checksum: 'abc',
    'sentry.interfaces.Message': { message: 'Hello %s', params: ['Ann'] },
    'sentry.interfaces.Http': { url: 'http://h.invalid/', method: 'GET' },
    'sentry.interfaces.User': { id: 1 },
    'sentry.interfaces.Stacktrace': STACK,
    'sentry.interfaces.Breadcrumbs': { values: [{ message: 'b' }] },
    'sentry.interfaces.Contexts': { os: { name: 'Linux' } },
    'sentry.interfaces.Exception': { values: [{ type: 'A' }] },
    'sentry.interfaces.Unknown': { a: 1 },
  });
  expect(event).toMatchObject({
    culprit: 'app.views in index',
    message: { formatted: 'Hello Ann' },
    request: { method: 'GET' },
    user: { id: '1' },
    breadcrumbs: [{ message: 'b' }],
    contexts: { os: { name: 'Linux' } },
    exceptions: [{ type: 'A', stacktrace: { frames: [{ function: 'f' }] } }],
    fingerprint: ['abc'],
    errors: [],
  });
});

test('every field wrong: the event is still there, and says so of each', () => {
  const wrong = Object.fromEntries(
    [
      'timestamp',
      'level',
      'platform',
      'logger',
      'release',
      'environment',
      'exception',
      'breadcrumbs',
      'request',
      'user',
      'tags',
      'contexts',
      'modules',
      'sdk',
      'debug_meta',
      'threads',
      'stacktrace',
      'fingerprint',
    ].map((key) => [key, [[[]]]]),
  );
  const event = normalise({ ...wrong, message: 'kept' });
  expect(event.message?.formatted).toBe('kept');
  expect(notesOf(event)).toEqual(
    expect.arrayContaining([
      'timestamp invalid',
      'level invalid',
      'platform invalid',
      'logger invalid',
      'release invalid',
      'request invalid',
      'user invalid',
    ]),
  );
});

test('notes never quote what was sent', () => {
  const secret = 'hunter2-hunter2';
  const raw = Object.fromEntries(Object.keys(EMPTY).map((key) => [key, secret]));
  const event = normalise({
    ...raw,
    user: { ip_address: secret },
    breadcrumbs: [{ timestamp: secret, level: secret }],
    request: { method: secret },
    debug_meta: secret,
    exception: [{ mechanism: { handled: secret }, stacktrace: secret }],
  });
  expect(event.errors.length).toBeGreaterThan(5);
  expect(JSON.stringify(event.errors)).not.toContain(secret);
});

/** The events in a recorded request, with what the recording says of each. */
const eventsIn = (request: RecordedRequest): { raw: unknown; facts: EventFacts | undefined }[] => {
  const encoding = request.headers['content-encoding'] ?? '';
  const all = request.facts.items?.filter(({ type }) => type === 'event') ?? [];
  if (request.url.includes('/store/'))
    return [{ raw: JSON.parse(String(storeJson(request.body, encoding, { event: MIB }))), facts: all[0]?.facts }];
  if (!request.url.includes('/envelope/')) return [];
  const { items } = parseEnvelope(inflate(request.body, encoding, MIB, 'A recording'), {
    headerLine: 8_192,
    items: 100,
  });
  return items
    .filter(({ type }) => type === 'event')
    .map(({ payload }, index) => ({ raw: JSON.parse(String(payload)), facts: all[index]?.facts }));
};

const recorded = sdkRequests.flatMap((request) => eventsIn(request).map((found) => ({ file: request.file, ...found })));

test('there are recordings of many SDKs', () => {
  expect(recorded.length).toBeGreaterThanOrEqual(30);
});

test.each(recorded)('$file is read as it was recorded', ({ raw, facts }) => {
  const event = normalise(raw, { receivedAt: received + 3_600_000_000 });
  // Old enough to be replaced, cut, empty, or unstorable: everything else comes through without a complaint.
  const usual =
    /^timestamp replaced$|^tags\.(?:empty invalid|long\.tag too_long)$|^extra\.\w+ too_long$|\.value (?:too_long|replaced)$/;
  expect(notesOf(event).filter((note) => !usual.test(note))).toEqual([]);
  if (facts === undefined) return;
  expect(event).toMatchObject({
    platform: facts.platform ?? 'other',
    level: facts.level ?? 'error',
    release: facts.release,
    environment: facts.environment,
    dist: facts.dist,
    transaction: facts.transaction,
    fingerprint: facts.fingerprint ?? [],
  });
  expect([event.message?.template, event.message?.formatted, null]).toContain(facts.message || null);
  expect([event.threads.length, event.breadcrumbs.length, event.debugImages.length]).toEqual([
    facts.threads,
    facts.breadcrumbs,
    facts.debug_images,
  ]);
  expect(
    event.exceptions.map(({ type, mechanism, stacktrace }) => [
      type,
      mechanism?.type ?? null,
      mechanism?.handled ?? null,
      stacktrace?.frames.length ?? 0,
    ]),
  ).toEqual(
    facts.exceptions.map(({ type, mechanism, handled, frames }) => [type, mechanism ?? null, handled ?? null, frames]),
  );
});

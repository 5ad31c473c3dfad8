import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Event, Exception, Frame, Json } from '../../ingest/index.ts';
import type { GroupingConfig } from '../types.ts';
import { eventWith, exceptionWith, frameWith, plain, withRules } from './events.fixture.ts';
import { group } from './group.ts';

const PLATFORMS = [
  'node',
  'javascript',
  'python',
  'ruby',
  'php',
  'go',
  'java',
  'csharp',
  'native',
  'elixir',
  'dart',
  'other',
  'cobol',
];
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '',
    '?',
    '<anonymous>',
    'Object.f',
    'src/cart.ts',
    'https://x.example/index-DP_OhMpY.js',
    '{{ default }}',
    '{{ type }}',
    'a::b<c>(d)',
    '__proto__',
    'constructor',
  ),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });

const frame: fc.Arbitrary<Frame> = fc
  .record({
    filename: maybe(text),
    absPath: maybe(text),
    module: maybe(text),
    function: maybe(text),
    package: maybe(text),
    platform: maybe(fc.constantFrom(...PLATFORMS)),
    lineno: maybe(fc.integer()),
    contextLine: maybe(text),
    inApp: fc.boolean(),
    instructionAddr: maybe(fc.constantFrom('0x1000', '0xfffffffffffffffff', 'x', '4100')),
  })
  .map(frameWith);

const exception: fc.Arbitrary<Exception> = fc
  .record({
    type: maybe(text),
    value: maybe(text),
    frames: fc.option(fc.array(frame, { maxLength: 8 }), { nil: undefined }),
    mechanism: fc.option(
      fc.record({
        synthetic: fc.boolean(),
        isExceptionGroup: fc.boolean(),
        exceptionId: maybe(fc.integer({ min: 0, max: 4 })),
        parentId: maybe(fc.integer({ min: 0, max: 4 })),
        source: maybe(fc.constantFrom('cause', 'errors[0]', '__cause__')),
      }),
      { nil: undefined },
    ),
  })
  .map((fields) => exceptionWith({ ...fields, mechanism: fields.mechanism }));

const event: fc.Arbitrary<Event> = fc
  .record({
    kind: fc.constantFrom(
      'error',
      'message',
      'csp',
      'nel',
      'expectct',
      'hpkp',
      'expectstaple',
      'minidump',
      'feedback',
      'monitor',
    ),
    platform: fc.constantFrom(...PLATFORMS),
    message: maybe(fc.record({ template: maybe(text), params: fc.constant(null), formatted: text })),
    exceptions: fc.array(exception, { maxLength: 5 }),
    fingerprint: fc.array(text, { maxLength: 3 }),
    transaction: maybe(text),
    logger: maybe(text),
    tags: fc.array(fc.tuple(text, text), { maxLength: 4 }),
    security: fc.jsonValue({ maxDepth: 3 }).map((json) => json as Json),
    debugImages: fc
      .array(fc.oneof(fc.constant({ image_addr: '0x1000', image_size: 4096 }), fc.jsonValue({ maxDepth: 1 })), {
        maxLength: 2,
      })
      .map((json) => json as Json[]),
    stacktrace: maybe(fc.array(frame, { maxLength: 3 }).map((frames) => ({ frames, omitted: null }))),
  })
  .map((fields) => eventWith(fields as Partial<Event>));

const rules: fc.Arbitrary<GroupingConfig> = fc
  .record({
    fingerprintRules: fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom(
        'type:* -> {{ default }}, {{ type }} title="{{ value }}"',
        '!function:f -> x',
        'tags.a:* -> {{ tags.a }}',
      ),
    ),
    stackRules: fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom(
        'function:* ^-group v-app max-frames=2',
        '[ app:yes ] | path:** -group',
        'app:no +app min-frames=2',
      ),
    ),
  })
  .map(withRules);

test('grouping never throws, and says everything it must', () => {
  fc.assert(
    fc.property(event, rules, (some, config) => {
      const { hashes, explanation, title, config: version } = group(some, config);
      expect(hashes).toHaveLength(1);
      expect(hashes[0]).toHaveLength(32);
      expect(version).toBe(config.version);
      expect(
        title.type.length <= 128 &&
          title.value.length <= 1024 &&
          title.title.length <= 256 &&
          title.culprit.length <= 256,
      ).toBe(true);
      expect(title.type).not.toBe('');
      expect(explanation.components.length).toBeLessThanOrEqual(81);
      expect(explanation.components.some(({ contributes }) => contributes) || some.exceptions.length > 0).toBe(true);
      expect(explanation.matchedRule === null).toBe(explanation.rule !== 'project_rule');
    }),
    { numRuns: 1000 },
  );
});

test('grouping is deterministic and leaves the event as it is', () => {
  fc.assert(
    fc.property(event, rules, (some, config) => {
      const before = JSON.stringify(some);
      expect(group(structuredClone(some), { ...config })).toEqual(group(some, config));
      expect(JSON.stringify(some)).toBe(before);
    }),
  );
});

test('line and column numbers never matter', () => {
  fc.assert(
    fc.property(event, fc.integer(), fc.integer(), (some, lineno, colno) => {
      const moved = structuredClone(some);
      for (const each of moved.exceptions)
        for (const view of each.stacktrace?.frames ?? []) Object.assign(view, { lineno, colno });
      for (const view of moved.stacktrace?.frames ?? []) Object.assign(view, { lineno, colno });
      expect(group(moved, plain)).toEqual(group(some, plain));
    }),
  );
});

test('nor do the order of tags, what is around the failing line, variables, or when and where it happened', () => {
  fc.assert(
    fc.property(event, (some) => {
      const elsewhere = structuredClone(some);
      elsewhere.tags.reverse();
      Object.assign(elsewhere, {
        eventId: 'f'.repeat(32),
        timestamp: 5,
        receivedAt: 6,
        release: 'shop@2',
        serverName: 'web-2',
        environment: 'test',
        extra: { a: 1 },
      });
      for (const each of elsewhere.exceptions)
        for (const view of each.stacktrace?.frames ?? [])
          Object.assign(view, { preContext: ['x'], postContext: ['y'], vars: { a: 1 } });
      expect(group(elsewhere, plain).hashes).toEqual(group(some, plain).hashes);
    }),
  );
});

test('calling oneself once more never matters', () => {
  fc.assert(
    fc.property(
      fc.array(frame, { minLength: 1, maxLength: 6 }),
      fc.nat(5),
      fc.integer({ min: 1, max: 20 }),
      (frames, at, times) => {
        const again = frames.flatMap((each, index) =>
          index === at % frames.length ? Array.from({ length: times + 1 }, () => each) : [each],
        );
        const of = (some: Frame[]): Event => eventWith({ exceptions: [exceptionWith({ frames: some })] });
        expect(group(of(again), plain).hashes).toEqual(group(of(frames), plain).hashes);
      },
    ),
  );
});

test('hostile events end: 250 frames of hostile names, messages of 100,000 characters, rules of every kind', () => {
  const stackRules = Array.from(
    { length: 60 },
    (_, at) => `path:${'*a'.repeat(100)}${at} function:"${'*('.repeat(100)}${at}" -app`,
  ).join('\n');
  const fingerprintRules = Array.from({ length: 60 }, (_, at) => `value:"${'*a?'.repeat(80)}${at}" -> x`).join('\n');
  const config = withRules({ stackRules, fingerprintRules });
  for (const piece of ['a/', '<', '(a', '1.', '-1.1', 'a@']) {
    const long = piece.repeat(100_000 / piece.length);
    for (const platform of ['node', 'java', 'native']) {
      const frames = Array.from({ length: 250 }, (_, at) => ({
        function: `${long.slice(0, 600)}${at}`,
        filename: `${long.slice(0, 2048)}${at}`,
        contextLine: long,
      }));
      const hostile = eventWith({
        platform,
        message: { template: long, params: null, formatted: long },
        fingerprint: ['{{ default }}', long],
        exceptions: [exceptionWith({ type: long, value: long }), exceptionWith({ type: long, value: long, frames })],
      });
      expect(group(hostile, config).hashes[0]).toHaveLength(32);
      expect(group({ ...hostile, fingerprint: [] }, config).hashes[0]).toHaveLength(32);
    }
  }
});

import { describe, expect, test } from 'vitest';
import type { Event } from '../../ingest/index.ts';
import { errorWith, eventWith, exceptionWith, plain, withRules } from './events.fixture.ts';
import { parseFingerprintRules } from './fingerprint-rules.ts';
import { group } from './group.ts';
import { previewRules } from './rules.ts';

const event = errorWith(
  {
    type: 'ConnectionError',
    value: 'Read timeout after 3 s (code: 7)',
    frames: [
      { function: 'connect', module: 'bot', filename: '/srv/shop/src/bot.py', package: 'bot.so' },
      { function: 'query', module: 'db', filename: '/srv/shop/src/db.py' },
      { function: 'raise', module: 'lib', filename: '/usr/lib/python3/lib.py', inApp: false },
    ],
  },
  {
    platform: 'python',
    logger: 'shop.db',
    transaction: '/cart',
    release: 'shop@1.2.3',
    tags: [['region', 'eu']],
    sdk: { name: 'sentry.python', version: '2.0.0', integrations: [], packages: [] },
  },
);

const fingerprintOf = (rules: string, of: Event = event): string[] => {
  const { rule, components } = group(of, withRules({ fingerprintRules: rules })).explanation;
  return rule === 'project_rule'
    ? components.filter(({ kind }) => kind === 'fingerprint').map(({ value }) => value)
    : [];
};

describe('conditions', () => {
  test.each([
    ['error.type:ConnectionError', true],
    ['type:connectionerror', false],
    ['type:*Error', true],
    ['error.value:"*TIMEOUT*"', true],
    ['value:"*(code: *)"', true],
    ['message:"read*"', true],
    ['logger:shop.*', true],
    ['level:ERROR', true],
    ['tags.region:eu', true],
    ['tags.region:us', false],
    ['tags.other:*', false],
    ['!tags.other:*', true],
    ['release:shop@1.*', true],
    ['sdk:sentry.python', true],
    ['family:other', true],
    ['family:native,other', true],
    ['family:javascript', false],
    ['stack.function:connect stack.module:bot', true],
    ['stack.function:connect stack.module:db', false],
    ['function:connect package:**/bot.so', true],
    ['path:"src/**"', true],
    ['path:"test/**"', false],
    ['app:no function:raise', true],
    ['app:yes function:raise', false],
    ['type:ConnectionError !logger:shop.*', false],
  ])('%s: %s', (conditions, expected) => {
    expect(fingerprintOf(`${conditions} -> matched`)).toEqual(expected ? ['matched'] : []);
  });

  test('the first rule that matches decides', () => {
    expect(fingerprintOf('type:Other -> a\ntype:ConnectionError -> b\ntype:ConnectionError -> c')).toEqual(['b']);
  });

  test('any exception of a chain may match', () => {
    const chain = eventWith({ exceptions: [exceptionWith({ type: 'Cause' }), exceptionWith({ type: 'Top' })] });
    expect(fingerprintOf('type:Cause -> cause', chain)).toEqual(['cause']);
  });
});

describe('fingerprints', () => {
  test.each([
    ['system-down', ['system-down']],
    ['a, b', ['a', 'b']],
    ['a b,c', ['a', 'b', 'c']],
    ['"a, b"', ['a, b']],
    ['custom-{{ type }}', ['custom-ConnectionError']],
    ['{{ error.type }}, {{ error.value }}', ['ConnectionError', 'Read timeout after 3 s (code: 7)']],
    ['{{ function }} {{ stack.function }} {{ module }}', ['query', 'query', 'db']],
    ['{{ stack.filename }} {{ path }} {{ package }}', ['/srv/shop/src/db.py', '/srv/shop/src/db.py', '<no-package>']],
    ['{{ transaction }} {{ level }} {{ logger }} {{ tags.region }}', ['/cart', 'error', 'shop.db', 'eu']],
    ['{{ tags.nothing }}, x-{{ environment }}', ['<no-tags-nothing>', 'x-<no-environment>']],
    ['{{type}}', ['ConnectionError']],
  ])('-> %s', (parts, expected) => {
    expect(fingerprintOf(`type:* -> ${parts}`)).toEqual(expected);
  });

  test('the title of the rule is the title of the issue; type and value stay', () => {
    const { title } = group(event, withRules({ fingerprintRules: 'type:* -> x title="Timeout in {{ function }}"' }));
    expect(title).toMatchObject({ title: 'Timeout in query', type: 'ConnectionError', culprit: 'query (db)' });
  });

  test('{{ default }} keeps the stack in the key and subdivides by the rest', () => {
    const rules = withRules({ fingerprintRules: 'type:* -> {{ default }}, {{ tags.region }}' });
    const other = { ...event, tags: [['region', 'us']] as [string, string][] };
    const elsewhere = {
      ...errorWith({ type: 'ConnectionError', frames: [{ function: 'other', module: 'x' }] }),
      tags: event.tags,
    };
    const keys = [event, other, elsewhere].map((each) =>
      Buffer.from(group(each, rules).hashes[0] as Uint8Array).toString('hex'),
    );
    expect(new Set(keys).size).toBe(3);
  });

  test('{{ default }} alone changes the title only', () => {
    const named = group(event, withRules({ fingerprintRules: 'type:* -> {{default}} title="Known"' }));
    expect(named.hashes).toEqual(group(event, plain).hashes);
    expect(named.title.title).toBe('Known');
    expect(named.explanation).toMatchObject({
      rule: 'project_rule',
      matchedRule: 'type:* -> {{default}} title="Known"',
    });
  });
});

describe('the fingerprint of the SDK', () => {
  const sent = (fingerprint: string[]): ReturnType<typeof group> =>
    group({ ...event, fingerprint }, withRules({ fingerprintRules: 'type:* -> from-rule' }));

  test('comes before the rules of the project', () => {
    expect(sent(['mine']).explanation.rule).toBe('sdk_fingerprint');
  });

  test('that only says default leaves it to the rules', () => {
    for (const fingerprint of [[], ['{{ default }}'], ['{{default}}'], ['']])
      expect(sent(fingerprint).explanation.rule).toBe('project_rule');
  });

  test('{{ default }} and {{default}} are the same', () => {
    expect(sent(['{{ default }}', 'a']).hashes).toEqual(sent(['{{default}}', 'a']).hashes);
  });

  test('splices the default key in, so that stacks keep issues apart', () => {
    const elsewhere = {
      ...errorWith({ frames: [{ function: 'other', module: 'x' }] }),
      fingerprint: ['{{ default }}', 'a'],
    };
    expect(sent(['{{ default }}', 'a']).hashes).not.toEqual(group(elsewhere, plain).hashes);
    expect(sent(['a']).hashes).toEqual(group({ ...elsewhere, fingerprint: ['a'] }, plain).hashes);
  });

  test('may use variables; what is none stays as sent', () => {
    expect(
      sent(['{{ type }}', '{{ nonsense }}', 'x-{{ tags.region }}']).explanation.components.map(({ value }) => value),
    ).toEqual(['ConnectionError', '{{ nonsense }}', 'x-eu']);
  });

  test('makes the same key as the same fingerprint of a rule', () => {
    expect(sent(['from-rule']).hashes).toEqual(sent([]).hashes);
  });
});

test.each([
  ['type:x', 1, 7, /`->`/],
  ['-> x', 1, 1, /condition/],
  ['type:x ->', 1, 10, /at least one part/],
  ['type:x -> title="y"', 1, 20, /at least one part/],
  ['type:x -> {{ nonsense }}', 1, 11, /unknown variable `\{\{ nonsense \}\}`/],
  ['type:x -> y title="{{ wrong }}"', 1, 20, /unknown variable/],
  ['# fine\ntype:x -> "y', 2, 11, /never closed/],
  ['colour:x -> y', 1, 1, /unknown condition `colour`/],
  ['type -> y', 1, 1, /condition/],
])('%j is refused at line %i, column %i', (rules, line, column, message) => {
  expect(parseFingerprintRules(rules)).toEqual({
    rules: [],
    errors: [{ line, column, message: expect.stringMatching(message) as string }],
  });
});

test('a preview tells the errors of both fields', () => {
  expect(previewRules({ fingerprintRules: 'type:x', stackRules: '\nfunction:x' }).errors).toMatchObject([
    { field: 'fingerprintRules', line: 1 },
    { field: 'stackRules', line: 2 },
  ]);
  expect(previewRules({ fingerprintRules: 'type:x -> y', stackRules: 'function:x -app' })).toEqual({ errors: [] });
});

test('failed downloads of code are one issue in every project, unless its own rules say otherwise', () => {
  const failed = (chunk: string): Event =>
    errorWith(
      { type: 'ChunkLoadError', value: `Loading chunk ${chunk} failed.`, frames: [{ function: `load${chunk}` }] },
      { platform: 'javascript' },
    );
  expect(group(failed('checkout'), plain).hashes).toEqual(group(failed('admin'), plain).hashes);
  expect(group(failed('admin'), plain).explanation.matchedRule).toBe(
    'built-in: family:javascript type:"ChunkLoadError" -> chunk-load-error',
  );
  expect(
    group(failed('checkout'), withRules({ fingerprintRules: 'type:ChunkLoadError -> {{ value }}' })).hashes,
  ).not.toEqual(group(failed('checkout'), plain).hashes);
});

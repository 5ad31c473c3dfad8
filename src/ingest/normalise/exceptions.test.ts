import { expect, test } from 'vitest';
import { normalise, notesOf } from './normalise.fixture.ts';

const said = (exception: unknown) => normalise({ exception }).exceptions.map(({ type, value }) => [type, value]);

test.each([
  [
    {
      values: [
        { type: 'A', value: 'x' },
        { type: 'B', value: 'y' },
      ],
    },
  ],
  [
    [
      { type: 'A', value: 'x' },
      { type: 'B', value: 'y' },
    ],
  ],
])('exceptions are read from %j, in their order', (exception) => {
  expect(said(exception)).toEqual([
    ['A', 'x'],
    ['B', 'y'],
  ]);
});

test('one bare exception, or one bare text, is a list of one', () => {
  expect(said({ type: 'A', value: 'x' })).toEqual([['A', 'x']]);
  expect(said({ values: { type: 'A', value: 'x' } })).toEqual([['A', 'x']]);
  expect(said('it broke')).toEqual([[null, 'it broke']]);
});

test('the old name of the field is read', () => {
  expect(normalise({ 'sentry.interfaces.Exception': [{ type: 'A', value: 'x' }] }).exceptions).toHaveLength(1);
});

test('values that are no text are written as it', () => {
  expect(
    said([
      { type: 'A', value: { code: 'E_LIMIT', nested: { a: [1] } } },
      { type: 'B', value: 42 },
      { type: 'C', value: false },
      { type: 7 },
    ]),
  ).toEqual([
    ['A', '{"code":"E_LIMIT","nested":{"a":[1]}}'],
    ['B', '42'],
    ['C', 'false'],
    ['7', null],
  ]);
});

test('what has neither type nor value nor stack is discarded with a note', () => {
  const event = normalise({
    exception: {
      values: [{}, { type: '', value: '' }, null, { type: 'A' }, { stacktrace: { frames: [{ function: 'f' }] } }],
    },
  });
  expect(event.exceptions.map(({ type }) => type)).toEqual(['A', null]);
  expect(notesOf(event)).toEqual(['exception.values.0 invalid', 'exception.values.1 invalid']);
});

test('members of a group stay in the order they came, the group last', () => {
  const mechanism = (id: number, parent?: number) => ({
    type: parent === undefined ? 'generic' : 'chained',
    handled: true,
    exception_id: id,
    parent_id: parent,
    source: `errors[${id}]`,
    is_exception_group: parent === undefined,
  });
  const { exceptions } = normalise({
    exception: {
      values: [
        { type: 'RangeError', mechanism: mechanism(2, 0) },
        { type: 'Error', mechanism: mechanism(1, 0) },
        { type: 'AggregateError', mechanism: mechanism(0) },
      ],
    },
  });
  expect(
    exceptions.map(({ type, mechanism: how }) => [type, how?.exceptionId, how?.parentId, how?.isExceptionGroup]),
  ).toEqual([
    ['RangeError', 2, 0, false],
    ['Error', 1, 0, false],
    ['AggregateError', 0, null, true],
  ]);
});

test('a mechanism is read with its data', () => {
  const mechanism = {
    type: 'signalhandler',
    synthetic: true,
    handled: false,
    help_link: 'https://acme.invalid',
    meta: { signal: { number: 11 } },
    data: { a: 1 },
  };
  expect(normalise({ exception: [{ type: 'SIGSEGV', mechanism }] }).exceptions[0]?.mechanism).toEqual({
    type: 'signalhandler',
    synthetic: true,
    handled: false,
    helpLink: 'https://acme.invalid',
    meta: { signal: { number: 11 } },
    data: { a: 1 },
    exceptionId: null,
    parentId: null,
    isExceptionGroup: false,
    source: null,
  });
});

test.each([
  [null, null],
  [[], null],
  ['ANR', { type: 'ANR', handled: null }],
  [{}, { type: 'generic', handled: null }],
  [{ handled: 'false' }, { type: 'generic', handled: false }],
])('the mechanism %j is %j', (mechanism, expected) => {
  const found = normalise({ exception: [{ type: 'A', mechanism }] }).exceptions[0]?.mechanism ?? null;
  if (expected === null) expect(found).toBeNull();
  else expect(found).toMatchObject(expected);
});

test('thread ids are text, empty modules absent, raw stack traces not read', () => {
  expect(
    normalise({
      exception: [{ type: 'A', thread_id: 320, module: '', raw_stacktrace: { frames: [{ function: 'raw' }] } }],
    }).exceptions[0],
  ).toMatchObject({
    threadId: '320',
    module: null,
    stacktrace: null,
  });
});

test('of very many exceptions the last 50 are kept: the outermost is among them', () => {
  const event = normalise({ exception: Array.from({ length: 10_000 }, (_, index) => ({ type: `E${index}` })) });
  expect(event.exceptions).toHaveLength(50);
  expect(event.exceptions.at(-1)?.type).toBe('E9999');
  expect(notesOf(event)).toEqual(['exception too_many']);
});

test('long types and values are cut', () => {
  const event = normalise({ exception: [{ type: 'T'.repeat(1_000), value: 'v'.repeat(1_000_000) }] });
  expect([event.exceptions[0]?.type?.length, event.exceptions[0]?.value?.length]).toEqual([256, 8_192]);
});

test('threads are read in both shapes, with text as id', () => {
  const thread = {
    id: 320,
    name: 'worker',
    crashed: true,
    current: true,
    main: false,
    state: 'RUNNABLE',
    stacktrace: { frames: [{ function: 'f' }] },
  };
  for (const threads of [[thread], { values: [thread] }]) {
    expect(normalise({ threads }).threads).toMatchObject([
      { id: '320', name: 'worker', crashed: true, current: true, main: false, state: 'RUNNABLE' },
    ]);
  }
  expect(normalise({ threads: { values: [{ id: 1, stacktrace: null }] } }).threads[0]).toEqual({
    id: '1',
    name: null,
    crashed: false,
    current: false,
    main: false,
    state: null,
    stacktrace: null,
  });
});

test('of very many threads the crashed one is kept', () => {
  const event = normalise({ threads: Array.from({ length: 1_000 }, (_, id) => ({ id, crashed: id === 900 })) });
  expect(event.threads).toHaveLength(128);
  expect(event.threads.at(-1)).toMatchObject({ id: '900', crashed: true });
});

import { expect, test } from 'vitest';
import type { Frame, Stacktrace } from '../event.ts';
import { normalise, notesOf } from './normalise.fixture.ts';

const stackOf = (stacktrace: unknown, platform = 'python'): Stacktrace | null =>
  normalise({ platform, exception: [{ type: 'E', stacktrace }] }).exceptions[0]?.stacktrace ?? null;

const frameOf = (frame: unknown, platform?: string): Frame | undefined =>
  stackOf({ frames: [frame] }, platform)?.frames[0];

const numbered = (count: number, frame: Record<string, unknown> = {}) =>
  Array.from({ length: count }, (_, index) => ({ function: `f${index}`, lineno: index + 1, ...frame }));

test('a frame comes through as it was sent', () => {
  expect(
    frameOf({
      filename: 'py_app.py',
      abs_path: '/srv/acme/py_app.py',
      function: 'low',
      raw_function: 'low()',
      module: '__main__',
      package: 'acme',
      platform: 'python',
      lineno: 22,
      colno: 3,
      pre_context: ['a', '', 'b'],
      context_line: 'raise OSError(28)',
      post_context: ['c'],
      in_app: true,
      vars: { e: 'ValueError()' },
      instruction_addr: '0x7fed724b0305',
      project_root: '/srv',
    }),
  ).toEqual({
    filename: 'py_app.py',
    absPath: '/srv/acme/py_app.py',
    function: 'low',
    rawFunction: 'low()',
    module: '__main__',
    package: 'acme',
    platform: 'python',
    lineno: 22,
    colno: 3,
    preContext: ['a', '', 'b'],
    contextLine: 'raise OSError(28)',
    postContext: ['c'],
    inApp: true,
    vars: { e: 'ValueError()' },
    instructionAddr: '0x7fed724b0305',
  });
});

test('an empty frame is a frame without anything', () => {
  expect(frameOf({})).toEqual({
    filename: null,
    absPath: null,
    function: null,
    rawFunction: null,
    module: null,
    package: null,
    platform: null,
    lineno: null,
    colno: null,
    preContext: [],
    contextLine: null,
    postContext: [],
    inApp: false,
    vars: {},
    instructionAddr: null,
  });
});

test('where only the absolute path is known it is the file name too', () => {
  expect(frameOf({ abs_path: '/srv/acme-app/gop/app/main.go' })).toMatchObject({
    filename: '/srv/acme-app/gop/app/main.go',
    absPath: '/srv/acme-app/gop/app/main.go',
  });
});

test('line numbers may be text; 0 is unknown; what is no number is dropped and the frame kept', () => {
  expect(frameOf({ lineno: '12', colno: ' 4 ' })).toMatchObject({ lineno: 12, colno: 4 });
  expect(frameOf({ lineno: 0, colno: 0 })).toMatchObject({ lineno: null, colno: 0 });
  const event = normalise({ stacktrace: { frames: [{ function: 'f', lineno: -3, colno: 'x' }] } });
  expect(event.stacktrace?.frames[0]).toMatchObject({ function: 'f', lineno: null, colno: null });
  expect(notesOf(event)).toEqual(['stacktrace.frames.0.lineno invalid', 'stacktrace.frames.0.colno invalid']);
});

test('source lines lose their line ends (Ruby) and missing ones are empty', () => {
  expect(
    frameOf({ pre_context: ['one\n', null, 'three\r\n'], context_line: 'boom\n', post_context: 'single' }),
  ).toMatchObject({
    preContext: ['one', '', 'three'],
    contextLine: 'boom',
    postContext: ['single'],
  });
});

test('of very many source lines the ones around the call stay', () => {
  const lines = Array.from({ length: 1_000 }, (_, index) => `${index}`);
  const frame = frameOf({ pre_context: lines, context_line: 'x', post_context: lines });
  expect(frame?.preContext.at(-1)).toBe('999');
  expect(frame?.postContext[0]).toBe('0');
  expect(frame?.preContext).toHaveLength(20);
});

test('addresses sent as numbers become hexadecimal', () => {
  expect(frameOf({ instruction_addr: 4096 })?.instructionAddr).toBe('0x1000');
});

test('the list of frames may come without its object; other shapes are no stack', () => {
  expect(stackOf([{ function: 'f' }])?.frames).toHaveLength(1);
  for (const odd of [{}, { frames: null }, { frames: [] }, { frames: [null] }, null]) expect(stackOf(odd)).toBeNull();
  const event = normalise({ exception: [{ type: 'E', stacktrace: 'at f()' }] });
  expect(event.exceptions).toHaveLength(1);
  expect(notesOf(event)).toEqual(['exception.0.stacktrace invalid']);
});

test('of more than 250 frames the 50 oldest and the 200 newest stay', () => {
  const stack = stackOf({ frames: numbered(10_000) });
  expect(stack?.frames.map((frame) => frame.function)).toEqual(
    [...numbered(50), ...numbered(10_000).slice(-200)].map((frame) => frame.function),
  );
  expect(stack?.omitted).toEqual([50, 9_800]);
  expect(stackOf({ frames: numbered(250) })).toMatchObject({ omitted: null });
});

test('frames the SDK omitted count on top', () => {
  expect(stackOf({ frames: numbered(10), frames_omitted: [4, 90] })?.omitted).toEqual([4, 90]);
  expect(stackOf({ frames: numbered(300), frames_omitted: [60, 1_060] })?.omitted).toEqual([50, 1_100]);
  expect(stackOf({ frames: numbered(3), frames_omitted: ['a', 'b'] })?.omitted).toBeNull();
});

test('a hundred thousand frames of rubbish are read quickly and leave the event', () => {
  const event = normalise({ message: 'kept', stacktrace: { frames: Array.from({ length: 100_000 }, () => 7) } });
  expect(event.message?.formatted).toBe('kept');
  expect(event.stacktrace).toBeNull();
  expect(event.errors).toHaveLength(100);
});

test('beyond 50 frames, context and variables stay with the application’s frames, nearest to both ends', () => {
  const detail = { pre_context: ['before'], context_line: 'line', post_context: ['after'], vars: { a: 1 } };
  const frames = [...numbered(60, { ...detail, in_app: false }), ...numbered(40, { ...detail, in_app: true })];
  const stack = stackOf({ frames });
  const detailed =
    stack?.frames.map((frame) => frame.preContext.length > 0 && frame.postContext.length > 0 && 'a' in frame.vars) ??
    [];
  // 40 of the application; the 10 left over are 5 at each end of the others.
  expect(detailed.flatMap((is, index) => (is ? [index] : []))).toEqual([
    0,
    1,
    2,
    3,
    4,
    55,
    56,
    57,
    58,
    59,
    ...Array.from({ length: 40 }, (_, index) => 60 + index),
  ]);
  expect(stack?.frames.every((frame) => frame.contextLine === 'line')).toBe(true);
});

test('variables are bounded, and odd ones kept as a value', () => {
  expect(frameOf({ vars: [] })?.vars).toEqual({});
  expect(frameOf({ vars: 'x = 1' })?.vars).toEqual({ value: 'x = 1' });
  expect(JSON.stringify(frameOf({ vars: { big: 'x'.repeat(100_000) } })?.vars).length).toBeLessThan(4_200);
});

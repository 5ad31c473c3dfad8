import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aFrame, anEvent, anException } from '../../test/support/events.ts';
import { stacktraceMarkdown, stacktraceText } from './stacktrace-text.ts';

const chained = anEvent({
  exceptions: [
    anException('DatabaseError', 'connection refused', ['connect']),
    anException('CheckoutError', 'cannot charge', ['main', 'charge']),
  ],
});

describe('a stack trace as text', () => {
  test('reads like Python’s: the oldest call and the oldest cause first, the crash last', () => {
    expect(stacktraceText(chained)).toBe(`Traceback (most recent call last):
  File "src/connect.ts", line 1, column 7, in connect
    connect();
DatabaseError: connection refused

The exception above led to the following one:

Traceback (most recent call last):
  File "src/main.ts", line 1, column 7, in main
    main();
  File "src/charge.ts", line 2, column 7, in charge
    charge();
CheckoutError: cannot charge
`);
  });

  test('says what was left out, and which frames are not the app’s', () => {
    const frames = [aFrame('first', 1, { inApp: false, contextLine: null }), aFrame('last', 9, { contextLine: null })];
    const exception = { ...anException('Error', 'deep'), stacktrace: { frames, omitted: [1, 41] as [number, number] } };
    expect(stacktraceText(anEvent({ exceptions: [exception] }))).toBe(`Traceback (most recent call last):
  File "src/first.ts", line 1, column 7, in first (not in app)
  … 40 frames omitted …
  File "src/last.ts", line 9, column 7, in last
Error: deep
`);
  });

  test('of a message shows the trace beside it, or only the message', () => {
    const message = { template: null, params: null, formatted: 'disk almost full' };
    expect(stacktraceText(anEvent({ exceptions: [], message }))).toBe('disk almost full\n');
    const stacktrace = { frames: [aFrame('watch', 3)], omitted: null };
    expect(stacktraceText(anEvent({ exceptions: [], message, stacktrace }))).toContain(
      'in watch\n    watch();\ndisk almost',
    );
  });
});

describe('a stack trace as Markdown', () => {
  test('has a code block an exception', () => {
    expect(stacktraceMarkdown(chained)).toContain(
      '*The exception above led to the following one:*\n\nTraceback (most recent call last):\n\n```\n  File "src/main.ts"',
    );
  });

  test('cannot be broken out of, whatever the event holds', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc
        .array(fc.constantFrom('`', '```', '~~~', '\n', '\r', '\r\n', '# x', '<script>', ' ', '\t', '\u2028'))
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (type, value, name, line) => {
        const frame = aFrame(name, 1, { filename: name, contextLine: line });
        const exception = { ...anException(type, value), stacktrace: { frames: [frame], omitted: null } };
        const lines = stacktraceMarkdown(anEvent({ exceptions: [exception] })).split(/\r\n?|\n/);
        const open = lines.findIndex((each) => /^`{3,}$/.test(each));
        const fence = lines[open]?.length ?? 0;
        // CommonMark: closed by the first line of at least as many backticks and nothing else.
        const closes = lines.flatMap((each, index) =>
          index > open && new RegExp(`^ {0,3}\`{${fence},}[ \\t]*$`).test(each) ? [index] : [],
        );
        expect(lines.slice(0, open)).toEqual(['Traceback (most recent call last):', '']);
        expect(lines.slice(closes[0]).join('')).toBe('`'.repeat(fence));
      }),
      { numRuns: 500 },
    );
  });
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { looksLikeObject, parseJson, peekString } from './json.ts';

const peek = (text: string) => peekString(Buffer.from(text), 'event_id');

describe('peekString', () => {
  test('finds a key of the outermost object only', () => {
    expect(peek('{"a":{"event_id":"inner"},"event_id":"outer"}')).toBe('outer');
    expect(peek('{"a":[{"event_id":"inner"}],"b":"event_id"}')).toBeNull();
    expect(peek(' {"text":"\\"event_id\\":\\"quoted\\"", "event_id" : "outer" }')).toBe('outer');
    expect(peek('{"b":"event_id","event_id":"outer"}')).toBe('outer');
    expect(peek('{"event_id":null}')).toBeNull();
    expect(peek('{"event_id":7}')).toBeNull();
    expect(peek('{"event_id":"unfinished')).toBeNull();
    expect(peek('{"x":"\\\\","event_id":"after a backslash"}')).toBe('after a backslash');
  });

  test('agrees with parsing, for any object', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.oneof(fc.constant('event_id'), fc.string()),
          fc.oneof(fc.string(), fc.jsonValue({ maxDepth: 3 }), fc.constant({ event_id: 'inner' })),
        ),
        fc.constantFrom(0, 2),
        (value, indent) => {
          const id = Object.hasOwn(value, 'event_id') ? value['event_id'] : null;
          const plain = typeof id === 'string' && id !== '' && JSON.stringify(id) === `"${id}"`;
          expect(peek(JSON.stringify(value, null, indent))).toBe(plain ? id.toWellFormed() : null);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('never throws and stays linear, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void peekString(Buffer.from(bytes), 'a')));
    expect(peek(`{"event_id"${'"\\\\"'.repeat(1e6)}`)).toBeNull();
    expect(peek(`${'['.repeat(5e6)}"event_id"`)).toBeNull();
  });
});

describe('looksLikeObject', () => {
  test('goes by the first and last byte that is no white space', () => {
    for (const text of ['{}', ' \r\n\t{"a":1} \n', '\ufeff{}', '{"a"'])
      expect(looksLikeObject(Buffer.from(text))).toBe(text !== '{"a"');
    for (const text of ['', ' ', '{', '}', '[]', '"{}"', 'null', '{]', '\u0000{}'])
      expect(looksLikeObject(Buffer.from(text))).toBe(false);
  });
});

describe('parseJson', () => {
  test('reads odd text: a byte order mark, NUL, lone surrogates, bytes that are no UTF-8', () => {
    expect(parseJson(Buffer.from('\ufeff{"a":"\\u0000\\ud800"}'))).toEqual({ a: '\u0000\ud800' });
    expect(parseJson(Buffer.from([0x22, 0xff, 0x22]))).toBe('\ufffd');
  });

  test('reads a million nested lists', () => {
    expect(parseJson(Buffer.from('['.repeat(1e6) + ']'.repeat(1e6)))).toBeInstanceOf(Array);
  });
});

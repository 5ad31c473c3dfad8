import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CulpritError } from '../../kit/index.ts';
import { sdkRequests } from '../../../test/support/sdk-requests.ts';
import { parseEnvelope, serialiseEnvelope } from './envelope.ts';
import { inflate } from './inflate.ts';

const limits = { headerLine: 8 * 1024, items: 1_000 };
const parse = (text: string | Buffer) => parseEnvelope(Buffer.from(text), limits);

const refusal = (act: () => unknown): CulpritError => {
  try {
    act();
  } catch (thrown) {
    if (thrown instanceof CulpritError) return thrown;
    throw thrown;
  }
  throw new Error('it was accepted');
};

describe('the framing of an envelope', () => {
  test('reads items that end with a line and items of a given length, mixed', () => {
    const { header, items } = parse(
      '{"event_id":"a"}\n{"type":"event"}\n{"x":1}\n{"type":"attachment","length":4}\na\nb\n\n{"type":"session"}\n{}',
    );
    expect(header).toEqual({ event_id: 'a' });
    expect(items.map(({ type, payload }) => [type, payload.toString()])).toEqual([
      ['event', '{"x":1}'],
      ['attachment', 'a\nb\n'],
      ['session', '{}'],
    ]);
  });

  test('accepts blank lines, CRLF, a missing last line break, empty payloads and a header alone', () => {
    const kinds = (text: string) => parse(text).items.map(({ type, payload }) => [type, payload.toString().trim()]);
    expect(kinds('\n\r\n{}\r\n{"type":"event"}\r\n{"a":1}\r\n\r\n{"type":"x","length":2}\r\nab\r\n')).toEqual([
      ['event', '{"a":1}'],
      ['x', 'ab'],
    ]);
    expect(kinds('{}\n{"type":"attachment","length":0}\n')).toEqual([['attachment', '']]);
    expect(kinds('{}\n{"type":"attachment","length":0}\n\n{"type":"y"}')).toEqual([
      ['attachment', ''],
      ['y', ''],
    ]);
    expect(kinds('{}')).toEqual([]);
    expect(kinds('{}\n{"type":"event","length":null,"what":["ever"]}\n{}')).toEqual([['event', '{}']]);
  });

  test('says where a length is wrong', () => {
    expect(refusal(() => parse('{}\n{"type":"event","length":9}\n{}\n')).message).toBe(
      'Item 1 ("event", byte 3) announces 9 bytes, but only 3 follow at byte 31.',
    );
    expect(refusal(() => parse('{}\n{"type":"event","length":1}\n{}\n')).message).toBe(
      'Item 1 ("event", byte 3) announces 1 bytes, but no line break follows them at byte 32.',
    );
    for (const length of ['-1', '1.5', '"5"', '1e300', '{}', '[]', 'true'])
      expect(refusal(() => parse(`{}\n{"type":"event","length":${length}}\n{}\n`)).status).toBe(400);
  });

  test('refuses what is no envelope, with 400', () => {
    for (const text of [
      '',
      '\n\n',
      'hello',
      '[]',
      '"x"',
      'null',
      '42',
      '{}\n[]\n{}',
      '{}\n{"length":1}\na',
      '{}\nx',
      '{"a":',
      '{}\n{"type":7}\n{}',
    ])
      expect(refusal(() => parse(text)).status, text).toBe(400);
  });

  test('refuses long header lines and too many items with 413', () => {
    const long = `{"a":"${'x'.repeat(9_000)}"}`;
    expect(refusal(() => parse(long)).status).toBe(413);
    expect(refusal(() => parse(`{}\n${long}\n`)).message).toContain('The header of item 1 may have 8192 bytes');
    expect(refusal(() => parse('x'.repeat(1e6))).status).toBe(413);
    expect(parse(`{}\n${'{"type":"x"}\n\n'.repeat(1_000)}`).items).toHaveLength(1_000);
    expect(refusal(() => parse(`{}\n${'{"type":"x"}\n\n'.repeat(1_001)}`)).status).toBe(413);
  });

  test('reads the recorded envelopes as their clients meant them', () => {
    const envelopes = sdkRequests.filter(({ url }) => url.includes('/envelope/'));
    expect(envelopes.length).toBeGreaterThan(30);
    for (const { body, headers, facts } of envelopes) {
      const { header, items } = parseEnvelope(inflate(body, headers['content-encoding'] ?? '', 1e7, 'It'), limits);
      expect(header['event_id'] ?? null, facts.file).toBe(facts.envelope_event_id);
      expect(
        items.map(({ type, payload, header: { length } }) => ({
          type,
          bytes: payload.length,
          framing: length === undefined ? 'newline' : 'length',
        })),
        facts.file,
      ).toEqual(facts.items?.map(({ type, bytes, framing }) => ({ type, bytes, framing })));
    }
  });
});

const json = fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as unknown);
const item = fc.record({
  type: fc.constantFrom('event', 'attachment', 'session', 'span', 'wörld'),
  extra: fc.dictionary(
    fc.string({ maxLength: 10 }).filter((key) => !['type', 'length', '__proto__'].includes(key)),
    json,
    { maxKeys: 3 },
  ),
  payload: fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    json.map((value) => Buffer.from(JSON.stringify({ value }))),
  ),
  framedByLine: fc.boolean(),
});
const encoders: [string, (bytes: Uint8Array) => Uint8Array][] = [
  ['', (bytes) => bytes],
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
];

describe('any envelope', () => {
  test('comes back as it was written, in every framing and encoding', () => {
    fc.assert(
      fc.property(
        fc.array(item, { maxLength: 6 }),
        fc.boolean(),
        fc.constantFrom('', '\n', '\r\n\n'),
        fc.constantFrom(...encoders),
        (items, lastBreak, blank, [encoding, encode]) => {
          const parts = items.flatMap(({ type, extra, payload, framedByLine }, index) => {
            const byLine = framedByLine && !payload.includes(0x0a);
            const header = Buffer.from(
              `${JSON.stringify({ ...extra, type, ...(byLine ? {} : { length: payload.length }) })}\n`,
            );
            return [header, payload, Buffer.from(index === items.length - 1 && !lastBreak ? '' : `\n${blank}`)];
          });
          const bytes = Buffer.concat([Buffer.from(`${blank}{"event_id":"e"}\n`), ...parts]);
          const envelope = parseEnvelope(inflate(encode(bytes), encoding, 1e6, 'It'), limits);
          expect(envelope.items.map(({ type, payload }) => [type, payload.toString('hex')])).toEqual(
            items.map(({ type, payload }) => [type, payload.toString('hex')]),
          );
          const again = parseEnvelope(serialiseEnvelope(envelope), limits);
          expect(again.items.map(({ payload }) => payload.toString('hex'))).toEqual(
            items.map(({ payload }) => payload.toString('hex')),
          );
        },
      ),
      { numRuns: 400 },
    );
  });

  test('is read or refused with 400 or 413, whatever its bytes', () => {
    const fragments = fc.constantFrom(
      '{}',
      '\n',
      '{"type":"event"}',
      '{"type":"a","length":3}',
      'abc',
      '\r',
      '{',
      '[]',
      '\u0000',
      ' ',
      '{"length":1e9,"type":"x"}',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(fragments, { maxLength: 30 }).map((all) => Buffer.from(all.join(''))),
          fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
        ),
        (bytes) => {
          try {
            parseEnvelope(bytes, limits);
          } catch (thrown) {
            expect(thrown).toBeInstanceOf(CulpritError);
            expect([400, 413]).toContain((thrown as CulpritError).status);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('costs work in proportion to its size only: 20 MB of line breaks, of item headers, and of one line', () => {
    expect(parse(Buffer.concat([Buffer.from('{}\n'), Buffer.alloc(2e7, '\n')])).items).toHaveLength(0);
    expect(refusal(() => parse(`{}\n${'{"type":"x"}\n'.repeat(1.5e6)}`)).status).toBe(413);
    expect(refusal(() => parse(Buffer.alloc(2e7, '['))).status).toBe(413);
  });
});

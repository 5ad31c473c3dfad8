import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anEvent, ingestRequest, scrubSettings, spoolHeaders, throughIngest } from '../../test/support/ingest.ts';
import { readSpooled } from './index.ts';

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '\u0000',
    '\ud800',
    -1,
    1e308,
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '5b85382d68084e29710893c498d63ccf',
    'ok',
  ),
);
/** Fields that some item has, with values that none should have. */
const fields = fc.dictionary(
  fc.constantFrom(
    ...(
      'sid started timestamp attrs status errors duration seq did aggregates check_in_id monitor_slug monitor_config environment ' +
      'discarded_events event_id comments email contexts user csp-report body type exception breadcrumbs tags release sdk level'
    ).split(' '),
  ),
  fc.oneof(
    anything,
    fc.dictionary(fc.constantFrom('release', 'feedback', 'message', 'values', 'reason', 'quantity'), anything),
  ),
  { maxKeys: 8 },
);
const types =
  'event attachment session sessions check_in client_report user_report feedback raw_security security span x'.split(
    ' ',
  );

describe('whatever an accepted request holds', () => {
  test('it is read, twice the same, without losing the rest of the envelope', async () => {
    const item = fc.tuple(
      fc.constantFrom(...types),
      fc.dictionary(fc.constantFrom('filename', 'content_type', 'attachment_type', 'item_count'), anything),
      fields,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(item, { maxLength: 5 }), anything, async (items, sentAt) => {
        const lines = items.flatMap(([type, header, payload]) => [
          JSON.stringify({ ...header, type }),
          JSON.stringify(payload),
        ]);
        const envelope = [
          JSON.stringify({ sent_at: sentAt }),
          ...lines,
          '{"type":"event"}',
          anEvent({ event_id: 'f'.repeat(32) }),
        ];
        const { events, discards } = await throughIngest(ingestRequest(envelope.join('\n')));
        expect(events.at(-1)?.message?.formatted).toBe('it failed');
        expect(events.every(({ eventId }) => /^[0-9a-f]{32}$/.test(eventId))).toBe(true);
        expect(discards.every(({ quantity }) => quantity > 0)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('a million nested lists, a hundred thousand frames, NUL and lone surrogates are read as an event', async () => {
    const deep = `{"message":"deep","extra":{"a":${'['.repeat(1e6)}${']'.repeat(1e6)}}}`;
    const frames = Array.from({ length: 1e5 }, (_, lineno) => ({ function: 'f', filename: 'a.js', lineno }));
    const long = JSON.stringify({ exception: { values: [{ type: 'E', value: 'v', stacktrace: { frames } }] } });
    const odd = '{"message":"a\\u0000b\\ud800c","tags":{"\\udfff":"\\u0000"}}';
    const read = async (event: string) =>
      (await readSpooled(spoolHeaders(), Buffer.from(`{}\n{"type":"event"}\n${event}`), scrubSettings)).events[0];
    expect((await read(deep))?.message?.formatted).toBe('deep');
    expect((await read(long))?.exceptions[0]?.stacktrace?.frames).toHaveLength(250);
    const text = JSON.stringify(await read(odd));
    expect(text.includes('\\u0000') || text.includes('\\ud800') || text.includes('\\udfff')).toBe(false);
  });
});

test('an attachment that was too large when it was accepted is left out, and the event is kept', async () => {
  const body = `{}\n{"type":"event"}\n${anEvent()}\n{"type":"attachment"}\n${'x'.repeat(11)}\n{"type":"attachment"}\n${'x'.repeat(10)}`;
  const { events, attachments, discards } = await readSpooled(
    spoolHeaders({ max_attachment: 10 }),
    Buffer.from(body),
    scrubSettings,
  );
  expect([events.length, attachments.length]).toEqual([1, 1]);
  expect(discards).toEqual([{ reason: 'too_large', category: 'attachment', quantity: 1 }]);
});

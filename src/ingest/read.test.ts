import { describe, expect, test } from 'vitest';
import { DAY, SECOND } from '../kit/index.ts';
import {
  anEnvelope,
  anEvent,
  ingestRequest,
  receivedAt,
  scrubSettings,
  spoolHeaders,
  throughIngest,
} from '../../test/support/ingest.ts';
import { readSpooled } from './index.ts';

const id = '5b85382d68084e29710893c498d63ccf';
const received = receivedAt;

const envelope = (...items: [header: Record<string, unknown>, payload: unknown][]) =>
  ingestRequest(
    [
      JSON.stringify({ event_id: id }),
      ...items.flatMap(([header, payload]) => [
        JSON.stringify(header),
        typeof payload === 'string' ? payload : JSON.stringify(payload),
      ]),
    ].join('\n'),
  );

describe('an envelope', () => {
  test('may hold several events; the first has the answered id, the others their own', async () => {
    const other = 'a'.repeat(32);
    const request = () =>
      envelope(
        [{ type: 'event' }, { message: 'one', event_id: 'b'.repeat(32) }],
        [{ type: 'event' }, { message: 'two', event_id: other }],
        [{ type: 'event' }, { message: 'three' }],
      );
    const { events } = await throughIngest(request());
    expect(events.map(({ eventId, message }) => [eventId, message?.formatted])).toEqual([
      [id, 'one'],
      [other, 'two'],
      [expect.stringMatching(/^[0-9a-f]{32}$/), 'three'],
    ]);
  });

  test('counts what is not kept, not usable, too large or too much', async () => {
    const attachments = Array.from({ length: 32 }, (): [Record<string, unknown>, string] => [
      { type: 'attachment', filename: 'a' },
      'x',
    ]);
    const {
      discards,
      attachments: kept,
      sessions,
    } = await throughIngest(
      envelope(
        [{ type: 'span', item_count: 9 }, {}],
        [{ type: 'log', item_count: 3 }, {}],
        [{ type: 'never_seen' }, {}],
        [{ type: 'session' }, { sid: id }],
        [{ type: 'check_in' }, { status: 'ok' }],
        [{ type: 'feedback' }, { contexts: {} }],
        [{ type: 'session' }, `{"a":"${'x'.repeat(2_000_000)}"}`],
        [{ type: 'user_report' }, '{"broken": }'],
        ...attachments,
      ),
    );
    expect(sessions).toEqual([]);
    expect(kept).toHaveLength(30);
    const counts = Object.fromEntries(
      discards.map(({ reason, category, quantity }) => [`${reason} ${category}`, quantity]),
    );
    expect(counts).toEqual({
      'not_supported span': 9,
      'not_supported log_item': 3,
      'not_supported default': 1,
      'invalid session': 1,
      'invalid monitor': 1,
      'invalid feedback': 1,
      'too_large session': 1,
      'too_many attachment': 1,
    });
  });

  test('whose id nobody was told has the event’s own, or one that stays', async () => {
    const read = async (event: string) => {
      const headers = spoolHeaders({ event_id: '' });
      return (await readSpooled(headers, Buffer.from(anEnvelope({}, event)), scrubSettings)).events[0]?.eventId;
    };
    expect(await read(anEvent({ event_id: id.toUpperCase() }))).toBe(id);
    expect(await read(anEvent())).toMatch(/^[0-9a-f]{32}$/);
    expect(await read(anEvent())).toBe(await read(anEvent()));
    expect(await read(anEvent())).not.toBe(await read(anEvent({ n: 1 })));
  });

  test('that cannot be read is refused with what to write on the dead letter', async () => {
    await expect(
      readSpooled(spoolHeaders({}), Buffer.from(`${anEnvelope()}{"type":"event"}\n{"broken": }`), scrubSettings),
    ).rejects.toThrow(/^Event 2 of the envelope is not JSON: /);
    await expect(readSpooled(spoolHeaders({ encoding: 'gzip' }), Buffer.from('x'), scrubSettings)).rejects.toThrow(
      /not valid gzip/,
    );
    await expect(
      readSpooled(spoolHeaders({ endpoint: 'store' }), Buffer.from('{"a"}'), scrubSettings),
    ).rejects.toThrow();
    await expect(
      readSpooled({ ...spoolHeaders({}), endpoint: 'other' as 'store' }, Buffer.from('{}'), scrubSettings),
    ).rejects.toThrow(/Nothing reads/);
  });

  test('of a crash: the dump completes an event without exception, and stands for one that is missing', async () => {
    const dump: [Record<string, unknown>, string] = [
      { type: 'attachment', attachment_type: 'event.minidump', filename: 'C:\\x\\y.dmp' },
      'MDMP',
    ];
    const alone = await throughIngest(envelope(dump));
    expect(alone.events).toMatchObject([
      { eventId: id, kind: 'minidump', level: 'fatal', exceptions: [{ type: 'Minidump' }] },
    ]);
    expect(alone.attachments).toMatchObject([{ eventId: id, filename: 'y.dmp', type: 'event.minidump' }]);
    const both = await throughIngest(envelope([{ type: 'event' }, { release: 'r' }], dump));
    expect(both.events).toMatchObject([{ kind: 'minidump', release: 'r', exceptions: [{ type: 'Minidump' }] }]);
    const whole = await throughIngest(
      envelope([{ type: 'event' }, { exception: { values: [{ type: 'E', value: 'v' }] } }], dump),
    );
    expect(whole.events).toMatchObject([{ kind: 'error', exceptions: [{ type: 'E' }] }]);
  });

  test('brings feedback, new and old, each with an id that stays', async () => {
    const about = 'c'.repeat(32);
    const { events, feedback } = await throughIngest(
      envelope(
        [
          { type: 'feedback' },
          {
            timestamp: 1_799_999_990,
            contexts: {
              feedback: {
                message: 'Broken',
                contact_email: 'a@b.c',
                name: 'A',
                url: 'https://x/',
                associated_event_id: about,
                source: 'widget',
              },
            },
          },
        ],
        [{ type: 'user_report' }, { event_id: about, comments: 'Also broken', email: 'd@e.f' }],
        [{ type: 'user_report' }, { comments: 'About this envelope' }],
      ),
    );
    expect(events).toEqual([]);
    expect(feedback).toEqual([
      {
        id,
        eventId: about,
        name: 'A',
        email: 'a@b.c',
        message: 'Broken',
        url: 'https://x/',
        source: 'widget',
        timestamp: 1_799_999_990 * SECOND,
      },
      {
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        eventId: about,
        name: null,
        email: 'd@e.f',
        message: 'Also broken',
        url: null,
        source: 'user_report',
        timestamp: received,
      },
      expect.objectContaining({ eventId: id, message: 'About this envelope' }),
    ]);
  });

  test('loses its secrets, in events and in feedback', async () => {
    const card = '4111 1111 1111 1111';
    const { events, feedback } = await throughIngest(
      envelope(
        [{ type: 'event' }, { message: 'x', extra: { password: 'hunter2' } }],
        [{ type: 'user_report' }, { comments: `My card ${card} fails` }],
      ),
    );
    expect(JSON.stringify([events, feedback])).not.toMatch(/hunter2|4111 1111/);
    expect(feedback[0]?.message).toMatch(/^My card \S+ fails$/);
  });

  test('leaves sessions out that are too old, in the future, or without a release', async () => {
    const started = (by: number) => new Date((received + by) / 1_000).toISOString();
    const session = (fields: object): [Record<string, unknown>, unknown] => [
      { type: 'session' },
      { sid: id, started: started(0), attrs: { release: 'r' }, ...fields },
    ];
    const { sessions, discards } = await throughIngest(
      envelope(
        session({}),
        session({ started: started(-6 * DAY) }),
        session({ started: started(DAY) }),
        session({ attrs: {} }),
        session({ sid: 'x' }),
        session({ status: 'odd', seq: 4, errors: -3 }),
      ),
    );
    expect(sessions).toMatchObject([
      { status: 'ok', environment: 'production' },
      { status: 'ok', sequence: 4, errors: 0 },
    ]);
    expect(discards).toHaveLength(4);
  });
});

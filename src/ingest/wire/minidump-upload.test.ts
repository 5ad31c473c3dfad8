import { pack } from 'msgpackr';
import { describe, expect, test } from 'vitest';
import { formData } from '../../../test/support/form-data.ts';
import { sdkRequests } from '../../../test/support/sdk-requests.ts';
import { readMinidumpUpload } from './minidump-upload.ts';

const dump = { name: 'upload_file_minidump', filename: 'crash.dmp', bytes: Buffer.from('MDMP1234') };
const upload = async (
  fields: Record<string, string>,
  files: { name: string; filename: string; bytes: Uint8Array }[] = [dump],
) => {
  const { body, contentType } = await formData(fields, files);
  return readMinidumpUpload(body, contentType);
};

describe('a minidump upload', () => {
  test('as curl sent it holds the dump and the event’s fields', async () => {
    const request = sdkRequests.find(({ scenario }) => scenario === 'minidump_multipart');
    const { dump, event, files } = await readMinidumpUpload(
      request?.body ?? Buffer.alloc(0),
      request?.headers['content-type'] ?? '',
    );
    expect(dump).toMatchObject({ filename: 'minidump.dmp' });
    expect(dump.bytes.length).toBe(42_412);
    expect(event).toEqual({ release: 'acme-native@5.0.0', environment: 'production', tags: { a: 'b' } });
    expect(files.map(({ filename }) => filename)).toEqual(['cfg.txt']);
  });

  test('takes the event from one field, cut fields, bracketed fields, and keeps the rest as extra', async () => {
    expect((await upload({ sentry: '{"release":"a"}' })).event).toEqual({ release: 'a' });
    expect((await upload({ sentry__2: 'a"}', sentry__1: '{"release":"' })).event).toEqual({ release: 'a' });
    expect((await upload({ 'sentry[tags][x]': '1', 'sentry[release]': 'a', prod: 'App' })).event).toEqual({
      tags: { x: '1' },
      release: 'a',
      extra: { prod: 'App' },
    });
    expect((await upload({ sentry: 'not json', 'sentry[__proto__][x]': '1' })).event).toEqual({});
  });

  test('takes event and breadcrumbs of the native SDK from its files, and its id in any form', async () => {
    const { event, eventId, files } = await upload({}, [
      dump,
      {
        name: '__sentry-event',
        filename: '__sentry-event',
        bytes: pack({ event_id: '5b85382d-6808-4e29-7108-93c498d63ccf', release: 'a' }),
      },
      {
        name: '__sentry-breadcrumb1',
        filename: '__sentry-breadcrumb1',
        bytes: Buffer.concat([pack({ message: 'one' }), pack({ message: 'two' })]),
      },
      { name: '__sentry-breadcrumb2', filename: '__sentry-breadcrumb2', bytes: Buffer.alloc(0) },
      { name: 'log', filename: 'app.log', bytes: Buffer.from('hello') },
    ]);
    expect(event).toMatchObject({ release: 'a', breadcrumbs: [{ message: 'one' }, { message: 'two' }] });
    expect(eventId).toBe('5b85382d68084e29710893c498d63ccf');
    expect(files.map(({ filename }) => filename)).toEqual(['app.log']);
  });

  test('survives a broken event file, and is refused without a dump', async () => {
    expect(
      (await upload({}, [dump, { name: '__sentry-event', filename: 'e', bytes: Buffer.from([0xc1, 0xff]) }])).event,
    ).toEqual({});
    await expect(upload({ a: '1' }, [])).rejects.toMatchObject({ status: 400 });
    await expect(upload({}, [{ ...dump, bytes: Buffer.from('hello') }])).rejects.toThrow(/does not start with MDMP/);
    await expect(readMinidumpUpload(Buffer.from('MDMP....'), '')).resolves.toMatchObject({ event: {} });
  });
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sdkRequests } from '../../../test/support/sdk-requests.ts';
import { readMinidumpUpload } from '../wire/minidump-upload.ts';
import { crashOf } from './minidump.ts';

const recorded = sdkRequests.find(({ scenario }) => scenario === 'minidump_multipart');
const { dump } = await readMinidumpUpload(recorded?.body ?? Buffer.alloc(0), recorded?.headers['content-type'] ?? '');

test('a dump says what happened and in which module', () => {
  const { exception, debug_meta, contexts } = crashOf(dump.bytes) as {
    exception: unknown[];
    debug_meta: { images: unknown[] };
    contexts: unknown;
  };
  expect(exception).toEqual([
    {
      type: 'EXCEPTION_ACCESS_VIOLATION',
      value: 'Crash in VCRUNTIME140D.dll at +0x20476',
      thread_id: 12996,
      mechanism: { type: 'minidump', handled: false },
      stacktrace: {
        frames: [{ instruction_addr: '0x7ffe2c7f0476', package: 'C:\\Windows\\System32\\VCRUNTIME140D.dll' }],
      },
    },
  ]);
  expect(debug_meta.images).toHaveLength(34);
  expect(debug_meta.images[1]).toEqual({
    type: 'pe',
    code_file: 'C:\\Windows\\System32\\ntdll.dll',
    image_addr: '0x7ffe534d0000',
    image_size: 0x217000,
  });
  expect(contexts).toEqual({ os: { type: 'os', name: 'Windows', version: '10.0.22621' } });
});

test('a damaged dump says nothing, or less, and never throws', () => {
  expect(crashOf(Buffer.from('MDMP'))).toEqual({});
  expect(crashOf(dump.bytes.subarray(0, 100))).toEqual({});
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(2_000), fc.integer({ min: 0, max: 255 })), { maxLength: 20 }), (damage) => {
      const copy = Buffer.from(dump.bytes);
      for (const [at, byte] of damage) copy[at] = byte;
      expect(crashOf(copy)).toBeTypeOf('object');
    }),
    { numRuns: 300 },
  );
});

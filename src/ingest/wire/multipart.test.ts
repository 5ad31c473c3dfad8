import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CulpritError } from '../../kit/index.ts';
import { formData } from '../../../test/support/form-data.ts';
import { readMultipart } from './multipart.ts';

describe('a multipart body', () => {
  test('gives its fields and files back, whatever bytes they hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 5 }),
        fc
          .string({ unit: 'grapheme-ascii', maxLength: 50 })
          .filter((text) => !text.includes('\r') && !text.includes('\n')),
        async (files, text) => {
          const { body, contentType } = await formData(
            { note: text },
            files.map((bytes, index) => ({ name: `file${index}`, filename: `f${index}.bin`, bytes })),
          );
          const read = await readMultipart(body, contentType);
          expect(read.fields.get('note')).toBe(text);
          expect(read.files.map(({ name, filename, bytes }) => [name, filename, bytes.toString('hex')])).toEqual(
            files.map((bytes, index) => [`file${index}`, `f${index}.bin`, Buffer.from(bytes).toString('hex')]),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  test('is refused when it is cut, has no boundary or too many parts', async () => {
    const { body, contentType } = await formData({ a: '1' }, [
      { name: 'f', filename: 'f', bytes: Buffer.alloc(1_000, 'x') },
    ]);
    for (let cut = 10; cut < body.length - 10; cut += 37)
      await expect(readMultipart(body.subarray(0, body.length - cut), contentType)).rejects.toThrow(CulpritError);
    await expect(readMultipart(body, 'multipart/form-data')).rejects.toThrow(/Boundary/);
    await expect(readMultipart(body, 'text/plain')).rejects.toThrow(CulpritError);
    const many = await formData(Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`f${index}`, 'x'])), []);
    await expect(readMultipart(many.body, many.contentType)).rejects.toMatchObject({ status: 413 });
  });

  test('ends, whatever the bytes are', async () => {
    const pieces = fc.constantFrom(
      '--b',
      '--b--',
      '\r\n',
      '\n',
      'Content-Disposition: form-data; name="a"',
      '; filename="b"',
      'x',
      '\u0000',
      '--',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 20 }), async (all) => {
        await readMultipart(Buffer.from(all.join('')), 'multipart/form-data; boundary=b').catch((thrown: unknown) =>
          expect(thrown).toBeInstanceOf(CulpritError),
        );
      }),
      { numRuns: 500 },
    );
  });
});

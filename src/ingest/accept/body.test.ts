import { PassThrough } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import { createBodyReader } from './body.ts';

const reading = (reader = createBodyReader({ body: 100, inFlight: 150 }), announced: number | null = null) => {
  const stream = new PassThrough();
  const body = reader.read(stream, announced);
  body.catch(() => undefined);
  return { reader, stream, body, send: (bytes: number) => stream.write(Buffer.alloc(bytes, 'x')) };
};

describe('a request body', () => {
  test('comes whole, in memory of its own, and counts until it is released', async () => {
    const { reader, stream, body } = reading();
    stream.write('hel');
    stream.end('lo');
    const { bytes, release } = await body;
    expect(Buffer.from(bytes).toString()).toBe('hello');
    expect(bytes.byteLength).toBe(bytes.buffer.byteLength);
    expect(reader.held()).toBe(5);
    release();
    release();
    expect(reader.held()).toBe(0);
  });

  test('beyond the limit is read to its end and forgotten before it is refused', async () => {
    for (const announced of [null, 120]) {
      const { reader, stream, body, send } = reading(undefined, announced);
      send(60);
      send(60);
      await vi.waitFor(() => expect(stream.readableLength).toBe(0));
      expect(reader.held()).toBe(0);
      stream.end();
      await expect(body).rejects.toMatchObject({ status: 413 });
    }
  });

  test('that goes on and on is refused at twice the limit', async () => {
    const { body, send } = reading();
    for (let time = 0; time < 5; time += 1) send(50);
    await expect(body).rejects.toMatchObject({ status: 413 });
  });

  test('waits outside when all that are unanswered hold too much', async () => {
    const first = reading();
    first.send(90);
    const second = reading(first.reader);
    second.send(90);
    second.stream.end();
    await expect(second.body).rejects.toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    first.stream.end();
    (await first.body).release();
    const third = reading(first.reader);
    third.send(90);
    third.stream.end();
    expect((await third.body).bytes).toHaveLength(90);
  });

  test('whose client goes away is forgotten', async () => {
    for (const error of [undefined, new Error('reset')]) {
      const { reader, stream, body, send } = reading();
      send(50);
      await vi.waitFor(() => expect(reader.held()).toBe(50));
      stream.destroy(error);
      await expect(body).rejects.toMatchObject({ status: 400 });
      expect(reader.held()).toBe(0);
    }
  });
});

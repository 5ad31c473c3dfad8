import { MessageChannel } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { acceptorWithList, anEnvelope, ingestRequest } from '../../../test/support/ingest.ts';
import { acceptorOverPort, serveAcceptor } from './port.ts';

test('requests and answers cross the port, each to its own', async () => {
  const { port1, port2 } = new MessageChannel();
  const acceptor = acceptorWithList();
  serveAcceptor(acceptor, port1);
  const remote = acceptorOverPort(port2);
  const ids = Array.from({ length: 50 }, (_, index) => index.toString(16).padStart(32, 'a'));
  const answers = await Promise.all(ids.map((event_id) => remote.accept(ingestRequest(anEnvelope({ event_id })))));
  expect(answers.map(({ body }) => body)).toEqual(ids.map((id) => `{"id":"${id}"}`));
  expect(acceptor.spooled.map(({ body }) => Buffer.from(body).toString())).toEqual(
    ids.map((event_id) => anEnvelope({ event_id })),
  );
  const image = await remote.accept(
    ingestRequest('', {
      endpoint: 'store',
      method: 'GET',
      query: `${ingestRequest('').query}&sentry_data=${encodeURIComponent('{"a":1}')}`,
    }),
  );
  expect(Buffer.from(image.body as Uint8Array).toString('latin1')).toMatch(/^GIF/);
  remote.close();
});

test('a body is moved, not copied, and a view into other memory leaves that alone', async () => {
  const { port1, port2 } = new MessageChannel();
  serveAcceptor(acceptorWithList(), port1);
  const remote = acceptorOverPort(port2);
  const own = new Uint8Array(Buffer.from(anEnvelope()));
  const pool = Buffer.from(`xx${anEnvelope()}`);
  const answers = await Promise.all([own, pool.subarray(2)].map((body) => remote.accept(ingestRequest(body))));
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(own.byteLength).toBe(0);
  expect(pool.toString()).toBe(`xx${anEnvelope()}`);
  remote.close();
});

test('when the acceptor goes away, waiting and new requests are answered 503', async () => {
  const { port1, port2 } = new MessageChannel();
  const remote = acceptorOverPort(port2);
  const waiting = remote.accept(ingestRequest(anEnvelope()));
  port1.close();
  expect(await waiting).toMatchObject({
    status: 503,
    headers: { 'retry-after': '5', 'access-control-allow-origin': '*' },
  });
  expect(await remote.accept(ingestRequest(anEnvelope()))).toMatchObject({ status: 503 });
});

import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { fastify } from 'fastify';
import { describe, expect, test } from 'vitest';
import { anEnvelope, ingestRequest } from '../../../test/support/ingest.ts';
import { until } from '../../../test/support/until.ts';
import { manualClock, SECOND } from '../../kit/index.ts';
import { defaultLimits, ingestRoutes } from '../index.ts';
import { createOverload, judgeLoad } from './overload.ts';
import type { IngestResponse } from './request.ts';

const limits = { waiting: 2, lag: 1_000, backlog: 100 };

describe('too much', () => {
  test('is one request in hand, one millisecond or one message more than may be', () => {
    const calm = { waiting: 1, lag: 999, backlog: 99 };
    expect(judgeLoad(calm, limits, null)).toBeNull();
    expect(judgeLoad({ ...calm, waiting: 2 }, limits, null)).toBe('waiting');
    expect(judgeLoad({ ...calm, lag: 1_000 }, limits, null)).toBe('lag');
    expect(judgeLoad({ ...calm, backlog: 100 }, limits, null)).toBe('backlog');
    // A backlog must have gone down by a tenth.
    expect(judgeLoad({ ...calm, backlog: 95 }, limits, 'backlog')).toBe('backlog');
    expect(judgeLoad({ ...calm, backlog: 89 }, limits, 'backlog')).toBeNull();
  });

  test('is looked for every few seconds, not with every request', async () => {
    const clock = manualClock(1_800_000_000 * SECOND);
    const asked = { backlog: 0, lag: 0 };
    const overload = createOverload({
      limits,
      clock,
      backlog: async () => (asked.backlog++, asked.backlog === 1 ? 500 : 0),
      lag: () => (asked.lag++, 0),
    });
    for (let request = 0; request < 50; request++) overload.refusal();
    expect(asked).toEqual({ backlog: 1, lag: 1 });
    await until(() => overload.refusal()?.code === 'overloaded');
    expect(overload.refusal()?.headers).toEqual({ 'retry-after': '60' });
    clock.advance(5 * SECOND);
    overload.refusal();
    await until(() => overload.refusal() === null);
    expect(asked).toEqual({ backlog: 2, lag: 2 });
  });
});

describe('an overloaded server', () => {
  test('answers 503 with Retry-After before the body comes, and takes requests again once there is room', async () => {
    const held: ((response: IngestResponse) => void)[] = [];
    const shed: number[] = [];
    const overload = createOverload({ limits, clock: { now: () => 0 }, backlog: async () => 0, lag: () => 0 });
    const app = fastify({ routerOptions: { ignoreTrailingSlash: true } });
    const accept = () => new Promise<IngestResponse>((resolve) => held.push(resolve));
    await app.register(ingestRoutes, {
      accept,
      limits: defaultLimits,
      overload,
      shed: (project) => shed.push(project),
    });
    await app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = app.server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/api/7/envelope/?${ingestRequest('').query}`;
    const send = () => fetch(url, { method: 'POST', body: anEnvelope() });
    try {
      const first = [send(), send()];
      await until(() => held.length === 2);
      // Only the head of a request is sent; the answer comes all the same.
      const answer = await new Promise<string>((resolve) => {
        const socket = connect(port, '127.0.0.1', () =>
          socket.write(`POST /api/7/envelope/ HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000\r\n\r\n`),
        );
        socket.once('data', (bytes) => {
          resolve(String(bytes));
          socket.destroy();
        });
      });
      expect(answer).toMatch(/^HTTP\/1\.1 503 /);
      expect(answer.toLowerCase()).toContain('retry-after: 5');
      expect(answer.toLowerCase()).toContain('access-control-allow-origin: *');
      expect(answer).toContain('"error":"overloaded"');
      expect(shed).toEqual([7]);
      for (const answered of held.splice(0)) answered({ status: 200, headers: {}, body: '{}' });
      expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200]);
      const next = send();
      await until(() => held.length === 1);
      held[0]?.({ status: 200, headers: {}, body: '{}' });
      expect((await next).status).toBe(200);
    } finally {
      await app.close();
    }
  });
});

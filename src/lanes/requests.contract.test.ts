import { expect, test } from 'vitest';
import { eachLanes } from '../../test/support/lanes.ts';
import { until } from '../../test/support/until.ts';
import { SECOND, unavailable } from '../kit/index.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const text = (body: Uint8Array): string => Buffer.from(body).toString();

eachLanes('requests through lanes', (open) => {
  test('a request gets the reply of whoever serves the lane', async () => {
    const lane = open.lane('ask', { shards: 2 });
    open().serve(lane, async ({ body, headers }) => bytes(`${text(body)} for ${headers['who']}`));
    const client = open();
    const ask = (number: number) =>
      client.request(lane, { key: number, body: bytes(`answer ${number}`), headers: { who: 'ada' } }, 20 * SECOND);
    const replies = await Promise.all(Array.from({ length: 25 }, (_, number) => ask(number)));
    expect(replies.map(text)).toEqual(Array.from({ length: 25 }, (_, number) => `answer ${number} for ada`));
  });

  test('a request that nobody serves ends with a timeout; served later, it is done all the same', async () => {
    const lane = open.lane('ask');
    const client = open();
    await expect(client.request(lane, { key: 1, body: bytes('x') }, SECOND / 2)).rejects.toMatchObject({
      code: 'timeout',
      transient: true,
    });
    const served: string[] = [];
    open().serve(lane, async ({ body }) => {
      served.push(text(body));
      return bytes('late');
    });
    await until(() => served.length === 1);
    expect(text(await client.request(lane, { key: 1, body: bytes('y') }, 20 * SECOND))).toBe('late');
    expect(served).toEqual(['x', 'y']);
  });

  test('a responder that fails for now or fails once is asked again while the caller waits', async () => {
    const lane = open.lane('ask');
    const errors = [unavailable('away'), new Error('a slip')];
    open().serve(lane, async () => {
      const error = errors.shift();
      if (error !== undefined) throw error;
      return bytes('done');
    });
    expect(text(await open().request(lane, { key: 1, body: bytes('x') }, 20 * SECOND))).toBe('done');
  });

  test('a message that is no request may be served too', async () => {
    const lane = open.lane('ask');
    const lanes = open();
    const served: string[] = [];
    lanes.serve(lane, async ({ id }) => {
      served.push(id);
      return bytes('to nobody');
    });
    await lanes.publish(lane, [{ id: 'plain', key: 1, body: bytes('') }]);
    await until(() => served.length === 1);
    await until(async () => (await lanes.stats(lane)).ready === 0);
  });

  test('closing ends the requests that still wait', async () => {
    const lane = open.lane('ask');
    const client = open();
    const reply = expect(client.request(lane, { key: 1, body: bytes('x') }, 60 * SECOND)).rejects.toMatchObject({
      code: 'unavailable',
    });
    await until(async () => (await client.stats(lane)).ready === 1);
    await client.close();
    await reply;
  });
});

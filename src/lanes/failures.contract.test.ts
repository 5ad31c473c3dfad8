import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startChild } from '../../test/support/children.ts';
import { eachLanes } from '../../test/support/lanes.ts';
import { until } from '../../test/support/until.ts';
import { unavailable } from '../kit/index.ts';
import { migrate, openStorage } from '../storage/index.ts';
import { createDeadLetters, lanesMigrations } from './index.ts';
import type { DeadLetter, DeadLetterSink, Outgoing } from './index.ts';

const messages = (...ids: string[]): Outgoing[] => ids.map((id) => ({ id, key: 1, body: Buffer.from(id) }));

/** Dead letters in memory, which refuse as often as they are told to. */
const memorySink = (refusals: Error[] = []): DeadLetterSink & { letters: DeadLetter[] } => {
  const letters: DeadLetter[] = [];
  return {
    letters,
    add: async (more) => {
      const refusal = refusals.shift();
      if (refusal !== undefined) throw refusal;
      letters.push(...more);
    },
  };
};

/** A database for the dead letters of other processes. */
const openDatabase = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'culprit-lanes-'));
  const url = `sqlite:${join(folder, 'culprit.db')}`;
  const storage = openStorage(url);
  await migrate(storage, lanesMigrations);
  const close = async (): Promise<void> => {
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, deadLetters: createDeadLetters(storage), close };
};

eachLanes('failures in lanes', (open) => {
  test('a transient error repeats the batch in place and counts nothing', async () => {
    const lanes = open();
    const lane = open.lane('work', { maxAttempts: 2 });
    const tries: string[][] = [];
    const attempts = new Set<number>();
    await lanes.publish(lane, messages('a', 'b', 'c'));
    lanes.consume(lane, async (batch) => {
      tries.push(batch.map(({ id }) => id));
      for (const { attempt } of batch) attempts.add(attempt);
      if (tries.length <= 4) throw unavailable('the database is away');
    });
    await until(() => tries.length === 5);
    await until(async () => (await lanes.stats(lane)).ready === 0);
    expect(new Set(tries.slice(0, 5).map((ids) => ids.join()))).toEqual(new Set([tries[0]?.join()]));
    expect([...attempts]).toEqual([1]);
  });

  test('one poison message does not hold up the others, and rests in the dead letters with its error', async () => {
    const sink = memorySink();
    const lanes = open({ deadLetters: sink });
    const lane = open.lane('work', { maxAttempts: 3 });
    const handled: string[] = [];
    const poisoned: number[] = [];
    const headers = { project: 7 };
    await lanes.publish(
      lane,
      messages('a', 'b', 'poison', 'c', 'd').map((message) => ({ ...message, headers })),
    );
    lanes.consume(lane, async (batch) => {
      const poison = batch.find(({ id }) => id === 'poison');
      if (poison !== undefined) {
        if (batch.length === 1) poisoned.push(poison.attempt);
        throw new Error('cannot be read');
      }
      handled.push(...batch.map(({ id }) => id));
    });
    await until(() => sink.letters.length === 1);
    expect(handled).toEqual(['a', 'b', 'c', 'd']);
    expect(poisoned).toEqual([1, 2, 3]);
    expect(sink.letters[0]).toMatchObject({ lane: 'work', shard: 0, id: 'poison', key: 1, attempts: 3, headers });
    expect(sink.letters[0]?.error).toContain('cannot be read');
    expect(Buffer.from(sink.letters[0]?.body ?? []).toString()).toBe('poison');
    await until(async () => (await lanes.stats(lane)).ready === 0);
  });

  test('a message that failed keeps its headers, key and time of publication when it comes again', async () => {
    const lanes = open();
    const lane = open.lane('work');
    const got: unknown[] = [];
    await lanes.publish(lane, [{ id: 'a', key: 'k', body: Buffer.from('x'), headers: { n: 1 } }]);
    lanes.consume(lane, async ([message]) => {
      const { attempt: _, ...rest } = { ...message, body: Buffer.from(message?.body ?? []).toString() };
      got.push({ id: rest.id, headers: rest.headers, publishedAt: rest.publishedAt, body: rest.body });
      if (got.length < 3) throw new Error('once more');
    });
    await until(() => got.length === 3);
    expect(got[1]).toEqual(got[0]);
    expect(got[2]).toEqual(got[0]);
  });

  test('a rejection goes to the dead letters at once, the rest of the batch is done', async () => {
    const sink = memorySink();
    const lanes = open({ deadLetters: sink });
    const lane = open.lane('work');
    await lanes.publish(lane, messages('a', 'bad', 'b'));
    lanes.consume(lane, async (batch) =>
      batch.filter(({ id }) => id === 'bad').map(({ id }) => ({ id, error: 'not an envelope' })),
    );
    await until(() => sink.letters.length === 1);
    expect(sink.letters[0]).toMatchObject({ id: 'bad', attempts: 1, error: 'not an envelope' });
    await until(async () => (await lanes.stats(lane)).ready === 0);
  });

  test('a dead letter that cannot be written for now is written later', async () => {
    const sink = memorySink([unavailable('away'), unavailable('away')]);
    const lanes = open({ deadLetters: sink });
    const lane = open.lane('work');
    await lanes.publish(lane, messages('bad'));
    lanes.consume(lane, async () => [{ id: 'bad', error: 'not an envelope' }]);
    await until(() => sink.letters.length === 1);
    await until(async () => (await lanes.stats(lane)).ready === 0);
  });

  test('a dead letter that is refused keeps its message in the lane, and the others go on', async () => {
    const lanes = open({ deadLetters: memorySink([new Error('no such table'), new Error('no such table')]) });
    const lane = open.lane('work');
    const handled: string[] = [];
    await lanes.publish(lane, messages('bad', 'good'));
    lanes.consume(
      lane,
      async (batch) => {
        handled.push(...batch.map(({ id }) => id));
        return batch.filter(({ id }) => id === 'bad').map(({ id }) => ({ id, error: 'not an envelope' }));
      },
      { maxMessages: 1 },
    );
    await until(() => handled.includes('good'));
    await until(async () => (await lanes.stats(lane)).ready === 0);
    expect((await lanes.stats(lane)).delayed).toBe(1);
  });

  test('what a process had in hand when it died comes again, in order', async () => {
    const lanes = open();
    const lane = open.lane('work');
    const ids = Array.from({ length: 50 }, (_, number) => `m${number}`);
    await lanes.publish(lane, messages(...ids));
    const { url, prefix } = open.place();
    const child = startChild('lanes-child.ts', ['hold', url, prefix, JSON.stringify(lane)]);
    await until(() => child.lines.includes('m0'));
    await child.kill();
    const got: string[] = [];
    lanes.consume(lane, async (batch) => void got.push(...batch.map(({ id }) => id)));
    await until(() => got.length === 50);
    expect(got).toEqual(ids);
  });

  test('a message over which the process dies each time ends in the dead letters, and only that one', async () => {
    const database = await openDatabase();
    const lane = open.lane('work', { maxAttempts: 3 });
    await open().publish(lane, messages('a', 'b', 'poison', 'c', 'd'));
    const { url, prefix } = open.place();
    const handled: string[] = [];
    let deaths = 0;
    for (; !handled.includes('d'); deaths++) {
      expect(deaths).toBeLessThan(6);
      const child = startChild('lanes-child.ts', ['die', url, prefix, JSON.stringify(lane), database.url]);
      await Promise.race([child.ended, until(() => child.lines.includes('d'))]);
      handled.push(...child.lines.filter((line) => line !== 'ready'));
      if (handled.includes('d')) {
        await until(async () => (await open().stats(lane)).ready === 0);
        await child.kill();
      }
    }
    expect(deaths).toBeGreaterThanOrEqual(3);
    expect(new Set(handled)).toEqual(new Set(['a', 'b', 'c', 'd']));
    const { items } = await database.deadLetters.list({}, 10);
    expect(items).toMatchObject([{ id: 'work:poison', attempts: 3, error: expect.stringContaining('died each time') }]);
    await database.close();
  });

  test('stopping finishes the batch in hand and takes no other', async () => {
    const lanes = open();
    const lane = open.lane('work');
    const { promise: release, resolve } = Promise.withResolvers<void>();
    const started: string[] = [];
    const finished: string[] = [];
    await lanes.publish(lane, messages('a', 'b', 'c', 'd'));
    const first = lanes.consume(
      lane,
      async (batch) => {
        started.push(...batch.map(({ id }) => id));
        await release;
        finished.push(...batch.map(({ id }) => id));
      },
      { maxMessages: 2 },
    );
    await until(() => started.length > 0);
    const stopped = first.stop();
    resolve();
    await stopped;
    expect(finished).toEqual(started);
    expect(finished.length).toBeLessThan(4);

    const rest: string[] = [];
    lanes.consume(lane, async (batch) => void rest.push(...batch.map(({ id }) => id)));
    await until(() => rest.length >= 4 - finished.length);
    expect([...finished, ...rest]).toEqual(['a', 'b', 'c', 'd']);
  });

  test('stopping does not wait for a service that is away', async () => {
    const lanes = open();
    const lane = open.lane('work');
    let tries = 0;
    await lanes.publish(lane, messages('a'));
    const consumer = lanes.consume(lane, async () => {
      tries++;
      throw unavailable('the database is away');
    });
    await until(() => tries === 3);
    await consumer.stop();
    const got: string[] = [];
    lanes.consume(lane, async (batch) => void got.push(...batch.map(({ id }) => id)));
    await until(() => got.length === 1);
  });

  test('of two consumers of a shard one is active; when it stops the other takes over', async () => {
    const lanes = open();
    const lane = open.lane('work');
    const got = { first: [] as string[], second: [] as string[] };
    const first = lanes.consume(lane, async (batch) => void got.first.push(...batch.map(({ id }) => id)));
    await first.ready;
    const second = open().consume(lane, async (batch) => void got.second.push(...batch.map(({ id }) => id)));
    await second.ready;
    for (let number = 0; number < 10; number++) await lanes.publish(lane, messages(`a${number}`));
    await until(() => got.first.length === 10);
    await first.stop();
    await lanes.publish(lane, messages('b'));
    await until(() => got.second.length > 0);
    expect(got.second).toEqual(['b']);
  });
});

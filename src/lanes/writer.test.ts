import { MessageChannel, Worker } from 'node:worker_threads';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startChild } from '../../test/support/children.ts';
import { until } from '../../test/support/until.ts';
import { openSqlite } from '../storage/index.ts';
import { localWriter, openLanes, portWriter, serveWriter } from './index.ts';
import type { LaneWriter } from './index.ts';
import type { PublishOperation } from './writer.ts';

describe('the writer of lanes.db', () => {
  let folder: string;
  let path: string;
  let closing: (() => Promise<unknown>)[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'culprit-writer-'));
    path = join(folder, 'lanes.db');
    closing = [];
  });
  afterEach(async () => {
    for (const close of closing.toReversed()) await close();
    rmSync(folder, { recursive: true, force: true });
  });

  const local = (): LaneWriter => {
    const writer = localWriter(path);
    closing.push(() => writer.close());
    return writer;
  };
  const overPort = (writer: LaneWriter): LaneWriter => {
    const { port1, port2 } = new MessageChannel();
    serveWriter(writer, port2);
    const remote = portWriter(port1);
    closing.push(() => remote.close());
    return remote;
  };
  const message = (id: string, more: Partial<PublishOperation> = {}): PublishOperation => ({
    kind: 'publish',
    lane: 'work',
    shard: 0,
    id,
    key: 1,
    deliverAt: 0,
    publishedAt: 1,
    replyTo: null,
    headers: '{}',
    body: Buffer.from(id),
    ...more,
  });
  const stored = (): { id: string; body: string }[] => {
    const file = openSqlite(path, { readOnly: true });
    const rows = file.all<{ id: string; body: string }>(
      'SELECT id, cast(body AS TEXT) AS body FROM message ORDER BY position',
    );
    file.close();
    return rows;
  };
  const commitsOf = (writer: LaneWriter): { count: number } => {
    const commits = { count: 0 };
    writer.watch(() => commits.count++);
    return commits;
  };

  for (const [where, open] of [
    ['in its own thread', local],
    ['behind a port', () => overPort(local())],
  ] as const) {
    test(`${where}, makes one commit of what was written together, in order`, async () => {
      const writer = open();
      const commits = commitsOf(writer);
      const ids = Array.from({ length: 500 }, (_, number) => `m${number}`);
      await Promise.all(ids.map((id) => writer.write([message(id)])));
      expect(stored().map(({ id }) => id)).toEqual(ids);
      expect(commits.count).toBe(1);
    });

    test(`${where}, ends a group that has grown large`, async () => {
      const writer = open();
      const commits = commitsOf(writer);
      const body = new Uint8Array(400_000);
      await Promise.all(Array.from({ length: 12 }, (_, number) => writer.write([message(`m${number}`, { body })])));
      expect(commits.count).toBe(3);
    });

    test(`${where}, lets a bad operation fail alone`, async () => {
      const writer = open();
      const results = await Promise.allSettled([
        writer.write([message('a')]),
        writer.write([message('b'), message('bad', { headers: null as never })]),
        writer.write([message('c')]),
      ]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(stored().map(({ id }) => id)).toEqual(['a', 'c']);
    });

    test(`${where}, takes nothing more once it is closed`, async () => {
      const writer = open();
      const last = writer.write([message('last')]);
      await writer.close();
      await last;
      await expect(writer.write([message('late')])).rejects.toMatchObject({ code: 'unavailable' });
      expect(stored().map(({ id }) => id)).toEqual(['last']);
    });
  }

  test('whoever waits for a commit goes on before the next one holds the thread', async () => {
    const writer = local();
    const large = { body: Buffer.alloc(2_000_000) };
    let later = false;
    const first = writer.write([message('a', large)]);
    const second = writer.write([message('b', large)]).then(() => (later = true));
    await first;
    // What is done with an answer: sent on in the next turn.
    await new Promise((resolve) => setImmediate(resolve));
    expect(later).toBe(false);
    await second;
  });

  test('nothing of a message is left in the files once it is acknowledged', async () => {
    const writer = localWriter(path, { tidyEvery: 10 });
    closing.push(() => writer.close());
    const left = (): number[] =>
      [path, `${path}-wal`].map((file) => readFileSync(file, 'latin1').split('hunter2').length - 1);
    // From rows that share a page to bodies of many pages.
    const sizes = Array.from({ length: 60 }, (_, index) => Math.floor(20 * 1.13 ** index));
    const bodies = sizes.map((size) => Buffer.from('hunter2'.repeat(Math.ceil(size / 7))));
    await writer.write(bodies.map((body, index) => message(`m${index}`, { body })));
    expect(Math.max(...left())).toBeGreaterThan(sizes.length);
    const reader = openSqlite(path, { readOnly: true });
    const rows = reader.all<{ position: number }>('SELECT position FROM message ORDER BY position');
    reader.close();
    for (const { position } of rows) await writer.write([{ kind: 'ack', positions: [position] }]);
    await until(() => left().every((count) => count === 0));
  });

  test('waits for another process that writes the file', async () => {
    const writer = local();
    const other = openSqlite(path);
    other.exec('BEGIN IMMEDIATE');
    let done = false;
    const written = writer.write([message('a')]).then(() => (done = true));
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
    expect(done).toBe(false);
    other.exec('COMMIT');
    await written;
    other.close();
  });

  test('leaves a body alone, also one that shares its memory', async () => {
    const writer = overPort(local());
    const large = new Uint8Array(100_000).fill(65);
    const small = Buffer.from('small');
    await writer.write([message('a', { body: large }), message('b', { body: small }), message('c', { body: small })]);
    expect(large.byteLength).toBe(100_000);
    expect(small.toString()).toBe('small');
    expect(stored().map(({ body }) => body.length)).toEqual([100_000, 5, 5]);
  });

  test('tells every thread which shards got something', async () => {
    const writer = local();
    const heard: string[] = [];
    const end = overPort(writer).watch((shards) => heard.push(...shards));
    const publisher = overPort(writer);
    await publisher.write([message('a', { shard: 3 }), message('b', { lane: 'other' })]);
    await until(() => heard.length === 2);
    end();
    await publisher.write([message('c')]);
    expect(heard).toEqual(['work.3', 'other.0']);
  });

  test('grants a shard to one at a time over all threads, and passes on what a thread held that ended', async () => {
    const writer = local();
    const [first, second, third] = [overPort(writer), overPort(writer), overPort(writer)];
    const granted: string[] = [];
    const claim = (from: LaneWriter, name: string) => {
      const one = from.claim('work.0');
      void one.granted.then(() => granted.push(name));
      return one;
    };
    claim(first, 'first');
    await until(() => granted.length === 1);
    const waiting = claim(second, 'second');
    claim(third, 'third');
    await first.write([]);
    expect(granted).toEqual(['first']);
    waiting.release();
    await second.write([]);
    await first.close();
    await until(() => granted.length === 2);
    expect(granted).toEqual(['first', 'third']);
  });

  test('fails what a thread still waits for when the writing thread ends', async () => {
    const { port1, port2 } = new MessageChannel();
    const remote = portWriter(port1);
    const written = expect(remote.write([message('a')])).rejects.toMatchObject({ code: 'unavailable' });
    port2.close();
    await written;
  });

  test('carries messages from one thread to another and back', async () => {
    const writer = local();
    const { port1, port2 } = new MessageChannel();
    serveWriter(writer, port1);
    const from = { name: 'there', shards: 4 };
    const to = { name: 'back', shards: 4 };
    const url = `sqlite:${path}`;
    const thread = new Worker(join(import.meta.dirname, '../../test/support/lanes-thread.ts'), {
      workerData: { url, port: port2, from, to },
      transferList: [port2],
    });
    const lanes = openLanes(url, { writer });
    const got: string[] = [];
    lanes.consume(to, async (batch) => void got.push(...batch.map(({ id }) => id)));
    const ids = Array.from({ length: 300 }, (_, number) => `m${number}`);
    await Promise.all(ids.map((id, key) => lanes.publish(from, [{ id, key, body: Buffer.from(id) }])));
    await until(() => got.length >= 300);
    expect(new Set(got)).toEqual(new Set(ids));
    await lanes.close();
    await thread.terminate();
  });

  test('what another process publishes is seen within a second, without a hint', async () => {
    const url = `sqlite:${path}`;
    const lanes = openLanes(url, { writer: local() });
    const lane = { name: 'work', shards: 2 };
    const got: string[] = [];
    const consumer = lanes.consume(lane, async (batch) => void got.push(...batch.map(({ id }) => id)));
    await consumer.ready;
    const child = startChild('lanes-child.ts', ['publish', url, '', JSON.stringify(lane)]);
    await until(() => got.length > 20);
    await child.kill();
    await lanes.close();
  });
});

import { rmSync } from 'node:fs';
import { Packr } from 'msgpackr';
import { Connection } from 'rabbitmq-client';
import { afterEach, expect, test } from 'vitest';
import { makeRepository } from '../../../test/support/git-repository.ts';
import { eachLanes } from '../../../test/support/lanes.ts';
import { openProvenance } from '../../../test/support/provenance.ts';
import { services } from '../../../test/support/services.ts';
import { eachStorage } from '../../../test/support/storages.ts';
import { until } from '../../../test/support/until.ts';
import { SECOND } from '../../kit/index.ts';
import { indexRepository } from '../index-repository.ts';
import type { ProvenanceStore } from '../store.ts';
import { readClaims } from './claims.ts';
import { createRemoteStore } from './client.ts';
import { laneOf, methodsOf } from './wire.ts';
import { startProvenanceWorker } from './worker.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

test('claims name entities and first digits; what cannot be is said', () => {
  expect(readClaims('content:0-7, directory:*').map(({ exchange, ranges }) => [exchange, ranges.length])).toEqual([
    ['content', 8],
    ['directory', 16],
  ]);
  expect(readClaims('all').reduce((sum, { ranges }) => sum + ranges.length, 0)).toBe(80);
  for (const wrong of ['contents:*', 'content:7-0', 'content', 'content:g'])
    expect(() => readClaims(wrong)).toThrow('names no ranges');
});

/** Everything the store knows, in an order of its own. */
const contents = async (store: ProvenanceStore) => {
  const relations = [
    'content_in_revision',
    'content_in_directory',
    'directory_in_revision',
    'revision_before_revision',
    'revision_in_origin',
  ] as const;
  const rows = await Promise.all(
    relations.map(async (relation) =>
      (await store.relationGetAll(relation)).map(
        ({ source, target, path }) => `${relation} ${source} ${target} ${path}`,
      ),
    ),
  );
  const all = rows.flat().sort();
  const ids = (relation: string, column: number) => [
    ...new Set(all.filter((row) => row.startsWith(`${relation} `)).map((row) => row.split(' ')[column] ?? '')),
  ];
  return {
    all,
    contentDates: await store.contentGet(ids('content_in_revision', 1)),
    directories: await store.directoryGet(ids('directory_in_revision', 1)),
    revisions: await store.revisionGet(ids('content_in_revision', 2)),
    origins: await store.origins(),
  };
};

const history = Array.from({ length: 12 }, (_, index) => ({
  msg: `r${index}`,
  date: 1_000 + ((index * 7) % 11) * 10,
  parents: index === 0 ? [] : [`r${index - 1}`],
  content: Object.fromEntries(
    Array.from({ length: 12 }, (_none, file) => [`lib/${file % 3}/deep/${file}.js`, `${file} ${index % (file + 1)}`]),
  ),
}));

eachStorage('written remotely', (openStorage) => {
  eachLanes(
    'by workers',
    (open) => {
      test.skipIf(openStorage.dialect === 'sqlite')(
        'the index is that of one direct writer, although workers die and foreign clients write beside',
        async () => {
          for (const method of methods) open.lane(laneOf(method).name, laneOf(method));
          const folder = makeRepository(history);
          made.push(folder);
          const direct = await openProvenance(openStorage);
          await indexRepository(direct, folder, 'https://git.example/a', { batch: 4 });
          const expected = await contents(direct);

          const store = await openProvenance(openStorage);
          const start = (claims: string) => startProvenanceWorker(store, open(), { claims: readClaims(claims) });
          const first = [start('content:*,directory:0-7'), start('all')];
          await Promise.all(first.map(({ ready }) => ready));
          const remote = createRemoteStore(store, open(), { batchSize: 7 });
          let workers = first;
          await indexRepository(remote, folder, 'https://git.example/a', {
            batch: 4,
            progress: () => {
              // One goes, another comes, while the next portion is under way.
              const [gone, ...others] = workers;
              void gone?.stop();
              workers = [...others, start('all')];
            },
          });
          expect(await contents(store)).toEqual(expected);

          await foreignClient(open.place().prefix, store);
        },
      );

      test.skipIf(openStorage.dialect === 'sqlite')(
        'a range without a worker is named when the time is up',
        async () => {
          open.lane(laneOf('origin_add').name, laneOf('origin_add'));
          const store = await openProvenance(openStorage);
          const remote = createRemoteStore(store, open(), { waitMin: SECOND, waitPerBatch: SECOND / 10 });
          const origins = new Map([
            ['ab'.repeat(20), 'https://git.example/a'],
            ['cd'.repeat(20), 'https://git.example/c'],
          ]);
          await expect(remote.originAdd(origins)).rejects.toThrow('origin_add: no answer for a, c within 1 s');
        },
      );
    },
    ['rabbitmq'],
  );
});

const methods = Object.values(methodsOf).flat();

/** What another program of the protocol sends: typed values, relations of three fields, its own reply queue, one correlation for several messages. */
const foreignClient = async (prefix: string, store: ProvenanceStore): Promise<void> => {
  const packr = new Packr({ useRecords: false, mapsAsObjects: false });
  const connection = new Connection({ url: services.rabbitmq ?? '', noDelay: true });
  const channel = await connection.acquire();
  const { queue } = await channel.queueDeclare({ exclusive: true });
  const counts: number[] = [];
  await channel.basicConsume({ queue, noAck: true }, (message) => {
    if (message.correlationId === 'mine') counts.push(packr.unpack(message.body as Buffer) as number);
  });
  const send = (exchange: string, name: string, items: unknown[]) =>
    channel.basicPublish(
      {
        exchange: `${prefix}${exchange}`,
        routingKey: `${prefix}${name}`,
        contentType: 'application/msgpack',
        replyTo: queue,
        correlationId: 'mine',
        messageId: `${name} ${items.length}`,
      },
      packr.pack(new Map([['data', items]])),
    );
  const revision = Buffer.alloc(20, 0xe1);
  const content = Buffer.alloc(20, 0xe2);
  const data = new Map<unknown, unknown>([
    ['date', new Date(5_000)],
    ['origin', null],
    ['__type__', 'RevisionData'],
  ]);
  const typed = new Map<unknown, unknown>([
    [Buffer.from('swhtype'), 'dataclass'],
    [Buffer.from('d'), data],
  ]);
  await send('content', 'content_add.unknown.e', [[content, new Date(5_000)]]);
  await send('content', 'relation_add.content_in_revision.e', [[content, revision, Buffer.from('b/\u00fc', 'latin1')]]);
  await send('revision', 'revision_add.unknown.e', [
    [revision, typed],
    [revision, typed],
  ]);
  await until(() => counts.length === 3);
  expect(counts.reduce((sum, count) => sum + count)).toBe(4);
  await channel.close();
  await connection.close();
  const id = content.toString('hex');
  await until(async () => (await store.contentFindFirst([id])).has(id));
  expect((await store.contentFindFirst([id])).get(id)).toMatchObject({ date: 5_000_000, path: 'b/\u00fc' });
};

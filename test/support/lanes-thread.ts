import { workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { openLanes, portWriter } from '../../src/lanes/index.ts';
import type { LaneDefinition } from '../../src/lanes/index.ts';

/** A thread that consumes lane `from` and publishes what it got on lane `to`, through the writer behind `port`. */
const { url, port, from, to } = workerData as {
  url: string;
  port: MessagePort;
  from: LaneDefinition;
  to: LaneDefinition;
};
const lanes = openLanes(url, { writer: portWriter(port) });
lanes.consume(from, (batch) =>
  lanes.publish(
    to,
    batch.map(({ id, shard, body }) => ({ id, key: shard, body })),
  ),
);

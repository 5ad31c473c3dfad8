import { badRequest } from '../kit/index.ts';
import type { Headers, LaneDefinition } from './lanes.ts';

/** Both implementations carry this much; RabbitMQ sends the headers as one frame of 128 KiB. */
const MAX_HEADERS = 100_000;

/** The headers as JSON. Throws `headers_too_large` above 100 KB. */
export const headersText = (headers: Headers | undefined): string => {
  const text = headers === undefined ? '{}' : JSON.stringify(headers);
  if (text.length > MAX_HEADERS / 3 && Buffer.byteLength(text) > MAX_HEADERS)
    throw badRequest(`The headers of a message are larger than ${MAX_HEADERS} bytes.`, 'headers_too_large');
  return text;
};

/** Throws for a definition that no queue could be named after. */
export const assertLane = (lane: LaneDefinition): void => {
  if (!/^[a-z][a-z0-9_.]*$/.test(lane.name)) throw new Error(`${lane.name} is no name for a lane: [a-z][a-z0-9_.]*`);
  if (!Number.isInteger(lane.shards) || lane.shards < 1)
    throw new Error(`the lane ${lane.name} needs at least one shard`);
};

/** The shards that a consumer asks for, each once. Throws for one that the lane does not have. */
export const shardsOf = (lane: LaneDefinition, asked: readonly number[] | undefined): readonly number[] => {
  const shards = [...new Set(asked ?? Array.from({ length: lane.shards }, (_, shard) => shard))];
  for (const shard of shards)
    if (!Number.isInteger(shard) || shard < 0 || shard >= lane.shards)
      throw new Error(`the lane ${lane.name} has no shard ${shard}`);
  return shards;
};

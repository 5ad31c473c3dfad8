import type { LaneDefinition } from './lanes.ts';

/**
 * The shard of a key, the same for ever and in every process: a whole number modulo the number of shards (so that projects 1, 2, 3 … spread evenly and a
 * protocol with fixed ranges can name its shard), anything else by the 32-bit FNV-1a hash of its UTF-8 text, folded to 16 bits, modulo the number of shards.
 */
export const shardOf = (lane: LaneDefinition, key: string | number): number => {
  if (Number.isSafeInteger(key)) return (((key as number) % lane.shards) + lane.shards) % lane.shards;
  const hash = fnv1a(String(key));
  return ((hash >>> 16) ^ (hash & 0xffff)) % lane.shards;
};

const utf8 = new TextEncoder();

/** http://www.isthe.com/chongo/tech/comp/fnv/ */
const fnv1a = (text: string): number => {
  let hash = 0x811c9dc5;
  for (const byte of utf8.encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
};

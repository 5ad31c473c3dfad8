export { createDeadLetters } from './dead-letters.ts';
export type { DeadLetter, DeadLetters, DeadLetterSink, DeadLetterSummary } from './dead-letters.ts';
export type {
  ConsumeOptions,
  Consumer,
  Delivery,
  Handler,
  Headers,
  LaneDefinition,
  Lanes,
  LaneStats,
  Outgoing,
  Rejection,
  Responder,
} from './lanes.ts';
export { localWriter } from './local-writer.ts';
export { openLanes } from './open.ts';
export type { LanesOptions } from './open.ts';
export { startRelay, state } from './outbox.ts';
export type { Fact, Relay, Subscriptions } from './outbox.ts';
export { shardOf } from './shard.ts';
export type { DeadLetterFilter } from './store.ts';
export { lanesMigrations } from './tables.ts';
export type { LaneWriter } from './writer.ts';
export { portWriter, serveWriter } from './writer-port.ts';

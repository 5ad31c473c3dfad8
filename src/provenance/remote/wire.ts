import type { LaneDefinition } from '../../lanes/index.ts';
import { locationId } from '../database-numbers.ts';
import type { ObjectId } from '../model.ts';
import type { Relation } from '../store.ts';

/** What is written remotely: entities, and relations by name. */
export type Method = 'content_add' | 'directory_add' | 'revision_add' | 'origin_add' | 'location_add' | Relation;

/** Ids are split by their first hexadecimal digit; every range of an entity or relation has one writer at a time. */
export const RANGES = 16;

/** A range is a shard: the exchange, queue and routing key have the names of the protocol, `content_add.unknown.c`. */
export const laneOf = (method: Method): LaneDefinition => lanes[method];

export const rangeOf = (id: ObjectId): number => Number.parseInt(id[0] ?? '0', 16);

/** Of a location: by the SHA-1 of its path. */
export const rangeOfPath = (path: string): number => rangeOf(locationId(path));

const lane = (exchange: string, name: string): LaneDefinition => ({
  name,
  shards: RANGES,
  amqp: {
    exchange,
    queue: (shard) => `${name}.${shard.toString(16)}`,
    contentType: 'application/msgpack',
  },
});

const lanes: Readonly<Record<Method, LaneDefinition>> = {
  content_add: lane('content', 'content_add.unknown'),
  content_in_revision: lane('content', 'relation_add.content_in_revision'),
  content_in_directory: lane('content', 'relation_add.content_in_directory'),
  directory_add: lane('directory', 'directory_add.unknown'),
  directory_in_revision: lane('directory', 'relation_add.directory_in_revision'),
  revision_add: lane('revision', 'revision_add.unknown'),
  revision_before_revision: lane('revision', 'relation_add.revision_before_revision'),
  revision_in_origin: lane('revision', 'relation_add.revision_in_origin'),
  origin_add: lane('origin', 'origin_add.unknown'),
  location_add: lane('location', 'location_add.unknown'),
};

/** All of them: what rests in the dead letters may be replayed to these. */
export const provenanceLanes: readonly LaneDefinition[] = Object.values(lanes);

/** The methods that belong together: whoever claims a range of an entity writes all of these. */
export const methodsOf = {
  content: ['content_add', 'content_in_revision', 'content_in_directory'],
  directory: ['directory_add', 'directory_in_revision'],
  revision: ['revision_add', 'revision_before_revision', 'revision_in_origin'],
  origin: ['origin_add'],
  location: ['location_add'],
} as const satisfies Record<string, readonly Method[]>;

export type Exchange = keyof typeof methodsOf;

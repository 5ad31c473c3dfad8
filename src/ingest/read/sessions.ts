import type { Instant } from '../../kit/index.ts';
import { DAY, MILLISECOND, MINUTE } from '../../kit/index.ts';
import type { SessionUpdate } from '../spool.ts';
import { uuidOf } from '../wire/event-id.ts';
import type { JsonObject } from '../wire/json.ts';
import { isObject } from '../wire/json.ts';
import { countOf, instantOf, milliseconds, numberOf, textOf } from './fields.ts';

/** Older sessions are of no use to anybody, and younger than now they cannot be; a minute is for clocks. */
const maxAge = 5 * DAY;
const maxAhead = MINUTE;
const maxAggregates = 100;

/** What a session item says; `invalid` and `tooMany` count what of it cannot be used. */
export interface ReadSessions {
  readonly updates: SessionUpdate[];
  readonly invalid: number;
  readonly tooMany: number;
}

/** A `session` item: one update of one session. https://develop.sentry.dev/sdk/telemetry/sessions/ */
export const readSession = (fields: JsonObject, received: Instant): ReadSessions => {
  const common = commonOf(fields, fields, received);
  const sessionId = uuidOf(fields['sid']);
  if (common === null || sessionId === null) return { updates: [], invalid: 1, tooMany: 0 };
  const timestamp = instantOf(fields, 'timestamp') ?? received;
  const status = statuses.find((one) => one === fields['status']) ?? 'ok';
  const update: SessionUpdate = {
    ...common,
    sessionId,
    // Who sends no sequence is put in order by its clock.
    sequence: countOf(fields['seq']) ?? (fields['seq'] === 0 ? 0 : Math.floor(timestamp / MILLISECOND)),
    status,
    errors: Math.min(Math.max(0, Math.floor(numberOf(fields['errors']) ?? 0)), 1_000_000),
    durationMs: milliseconds(fields['duration']),
    quantity: 1,
  };
  return { updates: [update], invalid: 0, tooMany: 0 };
};

/** A `sessions` item: sessions of each minute, counted by how they ended. */
export const readAggregates = (fields: JsonObject, received: Instant): ReadSessions => {
  const aggregates: unknown[] = Array.isArray(fields['aggregates']) ? fields['aggregates'] : [];
  const read = aggregates.slice(0, maxAggregates).map((aggregate) => readAggregate(aggregate, fields, received));
  return {
    updates: read.flatMap((updates) => updates ?? []),
    invalid: read.filter((updates) => updates === null).length,
    tooMany: Math.max(0, aggregates.length - maxAggregates),
  };
};

const statuses = ['ok', 'exited', 'crashed', 'abnormal', 'unhandled', 'errored'] as const;
const counted = ['exited', 'errored', 'abnormal', 'unhandled', 'crashed'] as const;

const readAggregate = (aggregate: unknown, item: JsonObject, received: Instant): SessionUpdate[] | null => {
  const common = isObject(aggregate) ? commonOf(aggregate, item, received) : null;
  if (common === null || !isObject(aggregate)) return null;
  return counted.flatMap((status) => {
    const quantity = countOf(aggregate[status]);
    return quantity === null
      ? []
      : [{ ...common, sessionId: null, sequence: 0, status, errors: 0, durationMs: null, quantity }];
  });
};

type Common = Pick<SessionUpdate, 'release' | 'environment' | 'started' | 'distinctId'>;

/** Null without a release or a usable start: such a session says nothing about anything. */
const commonOf = (fields: JsonObject, { attrs }: JsonObject, received: Instant): Common | null => {
  const started = instantOf(fields, 'started');
  const release = isObject(attrs) ? textOf(attrs['release'], 200) : null;
  if (release === null || started === null || started < received - maxAge || started > received + maxAhead) return null;
  return {
    release,
    environment: (isObject(attrs) ? textOf(attrs['environment'], 64) : null) ?? 'production',
    started: Math.min(started, received),
    distinctId: textOf(fields['did'], 200),
  };
};

import type { Instant } from '../../kit/index.ts';
import type { Json } from '../event.ts';
import { Notes } from '../normalise/notes.ts';
import { boundedTree } from '../normalise/tree.ts';
import type { CheckIn } from '../spool.ts';
import { checkInStatus, isCheckInStatus } from '../wire/check-in-url.ts';
import { nilId, uuidOf } from '../wire/event-id.ts';
import type { JsonObject } from '../wire/json.ts';
import { milliseconds, textOf } from './fields.ts';

/** A `check_in` item; null when it names no monitor or no status. https://develop.sentry.dev/sdk/telemetry/check-ins/ */
export const readCheckIn = (fields: JsonObject, received: Instant): CheckIn | null => {
  const monitor = slugOf(fields['monitor_slug']);
  const { status } = fields;
  if (monitor === null || !isCheckInStatus(status)) return null;
  return {
    id: uuidOf(fields['check_in_id']) ?? nilId,
    monitor,
    status,
    environment: textOf(fields['environment'], 64) ?? 'production',
    durationMs: milliseconds(fields['duration']),
    timestamp: received,
    config: configOf(fields['monitor_config']),
  };
};

/** A check-in made by URL: the query speaks before the body. Null as above. */
export const readCheckInUrl = (query: URLSearchParams, body: JsonObject, received: Instant): CheckIn | null => {
  const said: JsonObject = { ...body };
  for (const name of ['check_in_id', 'environment', 'duration', 'monitor_slug']) {
    const value = query.get(name);
    if (value !== null && value !== '') said[name] = value;
  }
  return readCheckIn({ ...said, status: checkInStatus(query, body) }, received);
};

/** Slugs are lower case letters, digits, `-` and `_`; what else people write becomes a dash, so that the same name is the same monitor. */
const slugOf = (value: unknown): string | null => {
  const slug = textOf(value, 200)
    ?.toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50);
  return slug === undefined || slug === '' ? null : slug;
};

const configOf = (value: unknown): Json =>
  value === undefined || value === null ? null : boundedTree(value, { depth: 5, size: 4_096 }, new Notes(), '');

import type { Instant } from '../../kit/index.ts';
import { DAY } from '../../kit/index.ts';
import type { Digestible } from '../spool.ts';
import type { JsonObject } from '../wire/json.ts';
import { isObject } from '../wire/json.ts';
import { countOf, instantOf, textOf } from './fields.ts';

const maxEntries = 100;

/** What the SDK dropped by itself: the only way to see losses on the client. https://develop.sentry.dev/sdk/telemetry/client-reports/ */
export const readClientReport = (report: JsonObject, received: Instant): Digestible['clientDiscards'] => {
  const discarded: unknown[] = Array.isArray(report['discarded_events']) ? report['discarded_events'] : [];
  // A clock that is days off must not put the loss into another month.
  const said = instantOf(report, 'timestamp');
  const timestamp = said === null || Math.abs(received - said) > DAY ? received : Math.min(said, received);
  return discarded.slice(0, maxEntries).flatMap((entry) => {
    const quantity = isObject(entry) ? countOf(entry['quantity']) : null;
    if (!isObject(entry) || quantity === null) return [];
    const reason = textOf(entry['reason'], 100) ?? 'unknown';
    return [{ reason, category: textOf(entry['category'], 100) ?? 'default', quantity, timestamp }];
  });
};

import type { Breadcrumb } from '../event.ts';
import type { Instant } from '../../kit/index.ts';
import { at, isRecord, list, record, text } from './source.ts';
import type { Source } from './source.ts';
import { readInstant } from './timestamp.ts';
import { level } from './vocabulary.ts';

/** SDKs send at most 100 by default. */
const MAX_BREADCRUMBS = 200;
const MAX_MESSAGE = 8_192;
const DATA = { depth: 5, size: 4_096 };

/** The newest 200 breadcrumbs, oldest first. One without a time stays behind the one it came after. `drift` corrects their times like the event's. */
export const breadcrumbs = (source: Source, drift: number): Breadcrumb[] => {
  const { notes } = source;
  const { items, path } = list(source, 'breadcrumbs');
  const crumbs = items
    .map((raw, index) => ({ raw, index, time: timeOf(raw, drift), order: 0 }))
    .filter(({ raw }) => raw !== null);
  let previous = Number.NEGATIVE_INFINITY;
  let sorted = true;
  for (const crumb of crumbs) {
    crumb.order = crumb.time ?? previous;
    if (crumb.order < previous) sorted = false;
    previous = crumb.order;
  }
  if (!sorted) crumbs.sort((a, b) => compare(a.order, b.order));
  if (crumbs.length > MAX_BREADCRUMBS)
    notes.add(path, 'too_many', `${crumbs.length} breadcrumbs; the newest ${MAX_BREADCRUMBS} are kept`);
  return crumbs.slice(-MAX_BREADCRUMBS).map(({ raw, index, time }) => {
    const where = at(path, index);
    const fields = isRecord(raw) ? raw : { message: raw };
    if (time === null && (fields['timestamp'] ?? null) !== null)
      notes.add(at(where, 'timestamp'), 'invalid', 'not a point in time');
    return readBreadcrumb({ fields, path: where, notes }, time);
  });
};

const readBreadcrumb = (source: Source, timestamp: Instant | null): Breadcrumb => ({
  timestamp,
  type: text(source, 'type', 128) ?? 'default',
  category: text(source, 'category', 128),
  level: level(source, 'level', 'info'),
  message: text(source, 'message', MAX_MESSAGE),
  data: record(source, 'data', DATA),
});

const timeOf = (raw: unknown, drift: number): Instant | null => {
  const time = isRecord(raw) ? readInstant(raw['timestamp']) : null;
  return time === null || time + drift <= 0 ? null : time + drift;
};

/** Subtraction would be NaN for two infinities. */
const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

import type { Period } from './issue-search.ts';
import { formatInstant, type Zone } from './time.ts';

export const periodLabels: Readonly<Record<Period, string>> = {
  '1h': 'Last hour',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '14d': 'Last 14 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  all: 'All time',
};

/** The instant as a field of date and time takes it, `2026-11-22T01:34`, in the chosen zone; empty for none. */
export const toField = (iso: string, zone: Zone): string =>
  iso === '' ? '' : formatInstant(iso, zone).slice(0, 16).replace(' ', 'T');

/** What stands in such a field, as an instant; empty where there is none. */
export const fromField = (text: string, zone: Zone): string => {
  const at = text === '' ? Number.NaN : Date.parse(zone === 'utc' ? `${text}Z` : text);
  return Number.isNaN(at) ? '' : new Date(at).toISOString();
};

/** `2026-11-01 10:00 – 2026-11-03 12:00`, `since …`, `until …`, or the period. The day of the end is left out where it is that of the beginning. */
export const rangeLabel = (
  { from, to, period }: { readonly from: string; readonly to: string; readonly period: Period },
  zone: Zone,
): string => {
  if (from === '' && to === '') return periodLabels[period];
  const [start, end] = [from, to].map((iso) => (iso === '' ? '' : formatInstant(iso, zone).slice(0, 16)));
  if (!end) return `Since ${start ?? ''}`;
  if (!start) return `Until ${end}`;
  return `${start} – ${end.slice(0, 10) === start.slice(0, 10) ? end.slice(11) : end}`;
};

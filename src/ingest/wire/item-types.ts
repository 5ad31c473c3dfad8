/** What we do with the items of an envelope, by type. https://develop.sentry.dev/sdk/data-model/envelope-items/ */
export type ItemUse =
  /** Becomes an event: counts against the key's rate limit, must be JSON of at most `limits.event`. */
  | 'event'
  | 'feedback'
  | 'attachment'
  | 'sessions'
  | 'check_in'
  | 'client_report'
  /** Acknowledged and counted, not kept. */
  | 'unsupported';

const uses: Readonly<Record<string, ItemUse>> = {
  event: 'event',
  security: 'event',
  raw_security: 'event',
  feedback: 'feedback',
  user_report: 'feedback',
  attachment: 'attachment',
  session: 'sessions',
  sessions: 'sessions',
  check_in: 'check_in',
  client_report: 'client_report',
};

export const useOf = (type: string): ItemUse =>
  Object.hasOwn(uses, type) ? (uses[type] ?? 'unsupported') : 'unsupported';

/** Data categories as SDKs name them in rate limits and client reports. https://develop.sentry.dev/sdk/expected-features/rate-limiting/ */
const categories: Readonly<Record<string, string>> = {
  event: 'error',
  security: 'security',
  raw_security: 'security',
  nel: 'security',
  feedback: 'feedback',
  user_report: 'feedback',
  attachment: 'attachment',
  session: 'session',
  sessions: 'session',
  check_in: 'monitor',
  client_report: 'internal',
  transaction: 'transaction',
  span: 'span',
  profile: 'profile',
  profile_chunk: 'profile_chunk',
  replay_event: 'replay',
  replay_recording: 'replay',
  replay_video: 'replay',
  log: 'log_item',
  otel_log: 'log_item',
  trace_metric: 'trace_metric',
  statsd: 'metric_bucket',
  metric_buckets: 'metric_bucket',
  metric_meta: 'metric_bucket',
};

export const categoryOf = (type: string): string =>
  Object.hasOwn(categories, type) ? (categories[type] ?? 'default') : 'default';

/** Categories that this server has no use for, as `X-Sentry-Rate-Limits` lists them. */
export const unsupportedCategories = [
  'transaction',
  'span',
  'log_item',
  'log_byte',
  'trace_metric',
  'metric_bucket',
  'profile',
  'profile_chunk',
  'profile_chunk_ui',
  'profile_duration',
  'replay',
] as const;

/** How many things one item is: containers of spans, logs and metrics say so in `item_count`. */
export const quantityOf = (header: { readonly [key: string]: unknown }): number => {
  const count = header['item_count'];
  return typeof count === 'number' && Number.isSafeInteger(count) && count > 0 && count <= 1_000_000 ? count : 1;
};

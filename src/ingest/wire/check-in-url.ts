import type { JsonObject } from './json.ts';

const statuses = ['ok', 'error', 'in_progress'] as const;
export type CheckInStatus = (typeof statuses)[number];

export const isCheckInStatus = (value: unknown): value is CheckInStatus => statuses.some((status) => status === value);

/** The status of a check-in made by URL: the query's, else the body's; null when it is none. */
export const checkInStatus = (query: URLSearchParams, body: JsonObject): CheckInStatus | null => {
  const status = query.get('status') ?? body['status'];
  return isCheckInStatus(status) ? status : null;
};

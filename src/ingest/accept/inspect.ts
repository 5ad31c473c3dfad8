import { badRequest, CulpritError } from '../../kit/index.ts';
import type { Limits } from '../limits.ts';
import type { SpoolHeaders } from '../spool.ts';
import type { IngestResponse } from './request.ts';
import type { IngestRequest } from './request.ts';
import type { Dsn } from './auth.ts';
import type { Headers } from './answers.ts';
import type { Group, RefusedGroup } from './groups.ts';

/** What a look at a request found out: enough to spool it and to answer, and no more. */
export interface Inspected {
  readonly endpoint: SpoolHeaders['endpoint'];
  /** As received, or for a GET what its query brought. */
  readonly body: Uint8Array;
  readonly encoding: string;
  /** Empty when the request holds no event. */
  readonly eventId: string;
  /** Spooled query fields; the request's own without the credentials when absent. */
  readonly query?: URLSearchParams;
  /** The DSN of an envelope header. */
  readonly dsn?: Dsn | null;
  /** What is in it, by group. */
  readonly counts: Readonly<Partial<Record<Group, number>>>;
  /** False: acknowledge, count `unsupported`, spool nothing. */
  readonly keep: boolean;
  /** What is in it that we do not keep, by data category. Counted by the digest when the rest is kept. */
  readonly unsupported: readonly { category: string; quantity: number }[];
  /** What is left without these groups, inflated; null when nothing is. */
  readonly without: (groups: readonly RefusedGroup[]) => Uint8Array | null;
  readonly answer: (headers: Headers) => IngestResponse;
}

export interface InspectContext {
  readonly request: IngestRequest;
  readonly query: URLSearchParams;
  readonly limits: Limits;
  readonly newEventId: () => string;
}

/** What most endpoints have in common: one event, all or nothing. */
export const inspected = (
  parts: Pick<Inspected, 'endpoint' | 'body' | 'encoding' | 'eventId' | 'answer'> & Partial<Inspected>,
): Inspected => ({ counts: { error: 1 }, keep: true, unsupported: [], without: () => null, ...parts });

export const notAnObject = (what: string): CulpritError => badRequest(`${what} is not a JSON object.`, 'bad_json');

export const unsupportedMedia = (what: string): CulpritError => new CulpritError('unsupported_media_type', 415, what);

export const mimeOf = (contentType: string | undefined): string =>
  (contentType?.split(';')[0] ?? '').trim().toLowerCase();

export const encodingOf = (request: IngestRequest): string => request.headers['content-encoding'] ?? '';

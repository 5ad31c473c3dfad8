/** How a request is read. The last three never reach the digest lane as they are named here: they answer pages, or spool as another endpoint. */
export type Endpoint =
  | 'envelope'
  | 'store'
  | 'security'
  | 'minidump'
  | 'attachments'
  | 'checkin'
  | 'feedback'
  | 'error-page'
  | 'unreal';

/** One HTTP request as it crosses to the acceptor's thread: plain data, nothing of it inflated or parsed. */
export interface IngestRequest {
  readonly method: 'GET' | 'POST' | 'OPTIONS';
  readonly endpoint: Endpoint;
  /** From the path, as it was written: the project id, the key, the event's id, the monitor's slug. */
  readonly params: {
    readonly project?: string;
    readonly key?: string;
    readonly event?: string;
    readonly monitor?: string;
  };
  /** The query string without its question mark. */
  readonly query: string;
  readonly headers: RequestHeaders;
  /** The client's address. */
  readonly address: string;
  readonly body: Uint8Array;
}

/** Those headers that ingest reads, lower case; absent is absent. */
export type RequestHeaders = { readonly [Name in (typeof headerNames)[number]]?: string };

export const headerNames = [
  'authorization',
  'content-encoding',
  'content-type',
  'origin',
  'user-agent',
  'x-sentry-auth',
] as const;

export interface IngestResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Accepts a request: resolves with the answer, whatever happened. Never rejects. */
export type Accept = (request: IngestRequest) => Promise<IngestResponse>;

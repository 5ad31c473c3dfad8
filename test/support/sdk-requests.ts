import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Recorded requests of real clients; see test/data/sdk-requests/README.md. */
export interface RecordedRequest {
  readonly file: string;
  readonly client: string;
  readonly scenario: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Path and query. */
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** As on the wire, still compressed. */
  readonly body: Buffer;
  /** What the recorder answered. */
  readonly response: {
    readonly status: number;
    readonly headers: Record<string, string | number>;
    readonly body: string;
  };
  readonly facts: RequestFacts;
}

/** A line of manifest.jsonl. */
export interface RequestFacts {
  readonly file: string;
  readonly envelope_event_id?: string | null;
  readonly sent_at?: string | null;
  readonly items?: readonly ItemFacts[];
}

export interface ItemFacts {
  readonly type: string;
  readonly framing?: 'newline' | 'length';
  readonly bytes?: number;
  readonly filename?: string;
  readonly payload?: unknown;
  readonly facts?: EventFacts;
}

export interface EventFacts {
  readonly event_id: string | null;
  readonly type: string | null;
  readonly platform: string | null;
  readonly level: string | null;
  readonly release: string | null;
  readonly environment: string | null;
  readonly dist: string | null;
  readonly transaction: string | null;
  readonly message: string | null;
  readonly exceptions: readonly {
    readonly type: string | null;
    readonly value: string | null;
    readonly frames: number;
    readonly in_app: number;
    readonly mechanism: string | null;
    readonly handled: boolean | null;
  }[];
  readonly threads: number;
  readonly breadcrumbs: number;
  readonly tags_shape: string | null;
  readonly fingerprint: readonly string[] | null;
  readonly timestamp_kind: string | null;
  readonly debug_images: number;
}

/** The key and project that all recordings use. */
export const recordedKey = 'abcdef0123456789abcdef0123456789';
export const recordedProject = 7;

const folder = join(import.meta.dirname, '../data/sdk-requests');

export const sdkRequests: readonly RecordedRequest[] = readFileSync(join(folder, 'manifest.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const facts = JSON.parse(line) as RequestFacts;
    const { body_base64, ...request } = JSON.parse(readFileSync(join(folder, facts.file), 'utf8')) as Omit<
      RecordedRequest,
      'body' | 'facts' | 'file'
    > & { body_base64: string };
    return { ...request, file: facts.file, body: Buffer.from(body_base64, 'base64'), facts };
  });

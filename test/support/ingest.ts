import type { ProjectKey, ScrubSettings } from '../../src/accounts/index.ts';
import type { Clock } from '../../src/kit/index.ts';
import { SECOND, silentLogger, systemClock } from '../../src/kit/index.ts';
import type {
  Acceptor,
  AcceptorDeps,
  Digestible,
  IngestRequest,
  SpoolHeaders,
  UsagePort,
} from '../../src/ingest/index.ts';
import { createAcceptor, defaultLimits, readSpooled } from '../../src/ingest/index.ts';
import type { RecordedRequest } from './sdk-requests.ts';
import { recordedKey, recordedProject } from './sdk-requests.ts';

export interface Spooled {
  readonly id: string;
  readonly key: string | number;
  readonly headers: SpoolHeaders;
  readonly body: Uint8Array;
}

/** Keys of two projects: open, one that is limited, one that is disabled, one of a project with an allow-list. */
export const testKeys = {
  open: key(recordedKey, recordedProject),
  limited: key('1'.repeat(32), recordedProject, { rateLimit: { count: 2, window: 60 * SECOND } }),
  disabled: key('2'.repeat(32), recordedProject, { enabled: false }),
  guarded: key('3'.repeat(32), 8, { allowedOrigins: ['https://app.example', '*.example.org'] }),
};

function key(publicKey: string, projectId: number, more: Partial<ProjectKey> = {}): ProjectKey {
  return { publicKey, projectId, enabled: true, allowedOrigins: [], rateLimit: null, ...more };
}

/** Counts in a list and lets everything pass. */
export const openGate = () => {
  const counted: { project: number; outcome: string; reason: string; category: string; quantity: number }[] = [];
  const gate: UsagePort = {
    ready: () => null,
    take: () => null,
    refusal: () => null,
    giveBack: () => {},
    count: (project, outcome, reason, category, quantity) => {
      if (quantity > 0) counted.push({ project, outcome, reason, category, quantity });
    },
  };
  return { ...gate, counted };
};

/** An acceptor whose messages land in a list. */
export const acceptorWithList = (
  deps: Partial<AcceptorDeps> = {},
  clock: Clock = systemClock,
): Acceptor & { readonly spooled: Spooled[] } => {
  const spooled: Spooled[] = [];
  const acceptor = createAcceptor({
    keyRing: { find: (publicKey) => Object.values(testKeys).find((one) => one.publicKey === publicKey) ?? null },
    publish: async (_lane, messages) => {
      for (const { id = '', key, headers, body } of messages)
        spooled.push({ id, key, headers: headers as SpoolHeaders, body });
    },
    limits: defaultLimits,
    clock,
    log: silentLogger,
    usage: openGate(),
    ...deps,
  });
  return { ...acceptor, spooled };
};

/** A request as the routes make it; by default an envelope to project 7 with the key in the query. */
export const ingestRequest = (
  body: string | Uint8Array,
  { headers, ...more }: Partial<Omit<IngestRequest, 'body'>> = {},
): IngestRequest => ({
  method: 'POST',
  endpoint: 'envelope',
  params: { project: String(recordedProject) },
  query: `sentry_key=${recordedKey}`,
  address: '192.0.2.1',
  headers: headers ?? {},
  ...more,
  body: typeof body === 'string' ? Buffer.from(body) : body,
});

export const anEvent = (more: Record<string, unknown> = {}): string =>
  JSON.stringify({ message: 'it failed', platform: 'node', ...more });

export const anEnvelope = (header: Record<string, unknown> = {}, event: string = anEvent()): string =>
  `${JSON.stringify(header)}\n{"type":"event"}\n${event}\n`;

/** A recorded request as the routes would have made it. */
export const recordedIngestRequest = ({ url, headers, body }: RecordedRequest): IngestRequest => {
  const [, project = '', endpoint = '', query = ''] = /^\/api\/(\d+)\/(\w+)\/\??(.*)$/.exec(url) ?? [];
  return ingestRequest(body, { endpoint: endpoint as IngestRequest['endpoint'], params: { project }, query, headers });
};

export const scrubSettings: ScrubSettings = {
  enabled: true,
  defaults: true,
  ipAddresses: false,
  sensitiveFields: [],
  safeFields: [],
  rules: '',
};

/** When `throughIngest` receives. */
export const receivedAt = 1_800_000_000 * SECOND;

/** The way of a request through both halves of ingest: accepted, spooled, read. Throws when it is not accepted, or reads differently a second time. */
export const throughIngest = async (request: IngestRequest): Promise<Digestible> => {
  const acceptor = acceptorWithList({}, { now: () => receivedAt });
  const { status, body } = await acceptor.accept(request);
  const [message] = acceptor.spooled;
  if (status >= 300 || message === undefined) throw new Error(`not accepted: ${status} ${String(body)}`);
  const [read, again] = [await readMessage(message), await readMessage(message)];
  if (JSON.stringify(read) !== JSON.stringify(again)) throw new Error('a second delivery reads differently');
  return read;
};

const readMessage = ({ headers, body }: Spooled): Promise<Digestible> => readSpooled(headers, body, scrubSettings);

export const spoolHeaders = (more: Partial<SpoolHeaders> = {}): SpoolHeaders => ({
  project: recordedProject,
  key: recordedKey,
  endpoint: 'envelope',
  received: receivedAt,
  event_id: '5b85382d68084e29710893c498d63ccf',
  encoding: '',
  content_type: '',
  user_agent: '',
  client: '',
  address: '',
  query: '',
  max_attachment: defaultLimits.attachment,
  ...more,
});

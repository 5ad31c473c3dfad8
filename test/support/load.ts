import { Agent, request } from 'node:http';
import { randomHex } from '../../src/kit/index.ts';

/** What clients have sent so far, by event id. */
export interface Load {
  /** Answered with 200: these must never be lost. */
  readonly acknowledged: ReadonlySet<string>;
  /** Sent at least once, answered or not. */
  readonly sent: ReadonlySet<string>;
  /** Answers other than 200, by status; connections that broke are counted as 0. */
  readonly refusals: ReadonlyMap<number, number>;
  /** Answers that asked to come again later without saying when. */
  readonly silentRefusals: number;
  /** Resolves when `count` more were acknowledged. */
  more(count: number): Promise<void>;
  /** Sends nothing new; resolves when all that was sent is answered. */
  stop(): Promise<void>;
}

export interface LoadOptions {
  readonly dsns: readonly string[];
  /** Connections that send at once. Default 8. */
  readonly clients?: number;
  /** Whoever gets no 200 waits for this before it sends the same event again, as SDKs with an offline store do. */
  readonly up: () => Promise<unknown>;
}

/** Clients that send events without pause, each event again and again until it is acknowledged. Every fifth has an attachment. */
export const startLoad = ({ dsns, clients = 8, up }: LoadOptions): Load => {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const acknowledged = new Set<string>();
  const sent = new Set<string>();
  const refusals = new Map<number, number>();
  const load = { silentRefusals: 0 };
  const stop = new AbortController();
  let waiting: { readonly until: number; readonly resolve: () => void }[] = [];

  const send = async (number: number): Promise<void> => {
    const id = randomHex(16);
    const dsn = dsns[number % dsns.length] ?? '';
    for (;;) {
      sent.add(id);
      const answer = await post(agent, dsn, envelope(id, number)).catch(() => ({ status: 0, retryAfter: null }));
      if (answer.status === 200) {
        acknowledged.add(id);
        for (const one of waiting) if (acknowledged.size >= one.until) one.resolve();
        waiting = waiting.filter(({ until }) => acknowledged.size < until);
        return;
      }
      refusals.set(answer.status, (refusals.get(answer.status) ?? 0) + 1);
      if (answer.status !== 0 && answer.retryAfter === null) load.silentRefusals++;
      if (stop.signal.aborted) return;
      await up();
    }
  };

  let numbers = 0;
  const running = Array.from({ length: clients }, async () => {
    while (!stop.signal.aborted) await send(numbers++);
  });

  return {
    acknowledged,
    sent,
    refusals,
    get silentRefusals() {
      return load.silentRefusals;
    },
    more: (count) => new Promise((resolve) => waiting.push({ until: acknowledged.size + count, resolve })),
    stop: async () => {
      stop.abort();
      await Promise.all(running);
      agent.destroy();
    },
  };
};

/** Three issues: the number decides. */
const envelope = (id: string, number: number): string => {
  const type = ['TypeError', 'RangeError', 'SyntaxError'][number % 3];
  const frames = [{ filename: `src/${type}.ts`, function: 'fail', lineno: 7, in_app: true }];
  const event = {
    event_id: id,
    platform: 'node',
    user: { id: String(number % 50) },
    exception: { values: [{ type, value: `attempt ${number}`, stacktrace: { frames } }] },
  };
  const items = [`{"type":"event"}\n${JSON.stringify(event)}`];
  if (number % 5 === 0) items.push(`{"type":"attachment","length":4,"filename":"note.txt"}\nnote`);
  return `{"event_id":"${id}"}\n${items.join('\n')}\n`;
};

const post = (agent: Agent, dsn: string, body: string): Promise<{ status: number; retryAfter: string | null }> =>
  new Promise((resolve, reject) => {
    const { host, username, pathname } = new URL(dsn);
    const [hostname, port] = host.split(':');
    const outgoing = request(
      {
        agent,
        hostname,
        port,
        method: 'POST',
        path: `/api${pathname}/envelope/?sentry_key=${username}`,
        headers: { 'content-type': 'application/x-sentry-envelope', 'content-length': Buffer.byteLength(body) },
        timeout: 60_000,
      },
      (response) => {
        response.resume();
        response.once('end', () =>
          resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] ?? null }),
        );
        response.once('error', reject);
      },
    );
    outgoing.once('error', reject);
    outgoing.once('timeout', () => outgoing.destroy(new Error('no answer')));
    outgoing.end(body);
  });

import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Accept } from '../ingest/index.ts';
import { SECOND } from '../kit/index.ts';
import type { LaneDefinition, Lanes } from '../lanes/index.ts';
import type { Thread } from './threads/thread.ts';

/** What the main thread counts, and how it is told. */
export interface Metrics {
  /** Everything, with what the threads counted, in Prometheus' text format. */
  text(): Promise<string>;
  /** Counts the acceptor's answers by endpoint and outcome. */
  countAccepts(accept: Accept): Accept;
  /** Times the requests of `app` by route. */
  timeRequests(app: FastifyInstance): void;
}

export interface MetricsSources {
  readonly version: string;
  readonly threads: readonly Pick<Thread, 'name' | 'metrics' | 'utilization'>[];
  readonly lanes: Pick<Lanes, 'stats'>;
  readonly laneDefinitions: readonly LaneDefinition[];
  /** Number of dead letters per lane. */
  readonly deadLetters: () => Promise<Readonly<Record<string, number>>>;
}

export const createMetrics = (sources: MetricsSources): Metrics => {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });

  new Gauge({ name: 'culprit_info', help: 'Always 1.', labelNames: ['version'], registers }).set(
    { version: sources.version },
    1,
  );
  gauge(
    registers,
    'culprit_thread_utilization',
    'Share of the time since the last scrape that a thread was busy.',
    ['thread'],
    async (set) => {
      for (const { name, utilization } of sources.threads) set({ thread: name }, utilization());
    },
  );
  const stats = once(() =>
    Promise.all(sources.laneDefinitions.map(async (lane) => [lane.name, await sources.lanes.stats(lane)] as const)),
  );
  gauge(registers, 'culprit_lane_messages', 'Messages that wait in a lane.', ['lane', 'state'], async (set) => {
    for (const [lane, { ready, delayed }] of await stats()) {
      set({ lane, state: 'ready' }, ready);
      set({ lane, state: 'delayed' }, delayed);
    }
  });
  gauge(
    registers,
    'culprit_lane_oldest_age_seconds',
    'Age of the oldest message that waits in a lane.',
    ['lane'],
    async (set) => {
      for (const [lane, { oldestAge }] of await stats()) set({ lane }, oldestAge / SECOND);
    },
  );
  gauge(registers, 'culprit_dead_letters', 'Messages that rest in the dead letters.', ['lane'], async (set) => {
    const dead = await sources.deadLetters();
    for (const { name } of sources.laneDefinitions) set({ lane: name }, dead[name] ?? 0);
  });

  const requests = new Histogram({
    name: 'culprit_http_request_duration_seconds',
    help: 'Time from the request to its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  const accepts = new Counter({
    name: 'culprit_ingest_requests_total',
    help: 'Requests of SDKs: accepted, or refused with this code.',
    labelNames: ['endpoint', 'outcome'],
    registers,
  });

  return {
    text: async () => {
      const parts = await Promise.all([register.metrics(), ...sources.threads.map((thread) => thread.metrics())]);
      return parts.filter((part) => part !== '').join('\n');
    },
    countAccepts: (accept) => async (request) => {
      const response = await accept(request);
      if (request.method !== 'OPTIONS')
        accepts.inc({
          endpoint: request.endpoint,
          outcome: response.status < 400 ? 'accepted' : codeOf(response.body),
        });
      return response;
    },
    timeRequests: (app) =>
      app.addHook('onResponse', (request, reply, done) => {
        const route = request.routeOptions.url ?? 'unmatched';
        requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000);
        done();
      }),
  };
};

/** A gauge that is filled on each scrape. A service that is away leaves it empty instead of failing the whole scrape. */
const gauge = <Label extends string>(
  registers: Registry[],
  name: string,
  help: string,
  labelNames: Label[],
  fill: (set: (labels: Record<Label, string>, value: number) => void) => Promise<void>,
): void => {
  void new Gauge({
    name,
    help,
    labelNames,
    registers,
    async collect() {
      this.reset();
      await fill((labels, value) => this.set(labels, value)).catch(() => undefined);
    },
  });
};

/** Calls of one moment share one answer. */
const once = <Result>(ask: () => Promise<Result>): (() => Promise<Result>) => {
  let current: Promise<Result> | null = null;
  return () => {
    if (current === null) {
      current = ask();
      const forget = (): void => {
        current = null;
      };
      current.then(forget, forget);
    }
    return current;
  };
};

/** The `error` of a refusal's JSON: one of the codes that ingest documents, so that the label stays bounded. */
const codeOf = (body: string | Uint8Array): string => {
  try {
    const { error } = JSON.parse(String(body)) as { error?: unknown };
    return typeof error === 'string' ? error : 'other';
  } catch {
    return 'other';
  }
};

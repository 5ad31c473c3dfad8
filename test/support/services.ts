import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { majors, sentryCliPath } from './sentry-cli.ts';
import type { Major } from './sentry-cli.ts';

/**
 * The services that tests may use: from the environment, else at their usual places. A missing one skips its tests with one line that says what to start;
 * `CULPRIT_REQUIRE_SERVICES=1` turns that into a failure.
 */
export interface Services {
  /** Base URL of a PostgreSQL server where databases may be created. */
  readonly postgres: string | null;
  readonly rabbitmq: string | null;
  /** Path of a Chromium. */
  readonly chromium: string | null;
  /** Paths of the programs, by their major. */
  readonly sentryCli: Readonly<Record<Major, string | null>>;
}

const answers = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const finish = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => finish(true));
    socket.once('timeout', () => finish(false));
    socket.once('error', () => finish(false));
  });

const reachable = async (url: string, defaultPort: number): Promise<string | null> => {
  const { hostname, port } = new URL(url);
  return (await answers(hostname, port === '' ? defaultPort : Number(port))) ? url : null;
};

const chromiumPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export const services: Services = {
  postgres: await reachable(
    process.env['CULPRIT_TEST_POSTGRES'] ?? 'postgres://postgres@127.0.0.1:5432/postgres',
    5432,
  ),
  rabbitmq: await reachable(process.env['CULPRIT_TEST_RABBITMQ'] ?? 'amqp://guest:guest@127.0.0.1:5672', 5672),
  chromium:
    [process.env['CULPRIT_TEST_CHROMIUM'], ...chromiumPaths].find((path) => path !== undefined && existsSync(path)) ??
    null,
  sentryCli: { 2: sentryCliPath(2), 3: sentryCliPath(3) },
};

/** Runs once before all tests. */
export const setup = (): void => {
  const missing = [
    services.postgres === null && 'PostgreSQL is not running: start it, or set CULPRIT_TEST_POSTGRES=postgres://…',
    services.rabbitmq === null && 'RabbitMQ is not running: start it, or set CULPRIT_TEST_RABBITMQ=amqp://…',
    services.chromium === null &&
      'Chromium is not installed: install it, or set CULPRIT_TEST_CHROMIUM=/path/to/chromium',
    majors.some((major) => services.sentryCli[major] === null) &&
      'sentry-cli is not installed for this platform: npm ci brings it where Sentry builds it',
  ].filter((line) => line !== false);
  if (missing.length > 0 && process.env['CULPRIT_REQUIRE_SERVICES'] === '1') throw new Error(missing.join('\n'));
  for (const line of missing) console.warn(`skipping tests: ${line}`);
};

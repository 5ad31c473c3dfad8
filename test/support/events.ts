import type { Event, Exception, Frame } from '../../src/ingest/index.ts';
import { fromDate, randomHex } from '../../src/kit/index.ts';

/** For tests: the beginning of their time. */
export const start = fromDate(new Date('2026-11-22T10:00:00Z'));

/** For tests: a whole event with what the test is about. */
export const anEvent = (more: Partial<Event> = {}): Event => ({
  eventId: randomHex(16),
  kind: 'error',
  timestamp: start,
  receivedAt: start,
  level: 'error',
  platform: 'node',
  logger: null,
  transaction: null,
  serverName: null,
  release: null,
  dist: null,
  environment: 'production',
  culprit: null,
  message: null,
  exceptions: [anException('TypeError', 'x is not a function', ['main', 'charge'])],
  threads: [],
  stacktrace: null,
  breadcrumbs: [],
  request: null,
  user: null,
  tags: [['environment', more.environment ?? 'production']],
  contexts: {},
  extra: {},
  modules: {},
  fingerprint: [],
  sdk: { name: 'sentry.javascript.node', version: '11.12.0', integrations: [], packages: [] },
  debugImages: [],
  security: null,
  errors: [],
  ...more,
});

/** With one frame a function, oldest first. */
export const anException = (type: string, value: string, functions: readonly string[] = ['main']): Exception => ({
  type,
  value,
  module: null,
  threadId: null,
  mechanism: {
    type: 'generic',
    handled: true,
    synthetic: false,
    exceptionId: null,
    parentId: null,
    isExceptionGroup: false,
    source: null,
    helpLink: null,
    data: {},
    meta: {},
  },
  stacktrace: { frames: functions.map((name, index) => aFrame(name, index + 1)), omitted: null },
});

export const aFrame = (name: string, line: number, more: Partial<Frame> = {}): Frame => ({
  filename: `src/${name}.ts`,
  absPath: `/app/src/${name}.ts`,
  module: null,
  function: name,
  rawFunction: null,
  package: null,
  platform: null,
  lineno: line,
  colno: 7,
  preContext: ['// before'],
  contextLine: `  ${name}();`,
  postContext: ['// after'],
  inApp: true,
  vars: {},
  instructionAddr: null,
  ...more,
});

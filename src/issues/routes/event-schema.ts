import { Type } from 'typebox';
import type { Static } from 'typebox';
import type { Breadcrumb, Event } from '../../ingest/index.ts';
import { toIso } from '../../kit/index.ts';
import { iso } from './common.ts';
import { instant, instantOrNull, level, nullable, numberOrNull, textOrNull } from './common.ts';

const anything = Type.Unknown({ description: 'Any JSON, as the client sent it' });
const fields = Type.Record(Type.String(), anything);
const pair = Type.Unsafe<[string, string]>({ type: 'array', items: { type: 'string' }, minItems: 2, maxItems: 2 });
const pairs = Type.Array(pair);
const integers = Type.Unsafe<[number, number]>({ type: 'array', items: { type: 'integer' }, minItems: 2, maxItems: 2 });

const frame = Type.Object({
  filename: textOrNull,
  absPath: textOrNull,
  module: textOrNull,
  function: textOrNull,
  rawFunction: textOrNull,
  package: textOrNull,
  platform: textOrNull,
  lineno: numberOrNull,
  colno: numberOrNull,
  preContext: Type.Array(Type.String()),
  contextLine: textOrNull,
  postContext: Type.Array(Type.String()),
  inApp: Type.Boolean(),
  vars: fields,
  instructionAddr: textOrNull,
});

const stacktrace = nullable(
  Type.Object({
    frames: Type.Array(frame, { description: 'Oldest call first, crash last' }),
    omitted: nullable(integers),
  }),
);

const mechanism = nullable(
  Type.Object({
    type: Type.String(),
    handled: nullable(Type.Boolean()),
    synthetic: Type.Boolean(),
    exceptionId: numberOrNull,
    parentId: numberOrNull,
    isExceptionGroup: Type.Boolean(),
    source: textOrNull,
    helpLink: textOrNull,
    data: fields,
    meta: fields,
  }),
);

const exception = Type.Object({
  type: textOrNull,
  value: textOrNull,
  module: textOrNull,
  threadId: textOrNull,
  mechanism,
  stacktrace,
});

const thread = Type.Object({
  id: textOrNull,
  name: textOrNull,
  crashed: Type.Boolean(),
  current: Type.Boolean(),
  main: Type.Boolean(),
  state: textOrNull,
  stacktrace,
});

const breadcrumb = Type.Object({
  timestamp: instantOrNull,
  type: Type.String(),
  category: textOrNull,
  level,
  message: textOrNull,
  data: fields,
});

const request = nullable(
  Type.Object({
    method: textOrNull,
    url: textOrNull,
    query: pairs,
    headers: pairs,
    cookies: pairs,
    data: anything,
    env: fields,
  }),
);

const user = nullable(
  Type.Object({
    id: textOrNull,
    email: textOrNull,
    username: textOrNull,
    name: textOrNull,
    ipAddress: textOrNull,
    geo: fields,
    data: fields,
  }),
);

const sdk = nullable(
  Type.Object({
    name: Type.String(),
    version: textOrNull,
    integrations: Type.Array(Type.String()),
    packages: Type.Array(Type.Object({ name: Type.String(), version: textOrNull })),
  }),
);

const fieldError = Type.Object({
  path: Type.String({ description: 'In the event as sent, such as exception.values.0.type' }),
  reason: Type.Enum(['invalid', 'too_long', 'too_many', 'too_deep', 'client', 'replaced']),
  detail: Type.String(),
});

/** An event as the API serves it: as stored, its instants as ISO 8601 text. */
export const event = Type.Object({
  eventId: Type.String(),
  kind: Type.Enum([
    'error',
    'message',
    'csp',
    'expectct',
    'expectstaple',
    'hpkp',
    'nel',
    'minidump',
    'feedback',
    'monitor',
  ]),
  timestamp: instant,
  receivedAt: instant,
  level,
  platform: Type.String(),
  logger: textOrNull,
  transaction: textOrNull,
  serverName: textOrNull,
  release: textOrNull,
  dist: textOrNull,
  environment: textOrNull,
  culprit: textOrNull,
  message: nullable(Type.Object({ template: textOrNull, params: anything, formatted: Type.String() })),
  exceptions: Type.Array(exception, { description: 'Oldest cause first; the last was thrown to the top' }),
  threads: Type.Array(thread),
  stacktrace,
  breadcrumbs: Type.Array(breadcrumb),
  request,
  user,
  tags: pairs,
  contexts: fields,
  extra: fields,
  modules: Type.Record(Type.String(), Type.String()),
  fingerprint: Type.Array(Type.String()),
  sdk,
  debugImages: Type.Array(anything),
  security: anything,
  errors: Type.Array(fieldError, { description: 'What was dropped, cut or mended on the way in' }),
});

export type ShownEvent = Static<typeof event>;

export const showEvent = (stored: Event): ShownEvent => ({
  ...stored,
  timestamp: toIso(stored.timestamp),
  receivedAt: toIso(stored.receivedAt),
  breadcrumbs: stored.breadcrumbs.map((crumb: Breadcrumb) => ({ ...crumb, timestamp: iso(crumb.timestamp) })),
});

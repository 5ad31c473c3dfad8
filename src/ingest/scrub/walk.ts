import type {
  Breadcrumb,
  Event,
  Exception,
  Frame,
  Json,
  Message,
  Request,
  Stacktrace,
  Thread,
  User,
} from '../event.ts';

/** What a place in the event holds, which decides how it is scrubbed. */
export type Kind =
  /** Names of code and paths: what the event is grouped by. Only rules that name the field reach it. */
  | 'name'
  /** Who it happened to, and where: kept unless a rule says otherwise. */
  | 'identity'
  /** Text for people. */
  | 'prose'
  /** A line of source code. Only rules that name the field reach it. */
  | 'source'
  /** Whatever the application put there. */
  | 'data'
  /** Contexts describe the machine: versions look like addresses. */
  | 'context'
  | 'header'
  | 'cookie'
  | 'query'
  | 'tag'
  | 'address';

/** Names of fields from the event down, as the protocol calls them: rules are written in its words. */
export type Path = (string | number)[];

/** What shall stand at the place instead; null removes it. `path` is only good during the call. */
export type Visit = (value: Json, kind: Kind, path: Path) => Json;

/**
 * The event with every place that may hold something private visited. Not visited, since nothing private belongs there and everything depends on it:
 * ids, times, level, platform, release, dist, environment, SDK, modules, debug images, fingerprint, notes.
 */
export const rewriteEvent = (event: Event, visit: Visit): Event => {
  const walk: Walk = { visit, path: [] };
  return {
    ...event,
    logger: text(walk, 'logger', event.logger, 'name'),
    transaction: text(walk, 'transaction', event.transaction, 'prose'),
    serverName: text(walk, 'server_name', event.serverName, 'identity'),
    culprit: text(walk, 'culprit', event.culprit, 'prose'),
    message: event.message && within(walk, 'logentry', () => message(walk, event.message as Message)),
    exceptions: values(walk, 'exception', event.exceptions, exception),
    threads: values(walk, 'threads', event.threads, thread),
    stacktrace: stacktrace(walk, event.stacktrace),
    breadcrumbs: values(walk, 'breadcrumbs', event.breadcrumbs, breadcrumb),
    request: event.request && within(walk, 'request', () => request(walk, event.request as Request)),
    user: event.user && within(walk, 'user', () => user(walk, event.user as User)),
    tags: pairs(walk, 'tags', event.tags, 'tag'),
    contexts: record(walk, 'contexts', event.contexts, 'context'),
    extra: record(walk, 'extra', event.extra, 'data'),
    security: at(walk, event.kind, event.security, 'data'),
  };
};

interface Walk {
  readonly visit: Visit;
  readonly path: Path;
}

const message = (walk: Walk, from: Message): Message => ({
  template: text(walk, 'message', from.template, 'prose'),
  params: at(walk, 'params', from.params, 'data'),
  formatted: text(walk, 'formatted', from.formatted, 'prose') ?? '',
});

const exception = (walk: Walk, from: Exception): Exception => ({
  ...from,
  type: text(walk, 'type', from.type, 'name'),
  value: text(walk, 'value', from.value, 'prose'),
  module: text(walk, 'module', from.module, 'name'),
  mechanism: from.mechanism && {
    ...from.mechanism,
    data: record(walk, 'mechanism', from.mechanism.data, 'data', 'data'),
    meta: record(walk, 'mechanism', from.mechanism.meta, 'data', 'meta'),
  },
  stacktrace: stacktrace(walk, from.stacktrace),
});

const thread = (walk: Walk, from: Thread): Thread => ({
  ...from,
  name: text(walk, 'name', from.name, 'name'),
  stacktrace: stacktrace(walk, from.stacktrace),
});

const stacktrace = (walk: Walk, from: Stacktrace | null): Stacktrace | null =>
  from &&
  within(walk, 'stacktrace', () => ({
    ...from,
    frames: within(walk, 'frames', () => from.frames.map((one, index) => within(walk, index, () => frame(walk, one)))),
  }));

const frame = (walk: Walk, from: Frame): Frame => ({
  ...from,
  filename: text(walk, 'filename', from.filename, 'name'),
  absPath: text(walk, 'abs_path', from.absPath, 'name'),
  module: text(walk, 'module', from.module, 'name'),
  function: text(walk, 'function', from.function, 'name'),
  rawFunction: text(walk, 'raw_function', from.rawFunction, 'name'),
  package: text(walk, 'package', from.package, 'name'),
  preContext: lines(walk, 'pre_context', from.preContext),
  contextLine: text(walk, 'context_line', from.contextLine, 'source'),
  postContext: lines(walk, 'post_context', from.postContext),
  vars: record(walk, 'vars', from.vars, 'data'),
});

const breadcrumb = (walk: Walk, from: Breadcrumb): Breadcrumb => ({
  ...from,
  category: text(walk, 'category', from.category, 'name'),
  message: text(walk, 'message', from.message, 'prose'),
  data: record(walk, 'data', from.data, 'data'),
});

const request = (walk: Walk, from: Request): Request => ({
  method: from.method,
  url: text(walk, 'url', from.url, 'prose'),
  query: pairs(walk, 'query_string', from.query, 'query'),
  fragment: text(walk, 'fragment', from.fragment, 'prose'),
  headers: pairs(walk, 'headers', from.headers, 'header'),
  cookies: pairs(walk, 'cookies', from.cookies, 'cookie'),
  data: at(walk, 'data', from.data, 'data'),
  env: record(walk, 'env', from.env, 'data'),
});

const user = (walk: Walk, from: User): User => ({
  id: text(walk, 'id', from.id, 'identity'),
  email: text(walk, 'email', from.email, 'identity'),
  username: text(walk, 'username', from.username, 'identity'),
  name: text(walk, 'name', from.name, 'identity'),
  ipAddress: text(walk, 'ip_address', from.ipAddress, 'address'),
  geo: record(walk, 'geo', from.geo, 'data'),
  data: record(walk, 'data', from.data, 'data'),
});

const within = <T>(walk: Walk, key: string | number, work: () => T): T => {
  walk.path.push(key);
  const result = work();
  walk.path.pop();
  return result;
};

const values = <T>(walk: Walk, key: string, list: readonly T[], one: (walk: Walk, from: T) => T): T[] =>
  within(walk, key, () =>
    within(walk, 'values', () => list.map((from, index) => within(walk, index, () => one(walk, from)))),
  );

const at = (walk: Walk, key: string | number, value: Json, kind: Kind): Json => {
  if (value === null) return null;
  walk.path.push(key);
  const result = walk.visit(value, kind, walk.path);
  walk.path.pop();
  return result;
};

const text = (walk: Walk, key: string | number, value: string | null, kind: Kind): string | null => {
  const result = at(walk, key, value, kind);
  return typeof result === 'string' ? result : null;
};

const lines = (walk: Walk, key: string, list: readonly string[]): string[] =>
  within(walk, key, () => list.map((line, index) => text(walk, index, line, 'source') ?? ''));

const record = (
  walk: Walk,
  key: string,
  value: Record<string, Json>,
  kind: Kind,
  inner?: string,
): Record<string, Json> => {
  if (inner !== undefined) return within(walk, key, () => record(walk, inner, value, kind));
  const result = at(walk, key, value, kind);
  return typeof result === 'object' && result !== null && !Array.isArray(result) ? result : {};
};

const pairs = (walk: Walk, key: string, list: readonly [string, string][], kind: Kind): [string, string][] =>
  within(walk, key, () =>
    list.flatMap(([name, value]): [string, string][] => {
      const result = text(walk, name, value, kind);
      return result === null ? [] : [[name, result]];
    }),
  );

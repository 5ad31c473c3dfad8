import { toIso } from '../../kit/index.ts';
import type { Breadcrumb, Event, Exception, Frame, Mechanism, Request, Stacktrace, Thread, User } from '../event.ts';

type Payload = Record<string, unknown>;

/** The event in the words of the protocol: what an SDK would have sent for it to be normalised to just this event. */
export const asPayload = (event: Event): Payload => ({
  event_id: event.eventId,
  timestamp: toIso(event.timestamp),
  level: event.level,
  platform: event.platform,
  logger: event.logger,
  transaction: event.transaction,
  server_name: event.serverName,
  release: event.release,
  dist: event.dist,
  environment: event.environment,
  culprit: event.culprit,
  logentry: event.message && {
    message: event.message.template,
    params: event.message.params,
    formatted: event.message.formatted,
  },
  exception: event.exceptions.length === 0 ? null : { values: event.exceptions.map(exceptionPayload) },
  threads: { values: event.threads.map(threadPayload) },
  stacktrace: event.stacktrace && stacktracePayload(event.stacktrace),
  breadcrumbs: { values: event.breadcrumbs.map(breadcrumbPayload) },
  request: event.request && requestPayload(event.request),
  user: event.user && userPayload(event.user),
  tags: event.tags,
  contexts: event.contexts,
  extra: event.extra,
  modules: event.modules,
  fingerprint: event.fingerprint,
  // An address that was not inferred then must not be inferred now.
  sdk: { ...event.sdk, settings: { infer_ip: 'never' } },
  debug_meta: { images: event.debugImages },
  ...(event.security === null ? {} : { [event.kind]: event.security }),
});

const exceptionPayload = (exception: Exception): Payload => ({
  type: exception.type,
  value: exception.value,
  module: exception.module,
  thread_id: exception.threadId,
  mechanism: exception.mechanism && mechanismPayload(exception.mechanism),
  stacktrace: exception.stacktrace && stacktracePayload(exception.stacktrace),
});

const mechanismPayload = (mechanism: Mechanism): Payload => ({
  type: mechanism.type,
  handled: mechanism.handled,
  synthetic: mechanism.synthetic,
  exception_id: mechanism.exceptionId,
  parent_id: mechanism.parentId,
  is_exception_group: mechanism.isExceptionGroup,
  source: mechanism.source,
  help_link: mechanism.helpLink,
  data: mechanism.data,
  meta: mechanism.meta,
});

const stacktracePayload = (stacktrace: Stacktrace): Payload => ({
  frames: stacktrace.frames.map(framePayload),
  frames_omitted: stacktrace.omitted,
});

const framePayload = (frame: Frame): Payload => ({
  filename: frame.filename,
  abs_path: frame.absPath,
  module: frame.module,
  function: frame.function,
  raw_function: frame.rawFunction,
  package: frame.package,
  platform: frame.platform,
  lineno: frame.lineno,
  colno: frame.colno,
  pre_context: frame.preContext,
  context_line: frame.contextLine,
  post_context: frame.postContext,
  in_app: frame.inApp,
  vars: frame.vars,
  instruction_addr: frame.instructionAddr,
});

const threadPayload = ({ stacktrace, ...thread }: Thread): Payload => ({
  ...thread,
  stacktrace: stacktrace && stacktracePayload(stacktrace),
});

const breadcrumbPayload = ({ timestamp, ...crumb }: Breadcrumb): Payload => ({
  ...crumb,
  timestamp: timestamp === null ? null : toIso(timestamp),
});

const requestPayload = ({ query, ...request }: Request): Payload => ({ ...request, query_string: query });

const userPayload = ({ ipAddress, ...user }: User): Payload => ({ ...user, ip_address: ipAddress });

export type { Acceptor, AcceptorDeps } from './accept/acceptor.ts';
export { createAcceptor } from './accept/acceptor.ts';
export { refusedUnread } from './accept/answers.ts';
export { acceptorOverPort, serveAcceptor } from './accept/port.ts';
export type { UsagePort } from './accept/usage.ts';
export type { LoadLimits, Overload } from './accept/overload.ts';
export { createOverload } from './accept/overload.ts';
export type { Accept, IngestRequest, IngestResponse } from './accept/request.ts';
export type * from './event.ts';
export type { Limits } from './limits.ts';
export { defaultLimits } from './limits.ts';
export { releaseNamed } from './normalise/index.ts';
export type { IngestRouteOptions } from './routes.ts';
export { ingestRoutes } from './routes.ts';
export type {
  Attachment,
  CheckIn,
  Digestible,
  Discard,
  Feedback,
  SessionUpdate,
  SpoolHeaders,
} from './spool.ts';
export { digestLane } from './spool.ts';
export { readSpooled } from './read.ts';
export { parseScrubRules } from './scrub/index.ts';

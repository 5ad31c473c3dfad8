import type { Instant } from '../kit/index.ts';

/**
 * An event as the rest of the house sees it: what an SDK sent, made regular, bounded and scrubbed. Every field is optional in what arrives;
 * here absent is `null` or an empty list, so that nobody downstream guesses at shapes. Stored as JSON, served as JSON; the browser reads the same type.
 */
export interface Event {
  /** 32 lower-case hex digits. */
  eventId: string;
  kind:
    | 'error'
    | 'message'
    | 'csp'
    | 'expectct'
    | 'expectstaple'
    | 'hpkp'
    | 'nel'
    | 'minidump'
    | 'feedback'
    | 'monitor';
  /** When it happened: the SDK's word, corrected for clock drift, never in the future. */
  timestamp: Instant;
  receivedAt: Instant;
  level: Level;
  platform: string;
  logger: string | null;
  transaction: string | null;
  serverName: string | null;
  release: string | null;
  dist: string | null;
  environment: string | null;
  /** The SDK's own culprit, of old clients. */
  culprit: string | null;
  message: Message | null;
  /** Oldest cause first; the last is the one that was thrown to the top. */
  exceptions: Exception[];
  threads: Thread[];
  /** A stack trace beside any exception (`attach_stacktrace`, old clients). */
  stacktrace: Stacktrace | null;
  breadcrumbs: Breadcrumb[];
  request: Request | null;
  user: User | null;
  /** As sent plus derived ones (level, logger, server_name, release, environment, browser, os, …); sorted by key, each key once. */
  tags: [key: string, value: string][];
  contexts: Record<string, Json>;
  extra: Record<string, Json>;
  modules: Record<string, string>;
  /** Empty: default grouping. */
  fingerprint: string[];
  sdk: {
    name: string;
    version: string | null;
    integrations: string[];
    packages: { name: string; version: string | null }[];
  } | null;
  debugImages: Json[];
  /** The security report (CSP, NEL, …) as sent. */
  security: Json | null;
  /** What was dropped, cut or mended on the way in, for people: one bad field never loses an event. */
  errors: FieldError[];
}

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type Level = 'fatal' | 'error' | 'warning' | 'info' | 'debug';

export interface Message {
  /** The template when there is one (`User %s failed`), else null. */
  template: string | null;
  params: Json;
  /** What a person reads. */
  formatted: string;
}

export interface Exception {
  type: string | null;
  value: string | null;
  module: string | null;
  threadId: string | null;
  mechanism: Mechanism | null;
  stacktrace: Stacktrace | null;
}

export interface Mechanism {
  type: string;
  handled: boolean | null;
  synthetic: boolean;
  exceptionId: number | null;
  parentId: number | null;
  isExceptionGroup: boolean;
  source: string | null;
  helpLink: string | null;
  data: Record<string, Json>;
  meta: Record<string, Json>;
}

export interface Stacktrace {
  /** Oldest call first, crash last; at most 250 (the 50 oldest and 200 newest). */
  frames: Frame[];
  /** Frames cut here or by the SDK: [first, last) of the original list. */
  omitted: [number, number] | null;
}

export interface Frame {
  filename: string | null;
  absPath: string | null;
  module: string | null;
  function: string | null;
  rawFunction: string | null;
  package: string | null;
  platform: string | null;
  lineno: number | null;
  colno: number | null;
  /** Source lines around `contextLine`, in file order. */
  preContext: string[];
  contextLine: string | null;
  postContext: string[];
  /** As sent, or derived from path and platform. */
  inApp: boolean;
  vars: Record<string, Json>;
  instructionAddr: string | null;
}

export interface Thread {
  id: string | null;
  name: string | null;
  crashed: boolean;
  current: boolean;
  main: boolean;
  state: string | null;
  stacktrace: Stacktrace | null;
}

export interface Breadcrumb {
  timestamp: Instant | null;
  type: string;
  category: string | null;
  level: Level;
  message: string | null;
  data: Record<string, Json>;
}

export interface Request {
  method: string | null;
  /** Without query and fragment. */
  url: string | null;
  query: [string, string][];
  /** What stood behind `#`: the route of many browser applications. */
  fragment: string | null;
  headers: [string, string][];
  cookies: [string, string][];
  data: Json;
  env: Record<string, Json>;
}

export interface User {
  id: string | null;
  email: string | null;
  username: string | null;
  name: string | null;
  ipAddress: string | null;
  geo: Record<string, Json>;
  /** Whatever else the client said of the user. */
  data: Record<string, Json>;
}

export interface FieldError {
  /** Path in the event as sent, such as `exception.values.0.stacktrace.frames.3.lineno`. */
  path: string;
  /** `invalid` dropped · `too_long` cut · `too_many` cut · `too_deep` cut · `client` the SDK's own note · `replaced`. */
  reason: 'invalid' | 'too_long' | 'too_many' | 'too_deep' | 'client' | 'replaced';
  detail: string;
}

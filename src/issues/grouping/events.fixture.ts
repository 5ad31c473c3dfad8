import { expect } from 'vitest';
import type { Event, Exception, Frame } from '../../ingest/index.ts';
import type { GroupingConfig } from '../types.ts';
import { group } from './group.ts';

/** The configuration of a project without rules. */
export const plain: GroupingConfig = { version: '2026-11', fingerprintRules: '', stackRules: '' };

export const withRules = (rules: Partial<Pick<GroupingConfig, 'fingerprintRules' | 'stackRules'>>): GroupingConfig => ({
  ...plain,
  version: '2026-11.rules',
  ...rules,
});

/** An event in which only what is given is set. */
export const eventWith = (fields: Partial<Event> = {}): Event => ({
  eventId: '0'.repeat(32),
  kind: 'error',
  timestamp: 0,
  receivedAt: 0,
  level: 'error',
  platform: 'node',
  logger: null,
  transaction: null,
  serverName: null,
  release: null,
  dist: null,
  environment: null,
  culprit: null,
  message: null,
  exceptions: [],
  threads: [],
  stacktrace: null,
  breadcrumbs: [],
  request: null,
  user: null,
  tags: [],
  contexts: {},
  extra: {},
  modules: {},
  fingerprint: [],
  sdk: null,
  debugImages: [],
  security: null,
  errors: [],
  ...fields,
});

/** A frame in the app, unless told otherwise. */
export const frameWith = (fields: Partial<Frame> = {}): Frame => ({
  filename: null,
  absPath: null,
  module: null,
  function: null,
  rawFunction: null,
  package: null,
  platform: null,
  lineno: null,
  colno: null,
  preContext: [],
  contextLine: null,
  postContext: [],
  inApp: true,
  vars: {},
  instructionAddr: null,
  ...fields,
});

type ExceptionFields = Partial<Omit<Exception, 'stacktrace' | 'mechanism'>> & {
  frames?: Partial<Frame>[];
  mechanism?: Partial<NonNullable<Exception['mechanism']>>;
};

export const exceptionWith = ({ frames, mechanism, ...fields }: ExceptionFields = {}): Exception => ({
  type: 'TypeError',
  value: 'x is not a function',
  module: null,
  threadId: null,
  ...fields,
  mechanism:
    mechanism === undefined
      ? null
      : {
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
          ...mechanism,
        },
  stacktrace: frames === undefined ? null : { frames: frames.map(frameWith), omitted: null },
});

/** An event of one exception. */
export const errorWith = (exception: ExceptionFields = {}, event: Partial<Event> = {}): Event =>
  eventWith({ ...event, exceptions: [exceptionWith(exception)] });

export type Frames = Partial<Frame>[];

/** A TypeError of JavaScript with these frames. */
export const js = (frames: Frames, value = 'x is not a function', platform = 'node'): Event =>
  errorWith({ frames, value }, { platform });

/** The key of an event under a configuration without rules. */
export const hex = (event: Event): string => Buffer.from(group(event, plain).hashes[0] as Uint8Array).toString('hex');

export const ruleOf = (event: Event): string => group(event, plain).explanation.rule;

export const one = (...events: Event[]): void => expect(new Set(events.map(hex)).size).toBe(1);

export const apart = (...events: Event[]): void => expect(new Set(events.map(hex)).size).toBe(events.length);

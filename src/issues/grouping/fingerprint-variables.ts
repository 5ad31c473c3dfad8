import type { Event, Exception } from '../../ingest/index.ts';
import type { FrameView } from './frames.ts';

/** What `{{ variables }}` of fingerprints stand for. */
export interface Variables {
  readonly event: Event;
  /** The exception that was thrown to the top. */
  readonly exception: Exception | null;
  /** The crash frame, in-app first. */
  readonly crash: FrameView | null;
  /** Hex digits that stand for the default key where it is spliced into a longer text. */
  readonly defaultKey: () => string;
}

type Reader = (variables: Variables) => string | null;

const errorType: Reader = ({ exception }) => exception?.type ?? null;
const errorValue: Reader = ({ exception }) => exception?.value ?? null;
const stackFunction: Reader = ({ crash }) => crash?.function ?? crash?.frame.function ?? null;
const stackModule: Reader = ({ crash }) => crash?.frame.module ?? null;
const stackPackage: Reader = ({ crash }) => crash?.frame.package ?? null;
const stackPath: Reader = ({ crash }) => crash?.frame.absPath ?? crash?.frame.filename ?? null;
const stackFile: Reader = ({ crash }) => crash?.frame.filename ?? crash?.frame.absPath ?? null;

const READERS: Readonly<Record<string, Reader>> = {
  default: ({ defaultKey }) => defaultKey(),
  'error.type': errorType,
  type: errorType,
  'error.value': errorValue,
  value: errorValue,
  'stack.function': stackFunction,
  function: stackFunction,
  'stack.module': stackModule,
  module: stackModule,
  'stack.package': stackPackage,
  package: stackPackage,
  'stack.abs_path': stackPath,
  path: stackPath,
  'stack.filename': stackFile,
  filename: stackFile,
  transaction: ({ event }) => event.transaction,
  logger: ({ event }) => event.logger,
  level: ({ event }) => event.level,
  release: ({ event }) => event.release,
  environment: ({ event }) => event.environment,
  platform: ({ event }) => event.platform,
  message: ({ event, exception }) => event.message?.formatted ?? exception?.value ?? null,
};

export const isVariable = (name: string): boolean => Object.hasOwn(READERS, name) || /^tags\../.test(name);

/** `{{ default }}` and `{{default}}` alone: the whole default key goes here. */
export const isDefault = (part: string): boolean => /^\{\{\s*default\s*\}\}$/.test(part.trim());

/**
 * The text with every known `{{ variable }}` filled in; a value that the event lacks becomes `<no-logger>` and so on. What is no variable
 * stays as it is: a client's fingerprint is data, not a rule.
 */
export const expand = (text: string, variables: Variables): string =>
  text.replace(/\{\{([^{}]*)\}\}/g, (whole, inner: string) => {
    const name = inner.trim();
    if (!isVariable(name)) return whole;
    const value = Object.hasOwn(READERS, name)
      ? (READERS[name] as Reader)(variables)
      : tagOf(variables.event, name.slice('tags.'.length));
    return value === null || value === '' ? `<no-${name.replaceAll('.', '-')}>` : value;
  });

const tagOf = (event: Event, key: string): string | null => event.tags.find(([name]) => name === key)?.[1] ?? null;

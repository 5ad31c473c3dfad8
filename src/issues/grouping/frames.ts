import type { Event, Exception, Frame, Stacktrace } from '../../ingest/index.ts';
import { originOf } from './builtin-frames.ts';
import type { Origin } from './builtin-frames.ts';
import { dialectOf } from './dialects.ts';
import type { Dialect } from './dialects.ts';
import { cleanFunction } from './functions.ts';
import { nativeOffset } from './native-offset.ts';
import { isHashedFile, normaliseModule, normalisePath } from './paths.ts';

/** A frame as grouping sees it. Rules may change what is not `readonly`. */
export interface FrameView {
  readonly frame: Frame;
  readonly dialect: Dialect;
  readonly origin: Origin;
  /** Absolute path and file name with `/` only, in lower case: what rules ask. */
  readonly paths: readonly string[];
  /** Module, else normalised path, else package: where the code is. Empty when nothing says. */
  readonly place: string;
  /** The function's lasting name; null when it has none (anonymous, minified). */
  readonly function: string | null;
  /** What was done to the name: `anonymous`, `minified`, or empty. */
  readonly note: string;
  inApp: boolean;
  /** A rule of the project said that it is not in the app. */
  excluded: boolean;
  /** Whether it may contribute to the key. */
  group: boolean;
  /** Why it may not. */
  reason: string;
  category: string | null;
}

/** The frames of one stack, oldest call first, crash last, and the limits that rules set. */
export interface StackView {
  readonly exception: Exception | null;
  readonly frames: readonly FrameView[];
  /** Only so many frames from the crash on count; 0: all. */
  maxFrames: number;
  /** The stack counts only with at least so many contributing frames. */
  minFrames: number;
}

/** The frames as they stand before the project's rules. At most `limit` newest ones are looked at. */
export const viewStack = (
  event: Event,
  exception: Exception | null,
  stacktrace: Stacktrace | null,
  limit: number,
): StackView => ({
  exception,
  frames: (stacktrace?.frames ?? []).slice(-limit).map((frame) => viewFrame(event, frame)),
  maxFrames: 0,
  minFrames: 0,
});

const viewFrame = (event: Event, frame: Frame): FrameView => {
  const dialect = dialectOf(frame.platform ?? event.platform);
  const path = (frame.absPath ?? frame.filename ?? '').replaceAll('\\', '/');
  const origin = originOf(frame, path, dialect);
  const name = cleanFunction(frame.function, dialect);
  const offset = name === null && dialect === 'native' ? nativeOffset(event, frame) : null;
  const minified = name !== null && dialect === 'javascript' && isMinified(frame, name);
  return {
    frame,
    dialect,
    origin,
    paths: [frame.absPath, frame.filename].flatMap((each) =>
      each === null ? [] : each.replaceAll('\\', '/').toLowerCase(),
    ),
    place: placeOf(frame, dialect),
    function: minified ? null : (name ?? offset),
    note: minified ? 'minified' : name === null ? (offset === null ? 'anonymous' : 'address in the image') : '',
    inApp: frame.inApp && origin !== 'machinery' && origin !== 'runtime',
    excluded: false,
    group: origin !== 'machinery',
    reason: origin === 'machinery' ? 'machinery of the SDK or the language' : '',
    category: null,
  };
};

const placeOf = (frame: Frame, dialect: Dialect): string => {
  const module = frame.module === null ? '' : normaliseModule(frame.module, dialect);
  if (module !== '') return module;
  const path = normalisePath(frame.filename ?? frame.absPath ?? '');
  return path === '' && frame.package !== null ? packageName(frame.package) : path;
};

/** The file name of the library or program: `/lib/libc.so.6` → `libc.so`; of an assembly its name: `Shop, Version=1.0.0.0`. */
const packageName = (name: string): string => {
  const file = name.slice(0, 512).replaceAll('\\', '/');
  const base = file.slice(file.lastIndexOf('/') + 1);
  return base.replace(/,.*$/, '').replace(/(?:\.\d+)+$/, '');
};

const SHORT = /^[A-Za-z_$][\w$]{0,2}$/;

/** Names of up to three characters in bundles are the minifier's: they change with every build. In readable source they are people's. */
const isMinified = (frame: Frame, name: string): boolean => {
  if (!SHORT.test(name)) return false;
  const file = frame.filename ?? frame.absPath ?? '';
  if (isHashedFile(file)) return true;
  if (frame.contextLine !== null && frame.contextLine !== '') return isMinifiedLine(frame.contextLine);
  return /^(?:https?|app|file|capacitor|ionic):\/\//.test(file);
};

/** Minified source is long and has hardly a space. SDKs shorten long lines and mark the cut. */
export const isMinifiedLine = (line: string): boolean => {
  if (line.length <= 200 && !line.includes('{snip}')) return false;
  const text = line.slice(0, 1024).replaceAll('{snip} ', '').replaceAll(' {snip}', '');
  return text.split(' ').length - 1 < text.length * 0.07;
};

import type { Frame, Stacktrace } from '../event.ts';
import { deriveInApp } from './in-app.ts';
import type { Notes } from './notes.ts';
import { at, flag, integer, isRecord, record, text } from './source.ts';
import type { Source } from './source.ts';
import { wellFormed } from './text.ts';
import { platform } from './vocabulary.ts';

/** Relay's: of longer stacks the 50 oldest and the 200 newest frames stay. */
const OLDEST = 50;
const NEWEST = 200;
/** Relay's: source lines and variables of at most so many frames of one stack. */
const DETAILED = 50;
const MAX_PATH = 2_048;
const MAX_NAME = 512;
const MAX_LINE = 1_024;
const MAX_LINES = 20;
const VARS = { depth: 5, size: 4_096 };

/** The stack trace under `key`: `{frames: […]}` or the bare list of frames; null when it holds none. Registers and the like are left out. */
export const stacktrace = (source: Source, key: string, eventPlatform: string): Stacktrace | null => {
  const value = source.fields[key];
  if (value === null || value === undefined) return null;
  const { notes } = source;
  const path = at(source.path, key);
  const given: unknown = isRecord(value) ? value['frames'] : value;
  if (given === null || (given === undefined && isRecord(value) && Object.keys(value).length === 0)) return null;
  if (!Array.isArray(given)) {
    notes.add(path, 'invalid', 'no list of frames');
    return null;
  }
  const surplus = Math.max(given.length - OLDEST - NEWEST, 0);
  if (surplus > 0)
    notes.add(path, 'too_many', `${given.length} frames; the ${OLDEST} oldest and ${NEWEST} newest are kept`);
  const frames: Frame[] = [];
  for (let index = 0; index < given.length; index += 1) {
    if (index === OLDEST) index += surplus;
    const raw: unknown = given[index];
    const where = `${path}.frames.${index}`;
    if (isRecord(raw)) frames.push(readFrame({ fields: raw, path: where, notes }, eventPlatform));
    else if (raw !== null) notes.add(where, 'invalid', 'not an object');
  }
  if (frames.length === 0) return null;
  slim(frames, notes, path);
  return { frames, omitted: omittedOf(value, given.length, surplus) };
};

const readFrame = (source: Source, eventPlatform: string): Frame => {
  const absPath = text(source, 'abs_path', MAX_PATH);
  const line = integer(source, 'lineno');
  const traits = {
    // Go and others send the absolute path only.
    filename: text(source, 'filename', MAX_PATH) ?? absPath,
    absPath,
    module: text(source, 'module', MAX_NAME),
    function: text(source, 'function', MAX_NAME),
    package: text(source, 'package', MAX_PATH),
  };
  const own = platform(source, 'platform');
  return {
    ...traits,
    rawFunction: text(source, 'raw_function', MAX_NAME),
    platform: own,
    // 0 is what several SDKs send for an unknown line.
    lineno: line === 0 ? null : line,
    colno: integer(source, 'colno'),
    preContext: sourceLines(source, 'pre_context', 'end'),
    contextLine: sourceLine(source, 'context_line', source.fields['context_line']),
    postContext: sourceLines(source, 'post_context', 'start'),
    inApp: flag(source, 'in_app') ?? deriveInApp(traits, own ?? eventPlatform),
    vars: record(source, 'vars', VARS),
    instructionAddr: address(source, 'instruction_addr'),
  };
};

/** The frames that are missing, as positions in the list the SDK started from: what it left out itself comes on top of what is cut here. */
const omittedOf = (value: unknown, length: number, surplus: number): [number, number] | null => {
  const before = isRecord(value) ? sdkOmitted(value['frames_omitted']) : null;
  if (surplus === 0) return before;
  const gone = before ? before[1] - before[0] : 0;
  return [Math.min(OLDEST, before?.[0] ?? OLDEST), Math.max(length - NEWEST + gone, before?.[1] ?? 0)];
};

const sdkOmitted = (value: unknown): [number, number] | null => {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [from, to] = value as unknown[];
  return Number.isSafeInteger(from) &&
    Number.isSafeInteger(to) &&
    0 <= (from as number) &&
    (from as number) < (to as number)
    ? [from as number, to as number]
    : null;
};

/**
 * Beyond 50 frames, source lines around the call and variables stay only where they help: frames of the application first, half of the allowance
 * at each end of the stack. The line itself stays everywhere, since grouping reads it.
 */
const slim = (frames: Frame[], notes: Notes, path: string): void => {
  if (frames.length <= DETAILED) return;
  const own = frames.filter((frame) => frame.inApp);
  const others = frames.filter((frame) => !frame.inApp);
  const detailed = new Set([...ends(own, DETAILED), ...ends(others, Math.max(DETAILED - own.length, 0))]);
  let slimmed = 0;
  for (const frame of frames) {
    if (detailed.has(frame)) continue;
    if (frame.preContext.length + frame.postContext.length + Object.keys(frame.vars).length > 0) slimmed += 1;
    frame.preContext = [];
    frame.postContext = [];
    frame.vars = {};
  }
  if (slimmed > 0) notes.add(`${path}.frames`, 'too_many', `source context and variables of ${slimmed} frames removed`);
};

/** `count` of the frames, half from each end; the odd one from the newest. */
const ends = (frames: readonly Frame[], count: number): readonly Frame[] => {
  if (frames.length <= count) return frames;
  const oldest = Math.floor(count / 2);
  return [...frames.slice(0, oldest), ...frames.slice(frames.length - (count - oldest))];
};

/** Lines as a list (or one text), without line ends; the ones nearest to the frame's line when there are too many. */
const sourceLines = (source: Source, key: string, near: 'start' | 'end'): string[] => {
  const value = source.fields[key];
  if (value === null || value === undefined) return [];
  const lines: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (lines.length > MAX_LINES)
    source.notes.add(at(source.path, key), 'too_many', `${lines.length} lines cut to ${MAX_LINES}`);
  const kept =
    lines.length <= MAX_LINES ? lines : near === 'start' ? lines.slice(0, MAX_LINES) : lines.slice(-MAX_LINES);
  return kept.map((line) => sourceLine(source, key, line) ?? '');
};

const sourceLine = (source: Source, key: string, line: unknown): string | null => {
  if (line === null || line === undefined) return null;
  // Most of an event's text are such lines, and nearly all of them are fine as they are.
  if (typeof line === 'string' && line.length <= MAX_LINE && !endsLine(line) && wellFormed(line) === line) return line;
  if (typeof line === 'object') {
    source.notes.add(at(source.path, key), 'invalid', 'not text');
    return null;
  }
  const content = typeof line === 'string' ? withoutLineEnd(line) : line;
  return content === '' ? '' : text({ ...source, fields: { [key]: content } }, key, MAX_LINE);
};

/** Ruby sends lines with their ends. */
const endsLine = (line: string): boolean => line.endsWith('\n') || line.endsWith('\r');

const withoutLineEnd = (line: string): string => {
  let end = line.length;
  while (end > 0 && (line[end - 1] === '\n' || line[end - 1] === '\r')) end -= 1;
  return line.slice(0, end);
};

/** Addresses are hexadecimal text; some clients send the number. */
const address = (source: Source, key: string): string | null => {
  const value = source.fields[key];
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return `0x${value.toString(16)}`;
  return text(source, key, 64);
};

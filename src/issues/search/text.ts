import type { Event, Exception, Frame } from '../../ingest/index.ts';
import type { Title } from '../types.ts';

/** What an issue is found by: both drawn from its first event, which also names it. */
export interface Searchable {
  /** Lower case, single spaces, a line each: title, type and value, culprit, transaction, URL and the innermost frames of the application. */
  readonly text: string;
  /** Files of those frames, as the event calls them, with `/` between folders. */
  readonly files: readonly string[];
}

/** Title, type, value and culprit are bounded already: a text has at most 6,000 characters, and 500 as a rule. */
const MAX_FRAMES = 8;
const MAX_LINE = 400;
const MAX_PATH = 250;

export const searchableOf = (event: Event, { type, value, title, culprit }: Title): Searchable => {
  const frames = framesOf(event);
  const whole = `${type}: ${value}`;
  const lines = [
    ...(whole.startsWith(title) ? [] : [title]),
    whole,
    culprit,
    ...[event.transaction ?? '', event.request?.url ?? '', ...frames.map(lineOf)].map((line) =>
      line.slice(0, MAX_LINE),
    ),
  ];
  return {
    text: searchForm(distinct(lines).join('\n')),
    files: distinct(frames.map(({ filename, absPath }) => pathOf(filename ?? absPath))),
  };
};

/** Text as it is searched: lower case, no runs of blanks. Line breaks stay, so that nothing is found across two fields. */
export const searchForm = (text: string): string => text.toLowerCase().replaceAll(/[^\S\n]+/g, ' ');

/** `charge (src/pay.ts:12:7)`: so `pay.ts:12` is found, and a whole line of a stack trace. The absolute path holds the relative one, as a rule. */
const lineOf = ({ function: name, filename, absPath, lineno, colno }: Frame): string => {
  const [short, long] = [pathOf(filename), pathOf(absPath)];
  const place = [long.endsWith(short) ? long : short, lineno, colno].filter((part) => part !== null).join(':');
  return name === null ? place : `${name.slice(0, 100)} (${place})`;
};

/** The innermost frames of the application, beginning with the exception that names the issue. */
const framesOf = ({ exceptions, stacktrace, threads }: Event): Frame[] => {
  const traces = [
    ...exceptions.toReversed().map((exception: Exception) => exception.stacktrace),
    stacktrace,
    ...threads.filter(({ crashed }) => crashed).map((thread) => thread.stacktrace),
  ];
  const frames: Frame[] = [];
  for (const trace of traces)
    for (const frame of trace?.frames.toReversed() ?? []) {
      if (frames.length === MAX_FRAMES) return frames;
      if (frame.inApp && (frame.filename ?? frame.absPath) !== null) frames.push(frame);
    }
  return frames;
};

const pathOf = (path: string | null): string => (path ?? '').replaceAll('\\', '/').slice(0, MAX_PATH);

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].filter((text) => text !== '');

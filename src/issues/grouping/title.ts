import type { Event } from '../../ingest/index.ts';
import type { Title } from '../types.ts';
import type { SecurityReport } from './security.ts';
import type { Subject } from './subject.ts';
import { cut, firstLine } from './text.ts';

const MAX_TYPE = 128;
const MAX_VALUE = 1024;
const MAX_TITLE = 256;

/**
 * What people read of an event. The exception thrown to the top names it; a synthetic one is named by the function it crashed in; without
 * an exception it is a log message, or the kind of report. `custom` is the title of the fingerprint rule that decided.
 */
export const titleOf = (subject: Subject, report: SecurityReport | null, custom: string | null): Title => {
  const { type, value } = named(subject, report);
  const shown = custom === null ? (value === '' ? type : `${type}: ${value}`) : firstLine(custom);
  return { type, value, title: cut(shown, MAX_TITLE), culprit: culpritOf(subject) };
};

const named = (subject: Subject, report: SecurityReport | null): { type: string; value: string } => {
  const { event, main } = subject;
  if (report !== null) return { type: report.type, value: cut(messageLine(subject, report.value), MAX_VALUE) };
  if (main !== null) {
    const given = firstLine(main.type ?? '') || 'Error';
    const type = main.mechanism?.synthetic === true ? (crashFunction(subject) ?? given) : given;
    return { type: cut(type, MAX_TYPE), value: cut(firstLine(main.value ?? ''), MAX_VALUE) };
  }
  return { type: KINDS[event.kind] ?? 'Log Message', value: cut(messageLine(subject, '<no message>'), MAX_VALUE) };
};

/** An address in an image tells people less than the signal does. */
const crashFunction = ({ crash }: Subject): string | null =>
  crash === null || crash.frame.function === null ? null : crash.function;

const KINDS: Partial<Record<Event['kind'], string>> = {
  minidump: 'Minidump',
  feedback: 'User Feedback',
  monitor: 'Monitor',
};

const messageLine = ({ event, crash }: Subject, otherwise: string): string => {
  const message = firstLine(event.message?.formatted ?? '') || firstLine(event.message?.template ?? '');
  if (message !== '') return message;
  return crash?.function ?? (crash?.place || otherwise);
};

/** `function (module or file)` of the crash frame, else the transaction, else what the SDK itself calls the culprit. */
const culpritOf = ({ event, crash }: Subject): string => {
  const place = crash === null ? '' : firstLine(crash.frame.module ?? '') || crash.place;
  const name = crash?.function ?? '';
  const frame = name === '' || place === '' ? name || place : `${name} (${place})`;
  return cut(frame || firstLine(event.transaction ?? '') || firstLine(event.culprit ?? ''), MAX_TITLE);
};

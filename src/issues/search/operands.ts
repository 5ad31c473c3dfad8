import { DAY, HOUR, MILLISECOND, MINUTE, SECOND } from '../../kit/index.ts';
import type { Instant } from '../../kit/index.ts';
import type { KeyType } from './keys.ts';
import type { Operand, Unit } from './query.ts';

/** Reads one operand of a comparison or range; null where the key's type has no such value. */
export const readOperand = (type: KeyType, text: string): Operand | null => {
  if (type === 'number') return /^\d{1,15}$/.test(text) ? { kind: 'number', value: Number(text) } : null;
  if (type === 'time') return relative(text) ?? moment(text);
  if (type === 'release') return text === '' || text.includes('*') ? null : { kind: 'version', version: text };
  return null;
};

export const printOperand = (operand: Operand): string => {
  switch (operand.kind) {
    case 'number':
      return String(operand.value);
    case 'relative':
      return `${operand.amount < 0 || Object.is(operand.amount, -0) ? '-' : '+'}${Math.abs(operand.amount)}${operand.unit}`;
    case 'moment':
      return operand.text;
    case 'version':
      return operand.version;
  }
};

/** The span an operand of time names: relative times are one instant. */
export const spanOf = (operand: Operand, now: Instant): { start: Instant; end: Instant } => {
  if (operand.kind === 'moment') return operand;
  const at = operand.kind === 'relative' ? now + operand.amount * units[operand.unit] : now;
  return { start: at, end: at };
};

const units: Readonly<Record<Unit, number>> = { s: SECOND, m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY };

const relative = (text: string): Operand | null => {
  const [, sign, digits, unit] = /^([+-])(\d{1,5})([smhdw])$/.exec(text) ?? [];
  if (digits === undefined) return null;
  return { kind: 'relative', amount: (sign === '-' ? -1 : 1) * Number(digits), unit: unit as Unit };
};

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** A day, minute or second of the calendar, such as `2026-01-01`, `2026-01-01T10:30` or `2026-01-01T10:30:00+02:00`. */
const moment = (text: string): Operand | null => {
  const parts = SHAPE.exec(text);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second, zone] = parts;
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day));
  // Date would read February 30th as March 2nd.
  if (new Date(date).getUTCDate() !== Number(day) || Number(month) > 12 || Number(year) < 1970) return null;
  if (Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second ?? 0) > 59) return null;
  const offset = offsetOf(zone);
  if (offset === null) return null;
  const start =
    date * MILLISECOND +
    Number(hour ?? 0) * HOUR +
    Number(minute ?? 0) * MINUTE +
    Number(second ?? 0) * SECOND -
    offset;
  const width = hour === undefined ? DAY : second === undefined ? MINUTE : SECOND;
  return { kind: 'moment', text, start, end: start + width };
};

const offsetOf = (zone: string | undefined): number | null => {
  if (zone === undefined || zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4, 6))];
  if (hours > 14 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * HOUR + minutes * MINUTE);
};

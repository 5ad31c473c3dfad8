import type { Level } from '../event.ts';
import type { Source } from './source.ts';
import { at } from './source.ts';

const LEVELS = new Map<string, Level>([
  ['fatal', 'fatal'],
  ['critical', 'fatal'],
  ['emergency', 'fatal'],
  ['alert', 'fatal'],
  ['error', 'error'],
  ['err', 'error'],
  ['warning', 'warning'],
  ['warn', 'warning'],
  ['info', 'info'],
  ['information', 'info'],
  ['log', 'info'],
  ['notice', 'info'],
  ['debug', 'debug'],
  ['trace', 'debug'],
  ['verbose', 'debug'],
  // Python's logging levels, which old raven clients send as they are.
  ['50', 'fatal'],
  ['40', 'error'],
  ['30', 'warning'],
  ['20', 'info'],
  ['10', 'debug'],
]);

/** What Sentry's SDKs call themselves, and the languages people write into hand-made events. Anything else is `other`. */
const PLATFORMS = new Set(
  (
    'android apple as3 bun c cfml clojure cocoa cpp csharp dart deno electron elixir erlang flutter fsharp go groovy haskell java javascript ' +
    'kotlin lua native node objc other perl php powershell python r react-native ruby rust scala swift unity unreal'
  ).split(' '),
);

/** One of the five levels, also under its other names; `fallback` when absent, and with a note when unknown. */
export const level = (source: Source, key: string, fallback: Level): Level => {
  const value = source.fields[key];
  if (value === undefined || value === null || value === '') return fallback;
  const known = LEVELS.get(String(isScalar(value) ? value : '').toLowerCase());
  if (known) return known;
  source.notes.add(at(source.path, key), 'invalid', `not a level; ${fallback} is used`);
  return fallback;
};

/** A known platform in lower case, null when absent, `other` with a note when unknown. */
export const platform = (source: Source, key: string): string | null => {
  const value = source.fields[key];
  if (value === undefined || value === null || value === '') return null;
  const known = typeof value === 'string' ? value.toLowerCase() : '';
  if (PLATFORMS.has(known)) return known;
  source.notes.add(at(source.path, key), 'invalid', 'not a known platform; other is used');
  return 'other';
};

const isScalar = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

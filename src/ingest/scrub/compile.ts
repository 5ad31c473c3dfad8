import type { ScrubSettings } from '../../accounts/index.ts';
import { outsideMarkers } from './filtered.ts';
import { replaceAddresses } from './addresses.ts';
import { isSecretField } from './names.ts';
import { textScrubber } from './patterns.ts';
import { parseScrubRules } from './rules/parse.ts';
import type { ScrubRule } from './rules/parse.ts';

/** Settings made ready for use. */
export interface Scrubber {
  readonly settings: ScrubSettings;
  /** Never filtered, nor anything within. */
  readonly isSafe: (name: string) => boolean;
  /** The value of a field of this name is a secret. */
  readonly isSecret: (name: string) => boolean;
  /** Only the project's own list of names. */
  readonly isListed: (name: string) => boolean;
  readonly prose: (text: string) => string;
  readonly source: (text: string) => string;
  /** The valid ones; what is wrong with others is told where they are written. */
  readonly rules: readonly ScrubRule[];
}

const MAX_COMPILED = 256;
const MAX_NAMES = 5_000;
const byIdentity = new WeakMap<ScrubSettings, Scrubber>();
const byContent = new Map<string, Scrubber>();

/** Compiled once per content of the settings: by identity where the same object comes again, else by its JSON. */
export const compile = (settings: ScrubSettings): Scrubber => {
  const known = byIdentity.get(settings);
  if (known) return known;
  const content = JSON.stringify(settings);
  const scrubber = byContent.get(content) ?? build(settings);
  if (byContent.size >= MAX_COMPILED) byContent.clear();
  byContent.set(content, scrubber);
  byIdentity.set(settings, scrubber);
  return scrubber;
};

const build = (settings: ScrubSettings): Scrubber => {
  const listed = settings.sensitiveFields.map((field) => field.trim().toLowerCase()).filter((field) => field !== '');
  const safe = new Set(settings.safeFields.map((field) => field.trim().toLowerCase()));
  const isListed = (name: string): boolean => {
    const lower = name.toLowerCase();
    return listed.some((field) => lower.includes(field));
  };
  const { prose, source } = textScrubber(listed.map(escaped), settings.defaults);
  return {
    settings,
    isSafe: (name) => safe.size > 0 && safe.has(name.toLowerCase()),
    isListed: listed.length === 0 ? () => false : isListed,
    isSecret: remembered((name) => (settings.defaults && isSecretField(name)) || isListed(name)),
    prose: settings.ipAddresses ? (text) => withoutAddresses(prose(text)) : prose,
    source,
    rules: parseScrubRules(settings.rules).rules,
  };
};

const withoutAddresses = (text: string): string => outsideMarkers(text, (part) => replaceAddresses(part, () => '[ip]'));

/** Field names repeat from event to event; the answer for one does not change. */
const remembered = (ask: (name: string) => boolean): ((name: string) => boolean) => {
  const answers = new Map<string, boolean>();
  return (name) => {
    const known = answers.get(name);
    if (known !== undefined) return known;
    const answer = ask(name);
    if (answers.size >= MAX_NAMES) answers.clear();
    answers.set(name, answer);
    return answer;
  };
};

const escaped = (field: string): string => field.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

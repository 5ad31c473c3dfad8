import type { ScrubSettings } from '../../accounts/index.ts';
import type { Event, Json } from '../event.ts';
import { fieldTags } from '../normalise/derived-tags.ts';
import type { Scrubber } from './compile.ts';
import { compile } from './compile.ts';
import { ADDRESS_HEADER } from './addresses.ts';
import { FILTERED, isMarker } from './filtered.ts';
import { isSecretCookie, isSecretHeader, isSecretParameter } from './names.ts';
import { applyRules } from './rules/apply.ts';
import { scrubData } from './tree.ts';
import { rewriteEvent } from './walk.ts';
import type { Visit } from './walk.ts';

/**
 * The event without secrets, by the project's settings: its own rules first, then the built-in ones. The given event stays as it is.
 * Scrubbing a scrubbed event changes nothing (rules with patterns of one's own may: they see what they left).
 */
export const scrubEvent = (event: Event, settings: ScrubSettings): Event => {
  if (!settings.enabled) return event;
  const scrubber = compile(settings);
  const ruled = scrubber.rules.length === 0 ? event : inStep(event, applyRules(event, scrubber.rules), true);
  const builtIn = settings.defaults || settings.ipAddresses || settings.sensitiveFields.length > 0;
  return builtIn ? inStep(ruled, rewriteEvent(ruled, visitor(scrubber)), false) : ruled;
};

/** A text outside any event (what a person wrote as feedback), searched like a message. */
export const scrubText = (text: string, settings: ScrubSettings): string =>
  settings.enabled ? compile(settings).prose(text) : text;

const visitor = (scrubber: Scrubber): Visit => {
  const { settings } = scrubber;
  const pair = (isSecret: (name: string) => boolean, name: string, value: string): string => {
    if (scrubber.isSafe(name)) return value;
    if (value !== '' && ((settings.defaults && isSecret(name)) || scrubber.isListed(name)))
      return isMarker(value) ? value : FILTERED;
    return scrubber.prose(value);
  };
  return (value, kind, path) => {
    if (kind === 'name' || kind === 'identity') return value;
    if (kind === 'context' || typeof value !== 'string')
      return kind === 'context' ? scrubContexts(value, scrubber) : scrubData(value, scrubber);
    const name = String(path.at(-1));
    switch (kind) {
      case 'source':
        return scrubber.source(value);
      case 'header':
        // The User-Agent is the way to browser and system, and full of version numbers that look like addresses.
        if (name === 'User-Agent') return value;
        return settings.ipAddresses && ADDRESS_HEADER.test(name) ? '[ip]' : pair(isSecretHeader, name, value);
      case 'cookie':
        return pair(isSecretCookie, name, value);
      case 'query':
        return pair(isSecretParameter, name, value);
      case 'tag':
        return MACHINE_TAG.test(name) ? ignoringAddresses(scrubber).prose(value) : pair(scrubber.isSecret, name, value);
      case 'address':
        return settings.ipAddresses ? null : value;
      case 'data':
        return scrubData(value, scrubber);
      default:
        return scrubber.prose(value);
    }
  };
};

/** Versions of systems look like addresses: in what describes the machine nothing is one. */
const MACHINE = new Set(['browser', 'os', 'client_os', 'runtime', 'device', 'app', 'gpu', 'unity', 'trace']);
const MACHINE_TAG = /^(?:browser|os|client_os|runtime|device|app)(?:\.|$)/;

const scrubContexts = (contexts: Json, scrubber: Scrubber): Json => {
  if (typeof contexts !== 'object' || contexts === null || Array.isArray(contexts)) return {};
  const result: Record<string, Json> = {};
  for (const name of Object.keys(contexts)) {
    const context = contexts[name] ?? null;
    if (scrubber.isSafe(name)) result[name] = context;
    else if (MACHINE.has(name)) result[name] = scrubData(context, ignoringAddresses(scrubber));
    else result[name] = (scrubData({ [name]: context }, scrubber) as Record<string, Json>)[name] ?? null;
  }
  return result;
};

const keepingAddresses = new WeakMap<Scrubber, Scrubber>();
const ignoringAddresses = (scrubber: Scrubber): Scrubber => {
  if (!scrubber.settings.ipAddresses) return scrubber;
  const known = keepingAddresses.get(scrubber) ?? compile({ ...scrubber.settings, ipAddresses: false, rules: '' });
  keepingAddresses.set(scrubber, known);
  return known;
};

/** What repeats something that was scrubbed follows it. `byRules`: a rule may have meant the repetition itself. */
const inStep = (before: Event, after: Event, byRules: boolean): Event => ({
  ...after,
  tags: tagsInStep(before, after, byRules),
  message: messageInStep(before, after),
});

/** Tags that say what a field says: what was taken from the field must not stand on in its tag. */
const tagsInStep = (before: Event, after: Event, byRules: boolean): Event['tags'] => {
  const saidBefore = new Map(fieldTags(before));
  const sayNow = new Map(fieldTags(after));
  const sent = new Map(before.tags);
  return after.tags.flatMap(([key, value]): Event['tags'] => {
    const follows = saidBefore.has(key) && saidBefore.get(key) === sent.get(key);
    if (!follows || (byRules && value !== sent.get(key))) return [[key, value]];
    const now = sayNow.get(key);
    return now === undefined ? [] : [[key, now]];
  });
};

/** What was taken from the message must not stand on in the parameters it was made of. */
const messageInStep = (before: Event, after: Event): Event['message'] => {
  const said = before.message?.formatted;
  const { message } = after;
  if (!message || said === undefined || said === message.formatted) return message;
  const { params, formatted } = message;
  const kept = (value: Json): Json => {
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    return text.length >= 3 && said.includes(text) && !formatted.includes(text) ? FILTERED : value;
  };
  if (Array.isArray(params)) return { ...message, params: params.map(kept) };
  if (typeof params !== 'object' || params === null) return message;
  return {
    ...message,
    params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, kept(value)])),
  };
};

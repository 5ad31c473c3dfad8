import type { Json, Request } from '../event.ts';
import { header } from './request.ts';
import { asRecord, at, object } from './source.ts';
import type { Source } from './source.ts';
import { cut, wellFormed } from './text.ts';
import { parseUserAgent } from './user-agent.ts';

/** Relay's: 8 KiB a context. */
const CONTEXT = { depth: 7, size: 8_192 };
const MAX_CONTEXTS = 100;
const MAX_NAME = 128;

export interface Surroundings {
  request: Request | null;
  /** The User-Agent of the report itself; only a browser's tells of the user's device. */
  userAgent: string | null;
  /** The event happened in a browser. */
  inBrowser: boolean;
}

/** The contexts as sent, and browser, os and device from the User-Agent where they are not. */
export const contexts = (source: Source, surroundings: Surroundings): Record<string, Json> => {
  const read = sentContexts(source);
  const agentText =
    header(surroundings.request, 'User-Agent') ?? (surroundings.inBrowser ? surroundings.userAgent : null);
  if (agentText === null) return read;
  const agent = parseUserAgent(agentText);
  if (agent.browser && !('browser' in read)) read['browser'] = agent.browser;
  // On a server `os` and `device` are the server's own: its callers' system has a name of its own, their device none.
  const osName = surroundings.inBrowser ? 'os' : 'client_os';
  if (agent.os && !(osName in read)) read[osName] = agent.os;
  if (agent.device && surroundings.inBrowser && !('device' in read)) read['device'] = agent.device;
  return read;
};

const sentContexts = (source: Source): Record<string, Json> => {
  const from = object(source, 'contexts');
  if (!from) return {};
  const read: Record<string, Json> = {};
  const names = Object.keys(from.fields);
  let count = 0;
  for (const raw of names) {
    const value = from.fields[raw];
    if (value === null) continue;
    if (count === MAX_CONTEXTS) {
      source.notes.add(from.path, 'too_many', `${names.length} contexts; the first ${MAX_CONTEXTS} are kept`);
      break;
    }
    const name = cut(wellFormed(raw), MAX_NAME);
    if (name === '__proto__') source.notes.add(from.path, 'invalid', 'the key __proto__');
    else {
      if (name !== raw) source.notes.add(at(from.path, name), 'replaced', 'a name too long or not well-formed');
      read[name] = asRecord(value, CONTEXT, source.notes, at(from.path, name));
      count += 1;
    }
  }
  return read;
};

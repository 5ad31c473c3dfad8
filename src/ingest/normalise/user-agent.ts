import { parse as parseAgent } from 'bowser';
import type { Json } from '../event.ts';
import { head, wellFormed } from './text.ts';

/** What a User-Agent says, as contexts; what it does not say is absent. */
export interface Agent {
  browser?: Record<string, Json>;
  os?: Record<string, Json>;
  device?: Record<string, Json>;
}

/** Longer ones are not a browser's. It also bounds what the parser's patterns can cost. */
const MAX_LENGTH = 512;
const MAX_KNOWN = 1_000;
const known = new Map<string, Agent>();

/**
 * Browser, operating system and device behind a User-Agent header. The table of browsers is bowser's: it follows the market, which no list of ours
 * would. Parsing takes some 30 µs, so the answers for the most recent thousand are kept.
 */
export const parseUserAgent = (header: string): Agent => {
  const text = wellFormed(head(header, MAX_LENGTH));
  const before = known.get(text);
  if (before) return before;
  const agent = parse(text);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(text, agent);
  return agent;
};

const parse = (text: string): Agent => {
  if (text.trim() === '') return {};
  const { browser, os, platform } = parseAgent(text);
  const agent: Agent = {};
  if (browser.name) agent.browser = { type: 'browser', name: browser.name, ...versioned(browser.version) };
  if (os.name)
    agent.os = {
      type: 'os',
      name: os.name,
      ...versioned(os.name === 'Windows' ? (os.versionName ?? os.version) : os.version),
    };
  if (platform.model) {
    agent.device = {
      type: 'device',
      model: platform.model,
      family: platform.model,
      ...(platform.vendor ? { brand: platform.vendor } : {}),
    };
  }
  return agent;
};

/** Three parts: what comes after is the build, and splits every list of browsers. */
const versioned = (version: string | undefined): Record<string, Json> =>
  version ? { version: version.split('.').slice(0, 3).join('.') } : {};

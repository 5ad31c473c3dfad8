import { DAY, sha256, toHex } from '../../kit/index.ts';
import type { Instant } from '../../kit/index.ts';
import type { GroupingConfig } from '../types.ts';

/** The built-in algorithm. A change that gives any event another key needs a new name, and the old code kept for the transition. */
export const ALGORITHM = '2026-11';

/** For so long after a change keys of the replaced configuration still find their issues. */
export const TRANSITION = 90 * DAY;

/** Each replaced configuration costs a grouping per event while it is asked. */
const MAX_PREVIOUS = 3;

/** The configuration made of these rules: `2026-11` without rules, else `2026-11.` and 12 hex digits that stand for them. */
export const configOf = (rules: { fingerprintRules: string; stackRules: string }): GroupingConfig => {
  const said = [rules.fingerprintRules, rules.stackRules].map(meaningful);
  const version = said.every((text) => text === '')
    ? ALGORITHM
    : `${ALGORITHM}.${toHex(sha256(JSON.stringify(said))).slice(0, 12)}`;
  return { version, fingerprintRules: rules.fingerprintRules, stackRules: rules.stackRules };
};

/** Comments, blank lines and indentation change no key, so they make no new version. */
const meaningful = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .join('\n');

/**
 * The replaced configurations to ask before an unknown key makes a new issue, newest first: the issue that an old key finds gets the new key attached, so that
 * a change never splits it; old keys only find, they are not stored again. `history` holds every configuration that the
 * project had, in any order, with the instant from which it was the current one, the last time. When there were many changes, those that lasted
 * longest stay: they made the most keys.
 */
export const previousConfigs = (
  history: readonly { readonly config: GroupingConfig; readonly since: Instant }[],
  now: Instant,
): GroupingConfig[] => {
  const newestFirst = history.toSorted((a, b) => b.since - a.since);
  return newestFirst
    .map(({ config, since }, at) => ({ config, since, until: newestFirst[at - 1]?.since ?? Number.POSITIVE_INFINITY }))
    .filter(
      ({ config, until }) =>
        until !== Number.POSITIVE_INFINITY &&
        now - until < TRANSITION &&
        config.version !== newestFirst[0]?.config.version,
    )
    .toSorted((a, b) => b.until - b.since - (a.until - a.since))
    .slice(0, MAX_PREVIOUS)
    .toSorted((a, b) => b.since - a.since)
    .map(({ config }) => config);
};

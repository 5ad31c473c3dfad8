import semver from 'semver';
import type { Instant } from '../../kit/index.ts';

/**
 * Releases are ordered by epochs: a project that goes from dates or hashes to semantic versions, or back, begins a new one. Within an epoch semantic versions go
 * by their precedence, others by when they came. The order is a text that sorts by bytes, so that the database finds the latest release, or the next lower
 * one, with one look into an index.
 */
export interface ReleaseOrder {
  readonly epoch: number;
  readonly semantic: boolean;
  /** Equal for versions of equal precedence (`1.0.0+1`, `1.0.0+2`). */
  readonly key: string;
}

/** The semantic version that a release's name holds, behind its package (`Package@1.2.3-pre+build`); null for other names. */
export const semanticVersion = (name: string): semver.SemVer | null =>
  semver.parse(name.slice(name.lastIndexOf('@') + 1));

/** Where a new release goes in a project whose newest epoch is `latest` (null: it has none). */
export const orderOf = (
  name: string,
  createdAt: Instant,
  latest: { readonly epoch: number; readonly semantic: boolean } | null,
): ReleaseOrder => {
  const version = semanticVersion(name);
  const semantic = version !== null;
  const epoch = latest === null ? 0 : latest.semantic === semantic ? latest.epoch : latest.epoch + 1;
  const within = version === null ? numberKey(createdAt) : precedenceKey(version);
  return { epoch, semantic, key: `${numberKey(epoch)} ${within}` };
};

/** Precedence as semver.org defines it: a version before its pre-releases' end, numbers by size and before words, fewer identifiers before more. */
const precedenceKey = ({ major, minor, patch, prerelease }: semver.SemVer): string => {
  const core = [major, minor, patch].map(numberKey).join(' ');
  if (prerelease.length === 0) return `${core} ~`;
  const identifiers = prerelease.map((each) => (/^\d+$/.test(String(each)) ? `0${numberKey(each)}` : `1${each}`));
  // A blank sorts before every character of an identifier, and the end before everything.
  return `${core} ${identifiers.map((each) => `${each} `).join('')}`;
};

/** Digits with their number in front: sorts by size, whatever the size. */
const numberKey = (value: number | string): string => {
  const digits = String(value);
  return `${String.fromCodePoint(96 + digits.length)}${digits}`;
};

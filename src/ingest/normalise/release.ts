import type { Notes } from './notes.ts';
import type { Source } from './source.ts';
import { isRecord, name } from './source.ts';
import { head } from './text.ts';

const MAX_RELEASE = 200;
const MAX_DIST = 64;
const MAX_ENVIRONMENT = 64;
/** Read before the rules apply: long enough for every name that can be mended. */
const MAX_READ = 250;

export interface ReleaseNames {
  release: string | null;
  dist: string | null;
  environment: string | null;
}

/**
 * The names an event is filed under. Sentry rejects whole events over an odd one; here the name is mended and the event kept: slashes become dashes
 * (`@acme/web@1.0` is `@acme-web@1.0`), control characters vanish, what cannot be a name (`.`, `..`, `latest`; environment `none`) is dropped.
 * A dist means nothing without its release. `fallback` is what the request itself says (security reports: the query string).
 */
export const releaseNames = (
  source: Source,
  fallback: { release?: string | null; environment?: string | null },
): ReleaseNames => {
  const release = releaseName(source) ?? releaseName(asSource({ release: fallback.release }, source.notes));
  const dist = distName(source, release);
  const environment =
    environmentName(source) ??
    environmentName(asSource({ environment: fallback.environment }, source.notes)) ??
    environmentName(asSource({ environment: environmentTag(source.fields['tags']) }, source.notes));
  return { release, dist, environment };
};

const releaseName = (source: Source): string | null => {
  const release = mended(source, 'release', MAX_RELEASE, SLASHES);
  if (release === null || !notNames.has(release.toLowerCase())) return release;
  source.notes.add('release', 'invalid', 'not the name of a release');
  return null;
};

const distName = (source: Source, release: string | null): string | null => {
  const dist = mended(source, 'dist', MAX_DIST, /[^A-Za-z0-9_.-]/g);
  if (dist === null || release !== null) return dist;
  source.notes.add('dist', 'invalid', 'a dist without a release');
  return null;
};

const environmentName = (source: Source): string | null => {
  const environment = mended(source, 'environment', MAX_ENVIRONMENT, /\//g);
  if (environment?.toLowerCase() !== 'none') return environment;
  source.notes.add('environment', 'invalid', 'none is not the name of an environment');
  return null;
};

/** The name under which a release that somebody speaks of is filed; null for what cannot be one. The same that events of it get. */
export const releaseNamed = (said: string): string | null => {
  const name = head(withoutOddities(said.trim(), SLASHES), MAX_RELEASE).trim();
  return name === '' || notNames.has(name.toLowerCase()) ? null : name;
};

const mended = (source: Source, key: string, limit: number, dashed: RegExp): string | null => {
  const said = name(source, key, MAX_READ);
  if (said === null) return null;
  const clean = withoutOddities(said, dashed);
  if (clean !== said) source.notes.add(key, 'replaced', 'characters that such a name cannot have');
  const short = head(clean, limit);
  if (short !== clean) source.notes.add(key, 'too_long', `${clean.length} characters cut to ${limit}`);
  return short.trim() === '' ? null : short.trim();
};

const withoutOddities = (said: string, dashed: RegExp): string => said.replace(/\p{Cc}+/gu, '').replace(dashed, '-');

const SLASHES = /[/\\]/g;
const notNames: ReadonlySet<string> = new Set(['.', '..', 'latest']);

/** The environment some old clients send as a tag only; tags come in three shapes. */
const environmentTag = (tags: unknown): unknown => {
  if (isRecord(tags)) return tags['environment'];
  if (!Array.isArray(tags)) return null;
  for (const tag of tags.slice(0, 1_000)) {
    if (Array.isArray(tag) && tag[0] === 'environment') return tag[1];
    if (isRecord(tag) && tag['key'] === 'environment') return tag['value'];
  }
  return null;
};

const asSource = (fields: Record<string, unknown>, notes: Notes): Source => ({ fields, path: '', notes });

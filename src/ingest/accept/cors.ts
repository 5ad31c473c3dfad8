import { CulpritError } from '../../kit/index.ts';

const base: Readonly<Record<string, string>> = {
  'access-control-expose-headers': 'x-sentry-error,x-sentry-rate-limits,retry-after',
  'cross-origin-resource-policy': 'cross-origin',
};

/** On every answer, errors above all: a browser hides the status of an answer without them, and the SDK never learns of a limit. */
export const corsHeaders: Readonly<Record<string, string>> = { ...base, 'access-control-allow-origin': '*' };

export const preflightHeaders: Readonly<Record<string, string>> = {
  ...corsHeaders,
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers':
    'x-sentry-auth, x-requested-with, x-forwarded-for, origin, referer, accept, content-type, authentication, authorization, content-encoding, transfer-encoding',
  'access-control-max-age': '3600',
};

/** Echoes the origin of a project that allows only some, so that no other page is told it may read the answer from a cache. */
export const corsFor = (origin: string | undefined, allowed: readonly string[]): Readonly<Record<string, string>> =>
  origin === undefined || origin === '' || allowed.length === 0
    ? corsHeaders
    : { ...base, 'access-control-allow-origin': origin, vary: 'Origin' };

/** Throws CulpritError 403 for a page that the project does not know. Requests without Origin (servers, apps) always pass. */
export const checkOrigin = (origin: string | undefined, allowed: readonly string[]): void => {
  if (origin === undefined || origin === '' || allowed.length === 0) return;
  if (!allowed.some((pattern) => originMatches(origin, pattern)))
    throw new CulpritError('foreign_origin', 403, `The project does not accept events from ${origin.slice(0, 200)}.`);
};

/** Patterns: `*`, `https://app.example`, `app.example` (any scheme and port), `*.example.org` and `https://*.example.org` (every subdomain). */
export const originMatches = (origin: string, pattern: string): boolean => {
  const wanted = pattern.trim().toLowerCase().replace(/\/+$/, '');
  const actual = origin.toLowerCase();
  if (wanted === '*' || wanted === actual) return true;
  const [scheme, hostPattern] = wanted.includes('://') ? wanted.split('://', 2) : [null, wanted];
  if (hostPattern === undefined || hostPattern === '' || !URL.canParse(actual)) return false;
  const { protocol, host, hostname } = new URL(actual);
  if (scheme !== null && `${scheme}:` !== protocol) return false;
  if (hostPattern.startsWith('*.'))
    return hostname.endsWith(hostPattern.slice(1)) || host.endsWith(hostPattern.slice(1));
  return scheme === null && (hostPattern === hostname || hostPattern === host);
};

import type { Dialect } from './dialects.ts';

const MAX_PATH = 512;
/** Scripts inside a page: its address says where people were, not which code failed. */
const PAGE = 'page';
/** Deeper folders differ between the machines that one release runs on (`/home/ann/shop/…`, `/srv/releases/12/…`). */
const KEPT_SEGMENTS = 3;

/**
 * The part of a path that stays the same between machines, builds and releases: without scheme, host, query, content hashes, versions and
 * release folders; lower case; the last three segments, or from the package on for code of packages. Empty when the path names no file.
 *
 * @example normalisePath('https://cdn.example/static/assets/index-DP_OhMpY.js?v=3') // 'static/assets/index.js'
 */
export const normalisePath = (path: string): string => {
  let rest = path
    .slice(0, MAX_PATH)
    .replaceAll('\\', '/')
    .replace(/^(?:async |blob:)+/, '');
  if (NO_FILE.test(rest)) return '';
  const url = SCHEME.exec(rest);
  const end = rest.search(url === null ? /\?/ : /[?#]/);
  if (end >= 0) rest = rest.slice(0, end);
  if (url !== null) {
    rest = withoutOrigin(rest.slice(url[0].length), url[1] as string);
    if (!rest.slice(rest.lastIndexOf('/') + 1).includes('.')) return PAGE;
  }
  if (/^[a-z]:\//i.test(rest)) rest = rest.slice(2);
  const packaged = packageStart(rest);
  const segments = segmentsOf(packaged < 0 ? rest : rest.slice(packaged));
  return (packaged < 0 ? segments.slice(-KEPT_SEGMENTS) : segments).join('/').toLowerCase();
};

/**
 * A module without what differs between SDK generations and builds: file extension (`old.cjs` of old Node SDKs is `old` in new ones),
 * content hashes, versions, generated class numbers. Empty when it names nothing (`<anonymous>`, `__main__`: the path says more).
 */
export const normaliseModule = (module: string, dialect: Dialect): string => {
  const name = module.slice(0, MAX_PATH).trim();
  if (name === '' || name === '?' || name.startsWith('<') || name === '__main__' || name === '[native code]') return '';
  if (dialect === 'javascript') return withoutHash(name, true).replace(SCRIPT_EXTENSION, '');
  if (dialect === 'jvm') return normaliseClass(name);
  if (dialect === 'dotnet') return name.replace(/[+.]?<[^<>]{0,256}>[a-z]?__?[\w|]*$/, '').replace(/`\d+/g, '');
  if (dialect === 'go') return name.replaceAll('%2e', '.').replace(/@v[^/]*/, '');
  return name;
};

/** Anonymous and generated classes are numbered by the compiler or the run: `Cart$1`, `Cart$$Lambda$14/0x0800`, `Cart$$EnhancerBySpringCGLIB$$1a2b`. */
const normaliseClass = (name: string): string =>
  name
    .replace(
      /_?\$\$_?(?:Lambda|ExternalSyntheticLambda|EnhancerBy|FastClassBy|SpringCGLIB|HibernateProxy|javassist|jvst|Weld).*$/s,
      '',
    )
    .replace(/(\$Proxy|GeneratedMethodAccessor|GeneratedConstructorAccessor)\d+$/, '$1')
    .replace(/\$\d+(?=\$|$)/g, '');

/** A file name that carries a content hash (`index-DP_OhMpY.js`, `main.3f2a9c1b.chunk.js`) belongs to a bundle. */
export const isHashedFile = (path: string): boolean => {
  const end = path.search(/[?#]/);
  const file = (end < 0 ? path : path.slice(0, end)).slice(-256);
  const name = file.slice(file.lastIndexOf('/') + 1);
  return withoutHash(name) !== name || /[.-]min\.[cm]?js$/.test(name);
};

const SCHEME = /^([a-z][a-z0-9+.-]{1,30}):\/\//i;
const SCRIPT_EXTENSION = /\.(?:[cm]?[jt]sx?|jsbundle)$/i;
/** Code without a file: evaluated, built in, generated. */
const NO_FILE =
  /^(?:$|\?$|<|\[native code\]|native$|native code$|eval at |eval code|anonymous$|\(unknown|unknown$|wasm-function|debugger eval)/i;
const PACKAGES = /(?:^|\/)(?:node_modules|bower_components|site-packages|dist-packages|gems|pkg\/mod)\//g;

/** After `scheme://`: the path without host, without `.`, without the layer that Next.js puts first (`(app-pages-browser)/./src/x.ts`). */
const withoutOrigin = (rest: string, scheme: string): string => {
  const slash = rest.indexOf('/');
  const hostless = slash === 0 || /^(?:file|app|capacitor|ionic)$/i.test(scheme);
  const path = hostless ? rest : slash < 0 ? '' : rest.slice(slash + 1);
  return path.replace(/^\/?\([\w-]{1,64}\)\//, '');
};

/** Where the last package folder's content begins; −1 outside packages. */
const packageStart = (path: string): number => {
  let start = -1;
  for (const found of path.matchAll(PACKAGES)) start = found.index + found[0].length;
  return start;
};

const segmentsOf = (path: string): string[] => {
  const segments: string[] = [];
  const parts = path.split('/');
  for (const [at, part] of parts.entries()) {
    if (part === '' || part === '.' || part === '..') continue;
    const last = at === parts.length - 1;
    if (!last && isRelease(part)) continue;
    segments.push(withoutVersion(withoutHash(part)));
  }
  return segments;
};

/** A folder made by a deployment: a version, a time stamp, a revision, a UUID, a build id. */
const isRelease = (part: string): boolean =>
  /^v?\d+(?:\.\d+)+(?:[-+][\w.+-]*)?$/.test(part) ||
  /^\d{8,}$/.test(part) ||
  (/^[0-9a-f]{7,64}$/i.test(part) && /\d/.test(part) && /[a-f]/i.test(part)) ||
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(part) ||
  (part.length >= 20 && part.length <= 64 && looksRandom(part) && /\d/.test(part));

/** `rack-2.2.3` → `rack`, `foo@1.2.3` → `foo`, `python3.11` → `python`; a bare `v2` stays, since APIs have folders of that name. */
const withoutVersion = (part: string): string => {
  const cut = part
    .replace(/[-@_]v?\d+(?:\.\d+)+(?:[-+.@_][\w.+-]*)?(?=$|\.[a-z]{2,5}$)/i, '')
    .replace(/^([a-z]{2,20})\d+\.\d+(?:\.\d+)*$/i, '$1');
  return cut === '' ? part : cut;
};

/** Takes the content hash out of a file name; names without one stay as they are. */
const withoutHash = (name: string, script = false): string => {
  const parts = /^(.*?)((?:\.(?:chunk|bundle|min|module|legacy|umd|esm|[cm]?[jt]sx?|css|map|jsbundle|wasm))*)$/is.exec(
    name,
  );
  if (parts === null) return name;
  const [, stem = '', extensions = ''] = parts;
  for (const length of script || extensions !== '' ? [8, 10] : []) {
    const separator = stem.at(-length - 1);
    if ((separator === '-' || separator === '.' || separator === '_') && looksRandom(stem.slice(-length)))
      return stem.slice(0, -length - 1) + extensions;
  }
  const token = /[-._~@]([0-9a-f]{5,64}|[0-9a-z]{20,64})$/i.exec(stem);
  if (token === null || !isHash(token[1] as string)) return name;
  return stem.slice(0, token.index) + extensions;
};

const isHash = (token: string): boolean => {
  const hex = /^[0-9a-f]+$/i.test(token);
  if (hex) return token.length >= 8 ? /\d/.test(token) : /\d/.test(token) && /[a-f]/i.test(token);
  return /\d/.test(token) && /[a-z]/i.test(token);
};

/**
 * Letters as a hash mixes them (base64url, base32), not as people write words: digits between letters, capitals that start no word, or
 * nothing but capitals.
 */
const looksRandom = (token: string): boolean => {
  if (!/^[A-Za-z0-9_-]+$/.test(token)) return false;
  if (/^\d+$/.test(token) || /^[A-Z]+$/.test(token)) return true;
  const core = token.replace(/\d+$/, '');
  const mixed = /[a-z]/.test(core) && /[A-Z]/.test(core);
  if (/[-_]/.test(core)) return mixed && (/\d/.test(core) || !/^(?:[A-Z]?[a-z]{3,}[-_]?)+$/.test(core));
  if (/\d/.test(core)) return /[A-Z]/.test(core);
  return mixed && !/^(?:[A-Z]{1,4}|[a-z])?[a-z]*(?:[A-Z]{1,4}[a-z]{2,})*$/.test(core);
};

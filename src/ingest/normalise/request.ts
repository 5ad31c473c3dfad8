import type { Json, Request } from '../event.ts';
import type { Pair, PairRules } from './pairs.ts';
import { pairs } from './pairs.ts';
import { at, json, object, record, text } from './source.ts';
import type { Source } from './source.ts';
import { wellFormed } from './text.ts';

const MAX_URL = 2_048;
const MAX_FRAGMENT = 1_024;
const DATA = { depth: 7, size: 16_384 };
const ENV = { depth: 3, size: 8_192 };

/** What the failing code was asked to do, from `request`; null when nothing of it is usable. */
export const request = (source: Source): Request | null => {
  const from = object(source, 'request');
  if (!from) return null;
  const { url, query, fragment } = splitUrl(text(from, 'url', 4 * MAX_URL), from);
  const headers = pairs(from, 'headers', HEADERS);
  const cookies = pairs(from, 'cookies', COOKIES);
  const read: Request = {
    method: method(from),
    url,
    query: hasContent(from.fields['query_string']) ? pairs(from, 'query_string', QUERY) : query,
    fragment: text(from, 'fragment', MAX_FRAGMENT) ?? fragment,
    headers: headers.filter(([name]) => name !== 'Cookie'),
    cookies: cookies.length > 0 ? cookies : cookiesOfHeader(from, headers),
    data: body(from, headers),
    env: record(from, 'env', ENV),
  };
  const empty =
    read.method === null &&
    read.url === null &&
    read.fragment === null &&
    read.data === null &&
    read.query.length + read.headers.length + read.cookies.length + Object.keys(read.env).length === 0;
  if (!empty) return read;
  if (Object.values(from.fields).some(hasContent))
    source.notes.add(from.path, 'invalid', 'nothing of a request is in it');
  return null;
};

/** The value of a header, by its name as `Content-Type` is written; null when absent. */
export const header = (read: Request | null, name: string): string | null =>
  read?.headers.find(([key]) => key === name)?.[1] ?? null;

/** `user-agent` → `User-Agent`: header names mean the same in any case, so one form is kept. */
const headerName = (name: string): string => {
  const known = HEADER_NAMES.get(name);
  if (known !== undefined) return known;
  // Only ASCII names can be HTTP; lower case could make others longer.
  if (!/^[\x20-\x7e]*$/.test(name)) return name;
  const form = name
    .trim()
    .toLowerCase()
    .replace(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase());
  if (HEADER_NAMES.size < 1_000) HEADER_NAMES.set(name, form);
  return form;
};
const HEADER_NAMES = new Map<string, string>();

function* splitPairs(list: string, separator: string, equals: string): Generator<Pair> {
  for (const part of list.split(separator)) {
    const middle = part.indexOf(equals);
    const name = (middle < 0 ? part : part.slice(0, middle)).trim();
    if (name !== '') yield [name, middle < 0 ? '' : part.slice(middle + 1).trim()];
  }
}

const HEADERS: PairRules = {
  parse: (list) => splitPairs(list.replaceAll('\r', ''), '\n', ':'),
  most: 100,
  nameSize: 200,
  valueSize: 4_096,
  rename: headerName,
};
const COOKIES: PairRules = { parse: (list) => splitPairs(list, ';', '='), most: 100, nameSize: 200, valueSize: 2_048 };
const QUERY: PairRules = {
  parse: (query) => new URLSearchParams(query.startsWith('?') ? query.slice(1) : query),
  most: 100,
  nameSize: 200,
  valueSize: 2_048,
};

const cookiesOfHeader = (from: Source, headers: readonly Pair[]): Pair[] => {
  const sent = headers.filter(([name]) => name === 'Cookie').map(([, value]) => value);
  return sent.length === 0 ? [] : pairs({ ...from, fields: { cookies: sent.join(';') } }, 'cookies', COOKIES);
};

const splitUrl = (
  full: string | null,
  from: Source,
): { url: string | null; query: Pair[]; fragment: string | null } => {
  if (full === null) return { url: null, query: [], fragment: null };
  const hash = full.indexOf('#');
  const beforeHash = hash < 0 ? full : full.slice(0, hash);
  const mark = beforeHash.indexOf('?');
  const part = (key: string, value: string, limit: number) => text({ ...from, fields: { [key]: value } }, key, limit);
  return {
    url: part('url', mark < 0 ? beforeHash : beforeHash.slice(0, mark), MAX_URL),
    query:
      mark < 0 ? [] : pairs({ ...from, fields: { query_string: beforeHash.slice(mark + 1) } }, 'query_string', QUERY),
    fragment: hash < 0 ? null : part('fragment', full.slice(hash + 1), MAX_FRAGMENT),
  };
};

const method = (from: Source): string | null => {
  const said = text(from, 'method', 64)?.toUpperCase() ?? null;
  if (said === null || /^[A-Z-]{1,32}$/.test(said)) return said;
  from.notes.add(at(from.path, 'method'), 'invalid', 'not an HTTP method');
  return null;
};

/** The body; JSON and forms that were sent as text are taken apart, so that fields can be read, and scrubbed by name. */
const body = (from: Source, headers: readonly Pair[]): Json => {
  const value = from.fields['data'];
  if (typeof value !== 'string') return json(from, 'data', DATA);
  if (value === '') return null;
  // Cleaned first: whether a text is JSON must not change by cleaning.
  const clean = wellFormed(value);
  const type = headers.find(([name]) => name === 'Content-Type')?.[1] ?? '';
  return json({ ...from, fields: { data: parsedJson(clean) ?? parsedForm(clean, type) ?? value } }, 'data', DATA);
};

const parsedJson = (value: string): unknown => {
  if (!/^\s{0,20}[{[]/.test(value)) return null;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return null;
  }
};

/** Forms that would be cut stay text: half a form is none. */
const parsedForm = (value: string, type: string): unknown => {
  if (value.length > DATA.size - 64 || !/x-www-form-urlencoded/i.test(type) || !/^[^\s={}[\]"]{1,200}=/.test(value))
    return null;
  const form = new Map<string, string | string[]>();
  for (const [name, one] of new URLSearchParams(value)) {
    const before = form.get(name);
    if (before === undefined) form.set(name, one);
    else if (typeof before === 'string') form.set(name, [before, one]);
    else before.push(one);
  }
  return Object.fromEntries(form);
};

const hasContent = (value: unknown): boolean =>
  value !== null &&
  value !== undefined &&
  value !== '' &&
  !(typeof value === 'object' && Object.keys(value).length === 0);

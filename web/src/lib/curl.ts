import type { HttpRequest } from '../api/event.ts';

/** The recorded request as a curl command for a POSIX shell; filtered values stay as they are and are to be filled in. */
export const toCurl = (request: HttpRequest): string => {
  const query = request.query.map(([k, v]) => `${encodeURIComponent(k)}=${encodeURIComponent(v)}`).join('&');
  const url = `${request.url ?? ''}${query === '' ? '' : `?${query}`}`;
  const parts = ['curl'];
  const method = request.method?.toUpperCase() ?? 'GET';
  if (method !== 'GET') parts.push(`-X ${quote(method)}`);
  for (const [name, value] of request.headers) {
    if (token.test(name) && !/^(host|content-length|connection|cookie)$/i.test(name)) {
      parts.push(`-H ${quote(`${name}: ${oneLine(value)}`)}`);
    }
  }
  const cookies =
    request.cookies.length > 0 ? request.cookies.map(([k, v]) => `${k}=${v}`).join('; ') : header(request, 'cookie');
  if (cookies) parts.push(`-H ${quote(`Cookie: ${oneLine(cookies)}`)}`);
  if (request.data !== null && request.data !== '') {
    parts.push(`--data-raw ${quote(typeof request.data === 'string' ? request.data : JSON.stringify(request.data))}`);
  }
  return [...parts, `--url ${quote(url)}`].join(' \\\n  ');
};

/** A header's name as RFC 9110 §5.1 allows it; curl would read a file for one that begins with `@`. */
const token = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ');

const header = (request: HttpRequest, name: string): string | undefined =>
  request.headers.find(([key]) => key.toLowerCase() === name)?.[1];

/** One shell word: nothing inside single quotes is special but the quote itself. NUL cannot stand in an argument. */
export const quote = (text: string): string => `'${text.replaceAll('\0', '').replaceAll("'", `'\\''`)}'`;

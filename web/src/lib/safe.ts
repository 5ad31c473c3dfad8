/**
 * Text from outside, taken apart into what may be shown as it is and characters that would hide or reorder it: controls, bidirectional overrides,
 * zero-width marks. Joiners (U+200C, U+200D) stay: scripts and emoji need them.
 */
export const splitInvisible = (text: string): { text: string; code: string | null }[] => {
  if (!invisible.test(text)) return [{ text, code: null }];
  const parts: { text: string; code: string | null }[] = [];
  let at = 0;
  for (const match of text.matchAll(invisibleAll)) {
    if (match.index > at) parts.push({ text: text.slice(at, match.index), code: null });
    parts.push({ text: '', code: nameOf(match[0]) });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), code: null });
  return parts;
};

const pattern =
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  '\\r(?!\\n)|[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\ufff9-\\ufffb]|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]';
const invisible = new RegExp(pattern);
const invisibleAll = new RegExp(pattern, 'g');

const escapes: Record<string, string> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
};
const nameOf = (char: string): string =>
  escapes[char] ?? `U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;

/** The address when it is plainly http or https, else null: nothing else becomes a link. */
export const safeUrl = (text: string | null | undefined): string | null => {
  if (!text || text.length > 2_048 || !/^https?:\/\/[^\s"'<>\\]+$/i.test(text) || invisible.test(text)) return null;
  try {
    const url = new URL(text);
    return (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '' && url.password === ''
      ? url.href
      : null;
  } catch {
    return null;
  }
};

/** A place inside this app to return to after signing in, else the front page: never another host (browsers skip tabs and take `\\` for `/`). */
export const safeReturn = (path: string | undefined): string =>
  path !== undefined && /^\/(?![/\\])[^\\\s]*$/.test(path) && !invisible.test(path) ? path : '/';

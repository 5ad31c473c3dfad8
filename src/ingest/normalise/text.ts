/** What stands for a character that PostgreSQL or UTF-8 cannot hold: NUL and lone surrogates (JavaScript SDKs send both). */
const REPLACEMENT = '\uFFFD';

/** The same text, storable everywhere; the same string when nothing had to change. */
export const wellFormed = (text: string): string =>
  text.isWellFormed() && !text.includes('\0') ? text : text.toWellFormed().replaceAll('\0', REPLACEMENT);

/** The first `length` UTF-16 units, one less where that would split a surrogate pair. */
export const head = (text: string, length: number): string => {
  if (text.length <= length) return text;
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd8_00 && last <= 0xdb_ff ? length - 1 : length);
};

/** At most `limit` UTF-16 units; a cut text ends with `...`, as the SDKs' own trimming does. `limit` ≥ 3. */
export const cut = (text: string, limit: number): string =>
  text.length <= limit ? text : `${head(text, limit - 3)}...`;

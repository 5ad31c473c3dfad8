/**
 * Text of events as one clean line: no control characters, nothing that turns the direction of reading or hides (bidirectional marks, zero-width characters), no halves of
 * characters; cut at `max` UTF-16 units.
 */
export const clean = (text: string, max: number): string => {
  // Whatever comes after can only be blanks or is cut anyway: hostile megabytes are not worth a look.
  const line = text
    .slice(0, max * 4)
    .toWellFormed()
    .replaceAll(
      // oxlint-disable-next-line no-control-regex
      /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]+/g,
      ' ',
    )
    .replaceAll(/\s+/g, ' ')
    .trim();
  return cut(line, max);
};

/** At most `max` UTF-16 units, with an ellipsis where something is missing, never half a character. */
export const cut = (text: string, max: number): string => {
  if (text.length <= max) return text;
  const end = max - 1;
  const half = /[\ud800-\udbff]/.test(text.charAt(end - 1));
  return `${text.slice(0, half ? end - 1 : end)}…`;
};

/** As many lines as fit into `budget` characters, joined; `rest` says how many are missing. */
export const fitLines = (lines: readonly string[], budget: number, rest: (missing: number) => string): string => {
  let used = 0;
  const room = budget - rest(lines.length).length - 1;
  const fitting = lines.findIndex((line) => (used += line.length + 1) > room);
  if (fitting === -1) return lines.join('\n');
  return [...lines.slice(0, fitting), rest(lines.length - fitting)].join('\n');
};

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

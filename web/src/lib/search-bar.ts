/** What is being typed at the caret of a search, and which part of the text a suggestion replaces. */
export type Spot =
  | { readonly kind: 'key'; readonly prefix: string; readonly start: number; readonly end: number }
  | {
      readonly kind: 'value';
      readonly key: string;
      readonly prefix: string;
      readonly start: number;
      readonly end: number;
    };

/** Reads the word at the caret. Quotes keep words together; signs before a word (`!`, `-`, `(`) and before a value (`>=`) are no part of it. */
export const spotAt = (text: string, caret: number): Spot => {
  const [from, end] = wordAt(text, caret);
  const word = text.slice(from, end);
  const start = from + (/^[(!-]*/.exec(word)?.[0].length ?? 0);
  const typed = text.slice(start, Math.max(start, caret));
  const [, key] = /^(tags\[[^\]]*\]|[^\s:"]+):(?![:/])/.exec(typed) ?? [];
  if (key === undefined) return { kind: 'key', prefix: typed.replace(/^"/, ''), start, end };
  const behind = typed.slice(key.length + 1);
  const sign = /^(>=|<=|>|<)?"?/.exec(behind)?.[0] ?? '';
  const quoted = sign.endsWith('"') ? 1 : 0;
  return {
    kind: 'value',
    key,
    prefix: behind.slice(sign.length),
    // A quote that was opened is part of what is replaced: the suggestion brings its own.
    start: start + key.length + 1 + sign.length - quoted,
    end,
  };
};

/** From where to where the word reaches in which the caret stands. */
const wordAt = (text: string, caret: number): [start: number, end: number] => {
  let start = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const sign = text[index];
    if (sign === '\\' && quoted) index += 1;
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === ' ' || sign === ')')) {
      if (index >= caret) return [start, index];
      start = index + 1;
    }
  }
  return [start, text.length];
};

/** The text with a suggestion in place, and where the caret then stands: behind a value and a space, or right behind a key's colon. */
export const complete = (text: string, spot: Spot, chosen: string): { text: string; caret: number } => {
  const rest = text.slice(spot.end);
  const written = spot.kind === 'key' ? `${chosen}:` : `${chosen}${rest.startsWith(' ') ? '' : ' '}`;
  const before = text.slice(0, spot.start) + written;
  const caret = before.length + (spot.kind === 'value' && rest.startsWith(' ') ? 1 : 0);
  return { text: before + rest, caret };
};

/** A text around the mistake in it: column counts from 1, and the mistake is never empty. */
export const cutAt = (
  text: string,
  { column, length }: { readonly column: number; readonly length: number },
): [before: string, wrong: string, behind: string] => {
  const start = Math.min(Math.max(column - 1, 0), text.length);
  const end = Math.max(start, Math.min(start + length, text.length));
  return [text.slice(0, start), text.slice(start, end) || ' ', text.slice(end)];
};

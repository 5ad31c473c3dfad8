/** More are text. */
const MAX_MENTIONS = 20;

/**
 * The handles that a comment names by `@ada` or `@ada@example.org`, in lower case, each once; whom they mean is for accounts to say. What stands in code, in the
 * middle of a word or an address is no mention. Pure; linear in the length.
 */
export const handlesIn = (markdown: string): string[] => {
  const found = new Set<string>();
  for (const { 1: handle = '' } of withoutCode(markdown).matchAll(mention)) {
    found.add(handle.replace(/[.+-]+$/, '').toLowerCase());
    if (found.size === MAX_MENTIONS) break;
  }
  return [...found];
};

const mention = /(?<![\w@./+-])@([a-z0-9_][\w.+-]{0,63}(?:@[a-z0-9][a-z0-9.-]{0,250})?)/gi;

/** Fenced blocks first, then spans. */
const withoutCode = (markdown: string): string =>
  markdown
    .split(/^ {0,3}(?:```|~~~).*$/m)
    .filter((_, index) => index % 2 === 0)
    .join('\n')
    .replaceAll(/`[^`\n]*`/g, ' ');

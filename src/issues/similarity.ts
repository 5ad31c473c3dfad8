/** Longer titles say no more. */
const MAX_WORDS = 30;

/**
 * The words of a title that tell it from others, each once, in lower case: letters only, so that numbers, ids and addresses do not make two titles of one bug
 * look different. Pure.
 */
export const titleWords = (title: string): string[] =>
  [
    ...new Set(
      title
        .toLowerCase()
        .split(/[^\p{L}\p{N}_$]+/u)
        .filter((word) => word.length >= 3 && !/\d/.test(word)),
    ),
  ].slice(0, MAX_WORDS);

/** Shared words of all words, 0 to 1 (Jaccard); 0 where one has none. Pure. */
export const similarity = (a: readonly string[], b: readonly string[]): number => {
  if (a.length === 0 || b.length === 0) return 0;
  const other = new Set(b);
  const shared = a.filter((word) => other.has(word)).length;
  return shared / (a.length + b.length - shared);
};

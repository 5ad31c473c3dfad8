/** Of a message more is not looked at. */
const MAX_LENGTH = 10_000;

/**
 * The numbers of the issues of a project that a commit message says it fixes: `Fixes SHOP-12`, `closes: SHOP-12, SHOP-13 and SHOP-14`. Any case; only short ids
 * of the given slug. Pure.
 */
export const fixedIn = (message: string, slug: string): number[] => {
  const words = message
    .slice(0, MAX_LENGTH)
    .split(/[\s,;&()[\]]+/)
    .filter((word) => word !== '');
  const found = new Set<number>();
  let listing = false;
  for (const word of words) {
    const number = numberOf(word, slug);
    if (keyword.test(word)) listing = true;
    else if (listing && number !== null) found.add(number);
    else if (!shortId.test(word) && word.toLowerCase() !== 'and') listing = false;
  }
  return [...found];
};

const keyword = /^(fix|fixe[sd]|close[sd]?|resolve[sd]?):?$/i;
/** Of whichever project: a list may name several. */
const shortId = /^[a-z0-9-]{1,60}-\d{1,9}[.:!]?$/i;

const numberOf = (word: string, slug: string): number | null => {
  const [, name, number] = /^#?([a-z0-9-]{1,60})-(\d{1,9})[.:!]?$/i.exec(word) ?? [];
  return name?.toLowerCase() === slug && number !== undefined ? Number(number) : null;
};

/** `[a-z0-9-]{1,50}` from a name: `Tea Shop (EU)` → `tea-shop-eu`. Never only digits, which would read as an id; `kind` then goes before them. */
export const slugOf = (name: string, kind = 'project'): string => {
  const folded = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replaceAll(/^-+|-+$/g, '');
  if (folded === '') return kind;
  return /^\d+$/.test(folded) ? `${kind}-${folded}`.slice(0, 50) : folded;
};

/** The slug itself or, where it is taken, with the lowest free number: `shop-2`. */
export const freeSlug = (slug: string, taken: ReadonlySet<string>): string => {
  if (!taken.has(slug)) return slug;
  for (let number = 2; ; number++) {
    const ending = `-${number}`;
    const candidate = slug.slice(0, 50 - ending.length).replace(/-+$/, '') + ending;
    if (!taken.has(candidate)) return candidate;
  }
};

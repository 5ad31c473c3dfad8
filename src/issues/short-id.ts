/** As people say it: `SHOP-12`. */
export const shortIdOf = (slug: string, number: number): string => `${slug.toUpperCase()}-${number}`;

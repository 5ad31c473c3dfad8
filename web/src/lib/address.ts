/** The value when it is one of those allowed, else undefined: addresses are typed by people too. */
export const oneOf = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined =>
  allowed.find((item) => item === value);

export const text = (value: unknown, most = 500): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, most) : undefined;

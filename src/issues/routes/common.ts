import { Type } from 'typebox';
import type { Static, TSchema } from 'typebox';
import type { Instant } from '../../kit/index.ts';
import { toIso } from '../../kit/index.ts';

/** Words that the schemas of this room share. */
export const tags = ['issues'];

export const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

/** Written as a list of types, which serialises without trying one after the other. */
export const textOrNull = Type.Unsafe<string | null>({ type: ['string', 'null'] });
export const numberOrNull = Type.Unsafe<number | null>({ type: ['number', 'null'] });
export const instant = Type.String({ format: 'date-time', description: 'ISO 8601, UTC' });
export const instantOrNull = Type.Unsafe<string | null>({ type: ['string', 'null'], format: 'date-time' });
export const level = Type.Enum(['fatal', 'error', 'warning', 'info', 'debug']);
export const hex32 = Type.String({ pattern: '^[0-9a-f]{32}$', description: '32 hexadecimal digits' });

export const projectPath = Type.Object({ projectId: Type.String({ maxLength: 60, description: 'Number or slug' }) });
export const issuePath = Type.Object({
  issueId: Type.String({ maxLength: 80, description: 'Number or short id, such as SHOP-12', examples: ['SHOP-12'] }),
});
export const eventPath = Type.Object({
  ...projectPath.properties,
  eventId: Type.String({ maxLength: 36, description: '32 hexadecimal digits, with or without hyphens' }),
});

export const pageQuery = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 25 }),
  cursor: Type.Optional(Type.String({ maxLength: 500, description: 'nextCursor of the page before' })),
});

export const pageOf = <Item extends TSchema>(item: Item) =>
  Type.Object({ items: Type.Array(item), nextCursor: textOrNull });

export const bucket = Type.Object({ start: instant, count: Type.Integer() });

export const showBuckets = (
  buckets: readonly { readonly start: Instant; readonly count: number }[],
): Static<typeof bucket>[] => buckets.map(({ start, count }) => ({ start: toIso(start), count }));

export const iso = (at: Instant | null): string | null => (at === null ? null : toIso(at));

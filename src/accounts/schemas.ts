import { Type } from 'typebox';
import type { Static, TSchema } from 'typebox';
import { toIso } from '../kit/index.ts';
import type { Instant } from '../kit/index.ts';
import { dsnOf } from './dsn.ts';
import type { Key } from './key-store.ts';
import type { Token } from './tokens.ts';
import type { Project, Scope } from './types.ts';

export const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
const closed = { additionalProperties: false } as const;
export const instant = Type.String({ format: 'date-time', description: 'ISO 8601, UTC' });

export const role = Type.Enum(['owner', 'admin', 'member', 'viewer']);
export const scope = Type.Enum(['read', 'write', 'admin']);
export const email = Type.String({ minLength: 3, maxLength: 254, examples: ['ada@example.org'] });
export const password = Type.String({ minLength: 1, maxLength: 1_000, description: 'At least 8 characters' });
export const userName = Type.String({ maxLength: 100 });
export const projectName = Type.String({ minLength: 1, maxLength: 100 });
export const platform = Type.String({
  pattern: '^[A-Za-z0-9._-]{1,50}$',
  examples: ['node', 'python', 'javascript-react'],
});
export const label = Type.String({ maxLength: 100 });

export const user = Type.Object({ id: Type.Integer(), email: Type.String(), name: Type.String(), role });
export const session = Type.Object({
  user,
  can: Type.Object(
    { write: Type.Boolean(), admin: Type.Boolean() },
    { description: 'What the caller may do; a token perhaps less than its user' },
  ),
});

/** Who is signed in, with what these scopes let them do. */
export const showSession = (of: Static<typeof user>, scopes: readonly Scope[]): Static<typeof session> => ({
  user: of,
  can: { write: scopes.includes('write'), admin: scopes.includes('admin') },
});

export const token = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  scopes: Type.Array(scope),
  projectId: nullable(Type.Integer()),
  createdAt: instant,
  expiresAt: nullable(instant),
  lastUsedAt: nullable(instant),
  prefix: Type.String({ description: 'The first characters of the token' }),
});

export const newToken = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    scopes: Type.Array(scope, { minItems: 1, maxItems: 3 }),
    projectId: Type.Optional(nullable(Type.Integer())),
    expiresAt: Type.Optional(nullable(instant)),
  },
  closed,
);

const fieldNames = Type.Array(Type.String({ maxLength: 200 }), { maxItems: 500 });
const origins = Type.Array(Type.String({ pattern: '^[A-Za-z0-9*.:/\\[\\]-]*$', maxLength: 253 }), { maxItems: 200 });
const rules = Type.String({ maxLength: 100_000 });
const scrub = {
  enabled: Type.Boolean(),
  defaults: Type.Boolean(),
  ipAddresses: Type.Boolean(),
  sensitiveFields: fieldNames,
  safeFields: fieldNames,
  rules,
};
const grouping = { fingerprintRules: rules, stackRules: rules };
const retention = {
  maxEvents: nullable(
    Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: 'Stored events; null: as the installation says' }),
  ),
  maxAgeDays: nullable(
    Type.Integer({ minimum: 1, maximum: 36_500, description: 'Days from receipt; null: as the installation says' }),
  ),
};

export const settings = Type.Object({
  scrub: Type.Object(scrub),
  allowedOrigins: origins,
  grouping: Type.Object(grouping),
  retention: Type.Object(retention),
});

export const settingsPatch = Type.Object(
  {
    scrub: Type.Optional(Type.Partial(Type.Object(scrub), closed)),
    allowedOrigins: Type.Optional(origins),
    grouping: Type.Optional(Type.Partial(Type.Object(grouping), closed)),
    retention: Type.Optional(Type.Partial(Type.Object(retention), closed)),
  },
  closed,
);

export const project = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  slug: Type.String(),
  platform: Type.String(),
  createdAt: instant,
  dsn: Type.String({ description: 'Where SDKs send to' }),
  settings,
});

export const rateLimit = nullable(
  Type.Object(
    {
      count: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
      windowSeconds: Type.Integer({ minimum: 1, maximum: 2_592_000 }),
    },
    closed,
  ),
);

export const key = Type.Object({
  id: Type.Integer(),
  publicKey: Type.String(),
  label: Type.String(),
  enabled: Type.Boolean(),
  rateLimit,
  dsn: Type.String(),
  createdAt: instant,
  lastUsedAt: nullable(instant),
});

export const projectPath = Type.Object({ projectId: Type.String({ maxLength: 60, description: 'Number or slug' }) });
export const keyPath = Type.Object({ ...projectPath.properties, keyId: Type.Integer() });
export const pageQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 25 })),
  cursor: Type.Optional(Type.String({ maxLength: 500, description: 'nextCursor of the page before' })),
});
export const nothing = Type.Null({ description: 'Done' });

export const pageOf = <Item extends TSchema>(item: Item) =>
  Type.Object({ items: Type.Array(item), nextCursor: nullable(Type.String()) });

export const showToken = (one: Token): Static<typeof token> => ({
  ...one,
  scopes: [...one.scopes],
  createdAt: toIso(one.createdAt),
  expiresAt: iso(one.expiresAt),
  lastUsedAt: iso(one.lastUsedAt),
});

export const showProject = (one: Project, first: Key | undefined, publicUrl: string): Static<typeof project> => ({
  ...one,
  createdAt: toIso(one.createdAt),
  dsn: first === undefined ? '' : dsnOf(publicUrl, first),
  settings: structuredClone(one.settings) as Static<typeof settings>,
});

export const showKey = (one: Key, publicUrl: string): Static<typeof key> => ({
  id: one.id,
  publicKey: one.publicKey,
  label: one.label,
  enabled: one.enabled,
  rateLimit: one.rateLimit && { count: one.rateLimit.count, windowSeconds: one.rateLimit.window / 1_000_000 },
  dsn: dsnOf(publicUrl, one),
  createdAt: toIso(one.createdAt),
  lastUsedAt: iso(one.lastUsedAt),
});

const iso = (at: Instant | null): string | null => (at === null ? null : toIso(at));

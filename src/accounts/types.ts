import type { Instant } from '../kit/index.ts';

export type Role = 'owner' | 'admin' | 'member' | 'viewer';
export type Scope = 'read' | 'write' | 'admin';

/** Who asks, after authentication: by session or by token. Rooms never look at headers or cookies. */
export interface Caller {
  readonly userId: number;
  readonly email: string;
  readonly role: Role;
  readonly scopes: readonly Scope[];
  /** `all`, or the only projects this caller may see. Every query is scoped by it; a foreign id answers 404. */
  readonly projects: 'all' | readonly number[];
  readonly via: 'session' | 'token';
  /** The project to which the token is bound, else null. */
  readonly boundTo: number | null;
}

export interface User {
  readonly id: number;
  /** Lower case, unique. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

/** A user as administrators see them. */
export interface Account extends User {
  readonly createdAt: Instant;
  /** Since when they may not sign in; null: they may. */
  readonly disabledAt: Instant | null;
}

/** People who see the same projects. Roles are the installation's; a team only says which projects its members see. */
export interface Team {
  readonly id: number;
  readonly name: string;
  /** `[a-z0-9-]{1,50}`, unique. */
  readonly slug: string;
  readonly createdAt: Instant;
}

export interface Project {
  readonly id: number;
  readonly name: string;
  /** `[a-z0-9-]{1,50}`, unique. Short issue ids are its upper case with a number: `SHOP-12`. */
  readonly slug: string;
  readonly platform: string;
  readonly createdAt: Instant;
  readonly settings: ProjectSettings;
}

export interface ProjectSettings {
  readonly scrub: ScrubSettings;
  /** Origins allowed to send from browsers (`https://app.example`, `*.example.org`); empty: all. */
  readonly allowedOrigins: readonly string[];
  readonly grouping: { readonly fingerprintRules: string; readonly stackRules: string };
  readonly retention: RetentionSettings;
}

/** What the project keeps at most; null: as much as the installation says. */
export interface RetentionSettings {
  /** Stored events. */
  readonly maxEvents: number | null;
  readonly maxAgeDays: number | null;
}

export interface ScrubSettings {
  readonly enabled: boolean;
  /** The built-in rules (passwords, tokens, cards, …). */
  readonly defaults: boolean;
  readonly ipAddresses: boolean;
  /** More field names to filter: literal, case-insensitive, substring. */
  readonly sensitiveFields: readonly string[];
  /** Field names never filtered. */
  readonly safeFields: readonly string[];
  /** Advanced rules, one a line: `[Mask|Remove|Hash|Replace] [type] from [selector]`. */
  readonly rules: string;
}

/** What ingest must know of a key, cached in memory. */
export interface ProjectKey {
  readonly projectId: number;
  readonly publicKey: string;
  readonly enabled: boolean;
  readonly allowedOrigins: readonly string[];
  /** At most `count` events per `window` microseconds; null: unlimited. */
  readonly rateLimit: { readonly count: number; readonly window: number } | null;
}

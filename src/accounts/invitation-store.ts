import type { Instant } from '../kit/index.ts';
import type { Queries } from '../storage/index.ts';
import type { AccountsTables } from './tables.ts';
import type { Role } from './types.ts';

/** An invitation without its secret. */
export interface Invitation {
  readonly id: number;
  readonly email: string;
  /** As the inviter knows them; may be empty. */
  readonly name: string;
  readonly role: Role;
  readonly teamIds: readonly number[];
  /** The id of a user; null: from the command line. */
  readonly invitedBy: number | null;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

/** Throws a unique violation where the address is invited already. */
export const insertInvitation = async (
  queries: Queries,
  hash: Uint8Array,
  invitation: Omit<Invitation, 'id'>,
): Promise<Invitation> => {
  const { email, name, role, teamIds, invitedBy, createdAt, expiresAt } = invitation;
  const { id } = await queries
    .as<AccountsTables>()
    .insertInto('invitation')
    .values({
      hash,
      email,
      name,
      role,
      team_ids: JSON.stringify(teamIds),
      invited_by: invitedBy,
      created_at: createdAt,
      expires_at: expiresAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, ...invitation };
};

/** Deletes the open invitation of an address, and all that have expired. Returns the roles of the open ones. */
export const replaceInvitations = async (queries: Queries, email: string, now: Instant): Promise<Role[]> => {
  const rows = await queries
    .as<AccountsTables>()
    .deleteFrom('invitation')
    .where((where) => where.or([where('email', '=', email), where('expires_at', '<=', now)]))
    .returning(['role', 'expires_at'])
    .execute();
  return rows.filter((row) => row.expires_at > now).map(({ role }) => role);
};

/** Null for an unknown or expired one. */
export const findInvitation = async (queries: Queries, hash: Uint8Array, now: Instant): Promise<Invitation | null> => {
  const row = await queries
    .as<AccountsTables>()
    .selectFrom('invitation')
    .selectAll()
    .where('hash', '=', hash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row === undefined ? null : invitationOf(row);
};

/** Newest first, expired ones too; `before` is the last id of the page before. */
export const listInvitations = async (queries: Queries, before: number, limit: number): Promise<Invitation[]> => {
  const rows = await queries
    .as<AccountsTables>()
    .selectFrom('invitation')
    .selectAll()
    .where('id', '<', before)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(invitationOf);
};

/** Returns the role it invited to; null where there was none (any more). */
export const deleteInvitation = async (queries: Queries, id: number): Promise<Role | null> => {
  const row = await queries
    .as<AccountsTables>()
    .deleteFrom('invitation')
    .where('id', '=', id)
    .returning('role')
    .executeTakeFirst();
  return row?.role ?? null;
};

const invitationOf = (row: {
  id: number;
  email: string;
  name: string;
  role: Role;
  team_ids: string;
  invited_by: number | null;
  created_at: number;
  expires_at: number;
}): Invitation => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: row.role,
  teamIds: JSON.parse(row.team_ids) as number[],
  invitedBy: row.invited_by,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
});

import { randomBytes } from 'node:crypto';
import type { Clock } from '../kit/index.ts';
import { CulpritError, DAY, sha256 } from '../kit/index.ts';
import type { Queries, Storage } from '../storage/index.ts';
import { outranks, requireRank, seesAll } from './access.ts';
import { deleteInvitation, findInvitation, insertInvitation, replaceInvitations } from './invitation-store.ts';
import type { Invitation } from './invitation-store.ts';
import { checkPassword } from './passwords.ts';
import { requireTeams } from './teams.ts';
import type { Account, Role } from './types.ts';
import type { Actor } from './user-changes.ts';
import { findUser, findUserByEmail } from './user-store.ts';
import { checkEmail, createUser, emailTaken } from './users.ts';

/** How long the link of an invitation works. */
export const INVITATION_LIFE = 7 * DAY;

export interface NewInvitation {
  readonly email: string;
  readonly name?: string;
  readonly role: Role;
  readonly teamIds?: readonly number[];
}

/**
 * Invites somebody, with a role no higher than the inviter's. The secret, of which only the hash is kept, makes one account, once. An earlier
 * invitation of the same address stops working. Throws `forbidden`, `bad_email`, `email_taken`, `not_found` for a team.
 */
export const invite = async (
  storage: Storage,
  clock: Clock,
  actor: Actor,
  { email, name = '', role, teamIds = [] }: NewInvitation,
): Promise<{ invitation: Invitation; secret: string }> => {
  requireRank(actor, role);
  const address = checkEmail(email);
  await requireTeams(storage, teamIds);
  const secret = randomBytes(32).toString('base64url');
  const now = clock.now();
  const invitation = await storage.transaction(async (tx) => {
    await tx.lock('accounts invitations');
    if ((await findUserByEmail(tx, address)) !== null) throw emailTaken(address);
    for (const before of await replaceInvitations(tx, address, now)) requireRank(actor, before);
    return await insertInvitation(tx, sha256(secret), {
      email: address,
      name: name.trim(),
      role,
      teamIds: [...new Set(teamIds)],
      invitedBy: actor?.userId ?? null,
      createdAt: now,
      expiresAt: now + INVITATION_LIFE,
    });
  });
  return { invitation, secret };
};

/** What a link invites to. Throws `invitation_gone` 410, whatever the reason: who holds a dead link learns nothing by it. */
export const openInvitation = async (storage: Storage, clock: Clock, secret: string): Promise<Invitation> => {
  const invitation = await findInvitation(storage, sha256(secret), clock.now());
  if (invitation === null || !(await isMeant(storage, invitation))) throw gone();
  return invitation;
};

/** Makes the account that a link invites to. The same link opened twice at the same moment makes one. Throws `invitation_gone`, `weak_password`, `email_taken`. */
export const acceptInvitation = async (
  storage: Storage,
  clock: Clock,
  { secret, name, password }: { readonly secret: string; readonly name?: string; readonly password: string },
): Promise<Account> => {
  // Before the password is hashed: a guessed link must cost next to nothing.
  const { id, email, role, teamIds, ...given } = await openInvitation(storage, clock, secret);
  checkPassword(password);
  const user = { email, password, name: name?.trim() || given.name, role, teamIds };
  return await createUser(storage, clock, user, async (tx) => {
    if (!(await deleteInvitation(tx, id))) throw gone();
  });
};

/** Takes an invitation back. Throws `forbidden`; returns whether there was such a one. */
export const revokeInvitation = (storage: Storage, actor: Actor, id: number): Promise<boolean> =>
  storage.transaction(async (tx) => {
    const role = await deleteInvitation(tx, id);
    if (role !== null) requireRank(actor, role);
    return role !== null;
  });

/** An invitation is worth what its inviter may still do. */
const isMeant = async (queries: Queries, { invitedBy, role }: Invitation): Promise<boolean> => {
  if (invitedBy === null) return true;
  const inviter = await findUser(queries, invitedBy);
  return inviter !== null && inviter.disabledAt === null && seesAll(inviter.role) && !outranks(role, inviter.role);
};

const gone = () =>
  new CulpritError(
    'invitation_gone',
    410,
    'This invitation has been used, replaced or taken back, or has expired: ask for a new one.',
  );

import { Type } from 'typebox';
import type { Static } from 'typebox';
import { toIso } from '../kit/index.ts';
import type { Invitation } from './invitation-store.ts';
import { instant, nullable, role, user } from './schemas.ts';
import type { ListedSession } from './sessions.ts';
import type { Account, Team } from './types.ts';

export const account = Type.Object({
  ...user.properties,
  active: Type.Boolean({ description: 'Whether they may sign in' }),
  createdAt: instant,
});

const teamName = Type.Object({ id: Type.Integer(), name: Type.String(), slug: Type.String() });

/** A team in a word, where something else is the matter. */
export const teams = Type.Array(teamName);

export const accountWithTeams = Type.Object({ ...account.properties, teams });

export const team = Type.Object({
  ...teamName.properties,
  createdAt: instant,
  members: Type.Integer({ description: 'How many people are in it' }),
  projects: Type.Integer({ description: 'How many projects it sees' }),
});

export const teamIds = Type.Array(Type.Integer(), { maxItems: 200, uniqueItems: true });

export const session = Type.Object({
  id: Type.String(),
  current: Type.Boolean({ description: 'Whether it is the one that asks' }),
  createdAt: instant,
  lastUsedAt: instant,
  expiresAt: instant,
  address: nullable(Type.String({ description: 'From where it was opened' })),
  userAgent: nullable(Type.String()),
});

export const invitation = Type.Object({
  id: Type.Integer(),
  email: Type.String(),
  name: Type.String(),
  role,
  teamIds: Type.Array(Type.Integer()),
  invitedBy: nullable(Type.Integer({ description: 'Id of the user' })),
  createdAt: instant,
  expiresAt: instant,
});

/** A link that opens something once. */
export const link = Type.String({ description: 'Works once. It is in this answer and nowhere else.' });
export const secret = Type.String({ pattern: '^[\\w-]{1,100}$', description: 'What stands behind # in the link' });

export const userPath = Type.Object({ userId: Type.Integer() });
export const teamPath = Type.Object({ teamId: Type.String({ maxLength: 60, description: 'Number or slug' }) });

export const showAccount = ({ id, email, name, role: of, createdAt, disabledAt }: Account): Static<typeof account> => ({
  id,
  email,
  name,
  role: of,
  active: disabledAt === null,
  createdAt: toIso(createdAt),
});

export const showTeamName = ({ id, name, slug }: Team): Static<typeof teamName> => ({ id, name, slug });

export const showSession = (one: ListedSession, current: string | null): Static<typeof session> => ({
  ...one,
  current: one.id === current,
  createdAt: toIso(one.createdAt),
  lastUsedAt: toIso(one.lastUsedAt),
  expiresAt: toIso(one.expiresAt),
});

export const showInvitation = (one: Invitation): Static<typeof invitation> => ({
  ...one,
  teamIds: [...one.teamIds],
  createdAt: toIso(one.createdAt),
  expiresAt: toIso(one.expiresAt),
});

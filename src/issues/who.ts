import type { User } from '../ingest/index.ts';
import { sha256 } from '../kit/index.ts';

/** The user in a few words, as lists show them: what a person recognises first. Null when nobody is named. */
export const userText = (user: User | null): string | null =>
  first(user?.email, user?.username, user?.name, user?.id, user?.ipAddress)?.slice(0, 200) ?? null;

/** Who counts as one user: 12 bytes of a hash over the steadiest name there is. Null when nobody is named. */
export const userHash = (user: User | null): Uint8Array | null => {
  const [kind, name] = identity(user);
  return name === undefined ? null : hashUser(`${kind}:${name}`);
};

/** The same for the bare id of a session. */
export const hashUser = (name: string): Uint8Array => sha256(name).subarray(0, 12);

const identity = (user: User | null): [kind: string, name: string | undefined] => {
  if (user === null) return ['', undefined];
  for (const [kind, name] of [
    ['id', user.id],
    ['email', user.email],
    ['username', user.username],
    ['ip', user.ipAddress],
  ] as const)
    if (name !== null && name !== '') return [kind, name];
  return ['', undefined];
};

const first = (...names: (string | null | undefined)[]): string | undefined =>
  names.find((name): name is string => name !== null && name !== undefined && name !== '');

import { isIPv6 } from 'node:net';
import type { Clock } from '../kit/index.ts';
import { CulpritError, MINUTE, SECOND, sha256 } from '../kit/index.ts';
import type { Storage } from '../storage/index.ts';
import type { AccountsTables } from './tables.ts';

/**
 * Tries in a window of 15 minutes. The pair stops who guesses, without locking the account's owner out elsewhere; the others stop who guesses from many
 * places or at many accounts. A reset sends mail, which nobody wants often.
 */
const limits = { 'sign in': { pair: 10, account: 100, address: 100 }, reset: { pair: 3, account: 10, address: 30 } };
const WINDOW = 15 * MINUTE;

/**
 * Counts a try to sign in before the password is looked at, so that tries side by side are counted too. Kept in the database: it holds for all
 * processes and over restarts. Throws `too_many_attempts` 429 with `retry-after`; a refused try costs one read. Returns what to call after a success.
 */
export const countAttempt = async (
  storage: Storage,
  clock: Clock,
  {
    email,
    address,
    what = 'sign in',
  }: { readonly email: string; readonly address: string; readonly what?: keyof typeof limits },
): Promise<() => Promise<void>> => {
  const now = clock.now();
  const place = network(address);
  const counters = [
    { hash: sha256(`${what} pair ${email} ${place}`), limit: limits[what].pair },
    { hash: sha256(`${what} account ${email}`), limit: limits[what].account },
    { hash: sha256(`${what} address ${place}`), limit: limits[what].address },
  ] as const;
  const found = await storage.lookupMany<{ hash: Uint8Array; count: number; since: number }>(
    { table: 'login_attempt', keys: { hash: 'blob' }, columns: ['hash', 'count', 'since'] },
    counters.map(({ hash }) => ({ hash })),
  );
  const waits = found.map(({ hash, count, since }) => {
    const counter = counters.find((one) => one.hash.equals(hash));
    return counter !== undefined && count >= counter.limit ? since + WINDOW - now : 0;
  });
  refuse(Math.max(0, ...waits));

  const counted = await storage.transaction(async (tx) => {
    await tx
      .as<AccountsTables>()
      .deleteFrom('login_attempt')
      .where('since', '<=', now - WINDOW)
      .execute();
    return await tx.insertMany<{ hash: Uint8Array; count: number; since: number }>(
      {
        table: 'login_attempt',
        columns: { hash: 'blob', count: 'integer', since: 'integer' },
        conflict: { keys: ['hash'], set: { count: 'login_attempt.count + 1' } },
        returning: ['hash', 'count', 'since'],
      },
      counters.map(({ hash }) => ({ hash, count: 1, since: now })),
    );
  });
  for (const { hash, count, since } of counted) {
    const counter = counters.find((one) => one.hash.equals(hash));
    if (counter !== undefined && count > counter.limit) refuse(since + WINDOW - now);
  }
  // Who knew the password has proven that the tries of this pair were no guessing.
  const [{ hash: pair }] = counters;
  return async () => {
    await storage.as<AccountsTables>().deleteFrom('login_attempt').where('hash', '=', pair).execute();
  };
};

const refuse = (wait: number): void => {
  if (wait <= 0) return;
  const seconds = Math.ceil(wait / SECOND);
  throw new CulpritError(
    'too_many_attempts',
    429,
    `Too many attempts. Try again in ${Math.ceil(seconds / 60)} minutes.`,
    { headers: { 'retry-after': String(seconds) } },
  );
};

/** Who has one IPv6 address has a network of them: /64. */
const network = (address: string): string => {
  if (!isIPv6(address) || address.includes('.')) return address.replace(/^::ffff:/i, '');
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const rest = (tail ?? '').split(':').filter((group) => group !== '');
  const all =
    tail === undefined ? groups : [...groups, ...Array<string>(8 - groups.length - rest.length).fill('0'), ...rest];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
};

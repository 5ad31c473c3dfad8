import { CulpritError, messageOf, unavailable } from '../kit/index.ts';

/**
 * True when the database is away or cannot take anything for now, and the same call may succeed later: connection lost or refused, server shutting down or
 * starting up, too many connections, disk full, file locked. Recognises raw errors of `pg` and `node:sqlite` as well as what storage throws.
 */
export const isUnavailable = (error: unknown): boolean => {
  if (error instanceof CulpritError) return error.transient;
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isUnavailable);
  const { code, errcode } = error as { code?: unknown; errcode?: unknown };
  if (code === 'ERR_SQLITE_ERROR') return typeof errcode === 'number' && sqliteCodes.has(errcode & 0xff);
  if (typeof code === 'string') return postgresCodes.has(code) || code.startsWith('08') || networkCodes.has(code);
  return postgresMessages.some((message) => error.message.startsWith(message));
};

/** True for a clash with a unique or primary key. */
export const isUniqueViolation = (error: unknown): boolean => {
  const { code, errcode } = (error ?? {}) as { code?: unknown; errcode?: unknown };
  return code === '23505' || (code === 'ERR_SQLITE_ERROR' && (errcode === 1555 || errcode === 2067));
};

/** True when PostgreSQL chose this transaction as the victim: deadlock or serialization failure. Running it again is the cure. */
export const isRetryable = (error: unknown): boolean => {
  const { code } = (error ?? {}) as { code?: unknown };
  return code === '40001' || code === '40P01';
};

/** True when another handle holds the write lock of a SQLite file. */
export const isBusy = (error: unknown): boolean => {
  const { code, errcode } = (error ?? {}) as { code?: unknown; errcode?: unknown };
  return (
    code === 'ERR_SQLITE_ERROR' && typeof errcode === 'number' && ((errcode & 0xff) === 5 || (errcode & 0xff) === 6)
  );
};

/** What to throw instead of `error`: `unavailable` where a later try may succeed, `database_refused` where PostgreSQL lets nobody in, else the error itself. */
export const asUnavailable = (error: unknown): unknown => {
  if (error instanceof CulpritError) return error;
  if (isUnavailable(error)) return unavailable(`The database is not available: ${messageOf(error)}`, error);
  const { code } = (error ?? {}) as { code?: unknown };
  // Class 28 invalid authorization, 3D000 no such database. Transient, so that messages wait while somebody changes a password.
  if (typeof code !== 'string' || !/^(28|3D)[0-9A-Z]{3}$/.test(code)) return error;
  const why = `PostgreSQL refuses the connection: ${messageOf(error)}. Correct the user, password or database in its URL.`;
  return new CulpritError('database_refused', 503, why, { cause: error, transient: true });
};

/** BUSY, LOCKED, IOERR, FULL, CANTOPEN (sqlite.org/rescode.html). */
const sqliteCodes = new Set([5, 6, 10, 13, 14]);

/** Class 57P admin shutdown, crash shutdown, cannot connect now, database dropped; 53 out of disk, memory, connections (PostgreSQL, appendix A). */
const postgresCodes = new Set([
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '53100',
  '53200',
  '53300',
  '53400',
  '25P03',
  '25P04',
  '55P03',
]);

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** `pg` gives these no code. */
const postgresMessages = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Query read timeout',
  'Client has encountered a connection error',
  'Client was closed',
  'The server does not support SSL connections',
  'Cannot use a pool after calling end on the pool',
];

/**
 * An error that a caller can cause or must act on. `code` is stable and documented, `status` is the HTTP status, the message says what to do.
 * Everything that is not a CulpritError is a defect of ours: it crashes loudly and is logged.
 */
export class CulpritError extends Error {
  readonly code: string;
  readonly status: number;
  /** True when the same call may succeed later without any change (a service is away): lanes then retry without counting attempts. */
  readonly transient: boolean;
  /** Extra HTTP headers, lower case, such as `retry-after`. */
  readonly headers: Record<string, string>;
  /** Further members of the problem that the API answers with, such as the `column` of a mistake. */
  readonly extra: Readonly<Record<string, string | number>>;

  constructor(
    code: string,
    status: number,
    message: string,
    options: {
      cause?: unknown;
      transient?: boolean;
      headers?: Record<string, string>;
      extra?: Readonly<Record<string, string | number>>;
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CulpritError';
    this.code = code;
    this.status = status;
    this.transient = options.transient ?? false;
    this.headers = options.headers ?? {};
    this.extra = options.extra ?? {};
  }
}

export const notFound = (what: string): CulpritError =>
  new CulpritError('not_found', 404, `${what} does not exist, or you may not see it.`);

export const badRequest = (message: string, code = 'bad_request'): CulpritError => new CulpritError(code, 400, message);

export const conflict = (message: string, code = 'conflict'): CulpritError => new CulpritError(code, 409, message);

/** A service that we need (database, broker, disk) is away for now. */
export const unavailable = (message: string, cause?: unknown): CulpritError =>
  new CulpritError('unavailable', 503, message, { cause, transient: true, headers: { 'retry-after': '5' } });

/** The message of anything that was thrown. */
export const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

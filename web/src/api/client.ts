import createClient from 'openapi-fetch';
import { baseUrl } from '../app/base.ts';
import type { paths } from '../api.gen.ts';

/** The API of this very server. The header tells it that the request was made by a script of the same origin, which no foreign form can do. */
export const api = createClient<paths>({ baseUrl: `${baseUrl}api/v1`, headers: { 'x-culprit': '1' } });

/** An answer that is not what was asked for. `status` 0: no answer at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  /** Where a search is wrong: `column` counts from 1. */
  readonly place: { readonly column: number; readonly length: number } | null;
  constructor(status: number, code: string, detail: string, place: ApiError['place'] = null) {
    super(detail);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.place = place;
  }
}

/** The data of an answer, or an `ApiError` with the server's own sentence. */
export const unwrap = async <T>(answer: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> => {
  const { data, error, response } = await answer.catch((cause: unknown) => {
    throw new ApiError(0, 'unreachable', cause instanceof DOMException ? cause.message : 'The server did not answer.');
  });
  if (response.ok) return data as T;
  throw problem(response.status, error);
};

/** Text or bytes that the typed client does not carry (stack trace as text, raw JSON, bodies). */
export const fetchRaw = async (path: string): Promise<Response> => {
  const response = await fetch(`${baseUrl}api/v1${path}`, { headers: { 'x-culprit': '1' } }).catch(() => {
    throw new ApiError(0, 'unreachable', 'The server did not answer.');
  });
  if (response.ok) return response;
  throw problem(response.status, await response.json().catch(() => null));
};

const problem = (status: number, body: unknown): ApiError => {
  const field = (name: string): string | null => {
    const value = body !== null && typeof body === 'object' ? (body as Record<string, unknown>)[name] : null;
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const { column, length } = (body ?? {}) as { column?: unknown; length?: unknown };
  return new ApiError(
    status,
    field('code') ?? 'error',
    field('detail') ?? field('title') ?? `The server answered ${status}.`,
    typeof column === 'number' && typeof length === 'number' ? { column, length } : null,
  );
};

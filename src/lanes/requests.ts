import { CulpritError, MILLISECOND, unavailable } from '../kit/index.ts';

/** Requests that wait for their reply, by correlation id. */
export interface Requests {
  /** Resolves with the reply; throws `timeout` after `timeout` microseconds. */
  expect(correlation: string, timeout: number): Promise<Uint8Array>;
  /** False once the time is up. */
  awaits(correlation: string): boolean;
  /** A reply came. Nobody may be waiting for it any more. */
  reply(correlation: string, body: Uint8Array): void;
  /** The request could not be made. */
  abandon(correlation: string, error: unknown): void;
  close(): void;
}

export const createRequests = (): Requests => {
  const waiting = new Map<
    string,
    { resolve: (body: Uint8Array) => void; reject: (error: unknown) => void; timer: NodeJS.Timeout }
  >();

  const take = (correlation: string) => {
    const request = waiting.get(correlation);
    waiting.delete(correlation);
    clearTimeout(request?.timer);
    return request;
  };
  const abandon = (correlation: string, error: unknown): void => take(correlation)?.reject(error);

  return {
    expect: (correlation, timeout) =>
      new Promise((resolve, reject) => {
        const late = () => abandon(correlation, timedOut(timeout));
        waiting.set(correlation, { resolve, reject, timer: setTimeout(late, Math.ceil(timeout / MILLISECOND)) });
      }),
    awaits: (correlation) => waiting.has(correlation),
    reply: (correlation, body) => take(correlation)?.resolve(body),
    abandon,
    close: () => {
      for (const correlation of waiting.keys())
        abandon(correlation, unavailable('The lanes were closed while a reply was awaited.'));
    },
  };
};

const timedOut = (timeout: number): CulpritError =>
  new CulpritError(
    'timeout',
    504,
    `No reply came within ${Math.ceil(timeout / MILLISECOND)} ms: is a worker running that serves this lane?`,
    {
      transient: true,
    },
  );

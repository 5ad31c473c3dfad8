import autocannon from 'autocannon';

export interface LoadResult {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly accepted: number;
  readonly refused: number;
}

/** Posts the bodies in turn over `connections` connections for `seconds`. */
export const load = async (
  url: string,
  bodies: readonly Buffer[],
  options: { readonly connections: number; readonly seconds: number; readonly gzip: boolean; readonly rate?: number },
): Promise<LoadResult> => {
  const headers = options.gzip ? { 'content-encoding': 'gzip' } : {};
  const result = await autocannon({
    url,
    method: 'POST',
    connections: options.connections,
    duration: options.seconds,
    ...(options.rate === undefined ? {} : { overallRate: options.rate }),
    requests: bodies.map((body) => ({ method: 'POST', body, headers })),
  });
  return {
    perSecond: result['2xx'] / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    accepted: result['2xx'],
    refused: result.non2xx + result.errors,
  };
};

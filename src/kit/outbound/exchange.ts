import type { IncomingHttpHeaders, RequestOptions } from 'node:http';
import * as http from 'node:http';
import * as https from 'node:https';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';

export interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  /** The only addresses that are connected to. */
  readonly addresses: readonly string[];
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly truncated: boolean;
}

/** One request and its answer over a connection of its own: nothing is kept alive, no proxy is asked (a global agent would follow `HTTP_PROXY`). */
export const exchange = ({ method, url, headers, body, addresses, maxBytes, signal }: Exchange): Promise<Answer> => {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const secure = url.protocol === 'https:';
  const bytes = body === undefined ? undefined : Buffer.from(body as string);
  const options: RequestOptions = {
    method,
    headers: {
      ...headers,
      accept: headers['accept'] ?? '*/*',
      ...(bytes === undefined ? {} : { 'content-length': String(bytes.byteLength) }),
    },
    agent: secure ? new https.Agent({ keepAlive: false }) : new http.Agent({ keepAlive: false }),
    lookup: pinned(addresses),
    maxHeaderSize: 16 << 10,
    signal,
  };
  const request = (secure ? https : http).request(url, options);
  request.on('error', reject);
  request.on('response', (response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (truncated: boolean): void =>
      resolve({
        status: response.statusCode ?? 0,
        headers: flat(response.headers),
        body: Buffer.concat(chunks).subarray(0, maxBytes),
        truncated,
      });
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size <= maxBytes) return;
      finish(true);
      request.destroy();
    });
    response.on('end', () => finish(false));
    response.on('error', reject);
  });
  request.end(bytes);
  return promise;
};

/** Answers every look-up with the addresses that were judged, whatever the name would resolve to by now. */
const pinned =
  (addresses: readonly string[]): LookupFunction =>
  (_host, { all }, callback) => {
    const found = addresses.map((address) => ({ address, family: isIP(address) }));
    if (all === true) return callback(null, found);
    const [first = { address: '', family: 4 }] = found;
    return callback(null, first.address, first.family);
  };

const flat = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? (value[0] ?? '') : value]],
    ),
  );

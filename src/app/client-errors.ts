import { STATUS_CODES } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { refusedUnread } from '../ingest/index.ts';
import { CulpritError } from '../kit/index.ts';
import { isForSdks } from './headers.ts';
import { problem } from './problems.ts';

/** What Node's HTTP parser refuses: `rawPacket` is what came last, for a short request all of it. */
type ParserError = Error & { readonly code?: string; readonly rawPacket?: unknown };

/**
 * Answers what the HTTP parser refused: it never becomes a request, so the answer is written by hand and the connection closed. Whose path is known to be
 * another's gets a problem; everybody else may be an SDK in a browser, which can read nothing without CORS headers.
 * `path`: how the server understands a request's URL.
 */
export const answerParserError =
  (path: (url: string) => string) =>
  (error: ParserError, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable || isAnswered(socket)) return void socket.destroy();
    const [status, code, detail] = refusals[error.code ?? ''] ?? NO_HTTP;
    const url = urlIn(error.rawPacket);
    const { headers, body } =
      url === null || isForSdks(path(url))
        ? refusedUnread(new CulpritError(code, status, detail))
        : {
            headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' },
            body: JSON.stringify(problem(status, code, detail)),
          };
    const head = { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' };
    const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${String(body)}`);
  };

type Refusal = readonly [status: number, code: string, detail: string];

const NO_HTTP: Refusal = [400, 'bad_request', 'This is not HTTP as the server understands it.'];

const refusals: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: [431, 'headers_too_large', 'All headers together may have 16 KB.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'too_large', 'The extensions of the chunks are too long.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'timeout', 'The request did not arrive completely in time.'],
};

/** The body was refused before it had come, and the answer is under way: a second one would be read as part of it. */
const isAnswered = (socket: Socket): boolean =>
  (Reflect.get(socket, '_httpMessage') as ServerResponse | null | undefined)?.headersSent === true;

const urlIn = (packet: unknown): string | null =>
  Buffer.isBuffer(packet) ? (/^[A-Z]{3,10} (\/[^\s?#]*)/.exec(packet.toString('latin1', 0, 2_000))?.[1] ?? null) : null;

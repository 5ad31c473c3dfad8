import type { MessagePort, Transferable } from 'node:worker_threads';
import { unavailable } from '../../kit/index.ts';
import { refusedUnread } from './answers.ts';
import type { Accept, IngestRequest, IngestResponse } from './request.ts';

/** Messages go in groups, one a turn of the event loop: crossing threads costs more than what is carried. */
type Requests = readonly { readonly id: number; readonly request: IngestRequest }[];
type Responses = readonly { readonly id: number; readonly response: IngestResponse }[];

/** Answers the requests that `acceptorOverPort` sends from the other end, until the port closes. */
export const serveAcceptor = ({ accept }: { readonly accept: Accept }, port: MessagePort): void => {
  const reply = gather<Responses[number]>((responses) => port.postMessage(responses));
  port.on('message', (requests: Requests) => {
    for (const { id, request } of requests) void accept(request).then((response) => reply({ id, response }));
  });
};

/**
 * The acceptor behind a port. Bodies are transferred, not copied: the caller must not touch them afterwards. When the other end goes away, whatever waits and
 * whatever comes is answered 503.
 */
export const acceptorOverPort = (port: MessagePort): { readonly accept: Accept; close(): void } => {
  const waiting = new Map<number, (response: IngestResponse) => void>();
  let closed = false;
  let nextId = 0;
  const send = gather<Requests[number]>((requests) => {
    if (!closed) port.postMessage(requests, requests.map(({ request }) => request.body.buffer) as Transferable[]);
  });
  port.on('message', (responses: Responses) => {
    for (const { id, response } of responses) {
      waiting.get(id)?.(response);
      waiting.delete(id);
    }
  });
  port.on('close', () => {
    closed = true;
    for (const resolve of waiting.values()) resolve(away());
    waiting.clear();
  });
  const accept: Accept = (request) => {
    if (closed) return Promise.resolve(away());
    return new Promise((resolve) => {
      nextId += 1;
      waiting.set(nextId, resolve);
      send({ id: nextId, request: { ...request, body: ownBytes(request.body) } });
    });
  };
  return { accept, close: () => port.close() };
};

const away = (): IngestResponse =>
  refusedUnread(unavailable('The server is starting or stopping; send it again later.'));

/** Only memory of its own can be transferred; a view into a larger buffer (the pool of small ones, a socket's read) is copied first. */
const ownBytes = (bytes: Uint8Array): Uint8Array =>
  bytes.byteLength === bytes.buffer.byteLength && !(bytes.buffer instanceof SharedArrayBuffer)
    ? bytes
    : new Uint8Array(bytes);

/** Collects what comes within one turn of the event loop. */
const gather = <Item>(handOn: (items: Item[]) => void): ((item: Item) => void) => {
  let items: Item[] = [];
  const flush = (): void => {
    const group = items;
    items = [];
    handOn(group);
  };
  return (item) => {
    if (items.length === 0) setImmediate(flush);
    items.push(item);
  };
};

import { receiveMessageOnPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { setImmediate } from 'node:timers';
import { CulpritError, messageOf, unavailable } from '../kit/index.ts';
import type { Claim } from './claims.ts';
import type { LaneOperation, LaneWriter } from './writer.ts';

type ToWriter =
  | { readonly kind: 'write'; readonly requests: readonly (readonly [number, readonly LaneOperation[]])[] }
  | { readonly kind: 'watch' }
  | { readonly kind: 'claim'; readonly claim: number; readonly shard: string }
  | { readonly kind: 'release'; readonly claim: number };

type FromWriter =
  | {
      readonly kind: 'written';
      readonly done: readonly number[];
      readonly failed: readonly (readonly [number, Failure])[];
    }
  | { readonly kind: 'hint'; readonly shards: readonly string[] }
  | { readonly kind: 'granted'; readonly claim: number };

interface Failure {
  readonly message: string;
  readonly transient: boolean;
}

/** Lets another thread of this process write through `writer`. Ends with the port; claims of a thread that is gone pass on. */
export const serveWriter = (writer: LaneWriter, port: MessagePort): void => {
  const claims = new Map<number, Claim>();
  let unwatch: (() => void) | undefined;
  let done: number[] = [];
  let failed: [number, Failure][] = [];

  const send = (message: FromWriter): void => port.postMessage(message);

  /** A commit resolves all its writes in one go: one message tells of all of them. */
  const answer = (request: number, error?: unknown): void => {
    if (done.length + failed.length === 0) queueMicrotask(flush);
    if (error === undefined) done.push(request);
    else
      failed.push([
        request,
        { message: messageOf(error), transient: error instanceof CulpritError && error.transient },
      ]);
  };
  const flush = (): void => {
    send({ kind: 'written', done, failed });
    done = [];
    failed = [];
  };

  const receive = (message: ToWriter): void => {
    if (message.kind === 'write') {
      for (const [request, operations] of message.requests)
        writer.write(operations).then(
          () => answer(request),
          (error: unknown) => answer(request, error),
        );
    } else if (message.kind === 'watch') unwatch ??= writer.watch((shards) => send({ kind: 'hint', shards }));
    else if (message.kind === 'claim') {
      const claim = writer.claim(message.shard);
      claims.set(message.claim, claim);
      void claim.granted.then(() => send({ kind: 'granted', claim: message.claim }));
    } else {
      claims.get(message.claim)?.release();
      claims.delete(message.claim);
    }
  };

  // Draining the port at once lets everything that other threads sent during the last commit form one group.
  port.on('message', (first: ToWriter) => {
    for (let next: ToWriter | undefined = first; next !== undefined; next = receiveMessageOnPort(port)?.message)
      receive(next);
  });
  port.on('close', () => {
    unwatch?.();
    for (const claim of claims.values()) claim.release();
    claims.clear();
  });
};

/** A writer that lives behind `port`, in the thread that serves it. What is written within one turn of the event loop travels as one message. */
export const portWriter = (port: MessagePort): LaneWriter => {
  const pending = new Map<number, PromiseWithResolvers<void>>();
  const grants = new Map<number, () => void>();
  const listeners = new Set<(shards: readonly string[]) => void>();
  let outgoing: [number, readonly LaneOperation[]][] = [];
  let watching = false;
  let closed = false;
  let numbers = 0;

  const send = (message: ToWriter, transfer: Iterable<ArrayBuffer> = []): void =>
    port.postMessage(message, [...transfer]);

  const flush = (): void => {
    if (closed) return;
    const transfer = new Set<ArrayBuffer>();
    const requests = outgoing.map(
      ([number, operations]) => [number, operations.map((one) => moved(one, transfer))] as const,
    );
    outgoing = [];
    send({ kind: 'write', requests }, transfer);
  };

  const receive = (message: FromWriter): void => {
    if (message.kind === 'hint') for (const listener of listeners) listener(message.shards);
    else if (message.kind === 'granted') {
      grants.get(message.claim)?.();
      grants.delete(message.claim);
    } else {
      for (const number of message.done) pending.get(number)?.resolve();
      for (const [number, failure] of message.failed) pending.get(number)?.reject(asError(failure));
      for (const number of [...message.done, ...message.failed.map(([number]) => number)]) pending.delete(number);
    }
  };

  const end = (): void => {
    closed = true;
    for (const { reject } of pending.values()) reject(unavailable('The thread that writes the lanes has ended.'));
    pending.clear();
  };

  port.on('message', (first: FromWriter) => {
    for (let next: FromWriter | undefined = first; next !== undefined; next = receiveMessageOnPort(port)?.message)
      receive(next);
  });
  port.on('close', end);

  return {
    write: (operations) => {
      const written = Promise.withResolvers<void>();
      if (closed) written.reject(unavailable('The thread that writes the lanes has ended.'));
      else {
        pending.set(++numbers, written);
        if (outgoing.push([numbers, operations]) === 1) setImmediate(flush);
      }
      return written.promise;
    },
    watch: (listener) => {
      listeners.add(listener);
      if (!watching) send({ kind: 'watch' });
      watching = true;
      return () => listeners.delete(listener);
    },
    claim: (shard) => {
      const number = ++numbers;
      const { promise, resolve } = Promise.withResolvers<void>();
      grants.set(number, resolve);
      send({ kind: 'claim', claim: number, shard });
      return {
        granted: promise,
        release: () => {
          grants.delete(number);
          if (!closed) send({ kind: 'release', claim: number });
        },
      };
    },
    close: async () => {
      await Promise.allSettled([...pending.values()].map(({ promise }) => promise));
      end();
      port.close();
    },
  };
};

/** Bodies change threads in memory of their own, which one copy makes (Buffers share theirs). What SDKs send does not come this way: its thread writes it itself. */
const moved = (operation: LaneOperation, transfer: Set<ArrayBuffer>): LaneOperation => {
  if (operation.kind !== 'publish' || operation.body.byteLength === 0) return operation;
  const body = new Uint8Array(operation.body);
  transfer.add(body.buffer);
  return { ...operation, body };
};

const asError = ({ message, transient }: Failure): Error => (transient ? unavailable(message) : new Error(message));

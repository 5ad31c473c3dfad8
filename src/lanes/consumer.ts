import { messageOf } from '../kit/index.ts';
import type { Clock, Logger } from '../kit/index.ts';
import { backoff, isTransient, pause, persist } from './backoff.ts';
import type { DeadLetterSink } from './dead-letters.ts';
import type { ConsumeOptions, Consumer, Delivery, LaneDefinition, Rejection } from './lanes.ts';
import type { Limits, Message, Settlement, Source } from './source.ts';

/** What a consumer works with besides its messages. */
export interface ConsumerContext {
  readonly clock: Clock;
  readonly log: Logger;
  /** Without it, a message that no try can save stays in its lane and comes again for ever. */
  readonly deadLetters: DeadLetterSink | null;
  /** Microseconds before the second try of a failed message; doubles with each further one. */
  readonly retryDelay: number;
}

/** What a batch led to: everything that is not rejected is done. */
export interface Outcome<M extends Message> {
  readonly rejections?: readonly Rejection[] | void;
  readonly replies?: Settlement<M>['replies'];
}

export type Work<M extends Message> = (batch: readonly M[]) => Promise<Outcome<M>>;

/**
 * The one consumer loop over both implementations, one loop per shard: takes a batch, works on it, settles it.
 * - A transient failure repeats the batch in place, with backoff, and counts nothing.
 * - Any other failure of a batch: each of its messages alone, in order. Of a message alone: it comes again later, after its last attempt it goes to the dead letters.
 * - A message that comes again is handled alone, so that it cannot spoil a batch once more.
 * - What may have ended a process is handled first, each alone, and each try of it is noted before: after the last it goes to the dead letters untried.
 */
export const startConsumer = <M extends Message>(
  context: ConsumerContext,
  lane: LaneDefinition,
  sources: readonly Source<M>[],
  work: Work<M>,
  options: ConsumeOptions = {},
): Consumer => {
  const limits = { maxMessages: options.maxMessages ?? 100, maxBytes: options.maxBytes ?? 2_000_000 };
  const stopping = new AbortController();
  const loops = sources.map((source) =>
    consumeShard({ ...context, lane, source, work, limits, signal: stopping.signal }),
  );
  return {
    ready: Promise.all(sources.map(({ ready }) => ready)).then(() => undefined),
    stop: async () => {
      stopping.abort();
      for (const source of sources) source.interrupt();
      await Promise.all(loops);
    },
  };
};

interface Shard<M extends Message> extends ConsumerContext {
  readonly lane: LaneDefinition;
  readonly source: Source<M>;
  readonly work: Work<M>;
  readonly limits: Limits;
  readonly signal: AbortSignal;
}

const consumeShard = async <M extends Message>(shard: Shard<M>): Promise<void> => {
  const { source, signal, limits } = shard;
  for (let failures = 0; !signal.aborted; ) {
    let taken: readonly M[];
    try {
      taken = await source.take(limits);
      failures = 0;
    } catch (error) {
      report(shard, error, 'cannot read the lane');
      await pause(backoff(failures++), signal);
      continue;
    }
    for (const suspect of taken.filter((message) => message.suspect))
      if (!signal.aborted) await handleSuspect(shard, suspect);
    const others = taken.filter((message) => !message.suspect);
    const fresh = others.filter(({ attempt }) => attempt === 1);
    if (fresh.length > 0 && !signal.aborted) await handle(shard, fresh);
    for (const again of others.filter(({ attempt }) => attempt > 1)) if (!signal.aborted) await handle(shard, [again]);
  }
  await source.close();
};

/** Ends with the batch settled, or with the signal to stop: then it comes again. */
const handle = async <M extends Message>(shard: Shard<M>, batch: readonly M[]): Promise<void> => {
  for (let failures = 0; ; failures++) {
    let outcome: Outcome<M>;
    try {
      outcome = await shard.work(batch);
    } catch (error) {
      const [first] = batch;
      if (isTransient(error)) {
        report(shard, error, 'a batch failed for now; it is tried again', { messages: batch.length, failures });
        if (!(await pause(backoff(failures), shard.signal))) return;
        continue;
      }
      if (batch.length === 1 && first !== undefined) return fail(shard, first, error);
      report(shard, error, 'a batch failed; its messages are tried one by one', { messages: batch.length });
      for (const message of batch) if (!shard.signal.aborted) await handle(shard, [message]);
      return;
    }
    const errors = new Map((outcome.rejections ?? []).map(({ id, error }) => [id, error]));
    const buried = await bury(
      shard,
      batch.filter(({ id }) => errors.has(id)),
      errors,
    );
    const done = batch.filter(({ id }) => !errors.has(id));
    await shard.source.settle({ done: [...done, ...buried.done], later: buried.later, replies: outcome.replies ?? [] });
    return;
  }
};

const handleSuspect = async <M extends Message>(shard: Shard<M>, message: M): Promise<void> => {
  const { lane, signal } = shard;
  const tries = shard.deadLetters?.tries;
  if (tries === undefined) return handle(shard, [message]);
  let { attempt } = message;
  const begin = async (): Promise<void> => {
    attempt = await tries.begin(lane.name, message.id, message.attempt);
  };
  const again = (error: unknown): boolean => {
    report(shard, error, 'a try cannot be noted', { message: message.id });
    return isTransient(error);
  };
  if (!(await persist(begin, signal, again).catch(() => true))) return;
  if (attempt <= (lane.maxAttempts ?? 6)) await handle(shard, [{ ...message, attempt }]);
  else {
    const buried = await bury(shard, [{ ...message, attempt: attempt - 1 }], new Map([[message.id, DIED]]));
    await shard.source.settle(buried);
  }
  await tries
    .end(lane.name, message.id)
    .catch((error: unknown) => report(shard, error, 'a noted try cannot be taken back', { message: message.id }));
};

const DIED =
  'The process that handled it died each time: out of memory, killed, or by a defect that ends it. Its log says more.';

const fail = async <M extends Message>(shard: Shard<M>, message: M, error: unknown): Promise<void> => {
  report(shard, error, 'a message failed', { message: message.id, attempt: message.attempt });
  if (message.attempt >= (shard.lane.maxAttempts ?? 6)) {
    await shard.source.settle(await bury(shard, [message], new Map([[message.id, describe(error)]])));
    return;
  }
  const delay = shard.retryDelay * 2 ** Math.min(message.attempt - 1, 12) * (0.75 + Math.random() / 2);
  const at = shard.clock.now() + Math.round(delay);
  await shard.source.settle({ done: [], later: [{ message, attempt: message.attempt + 1, at }] });
};

/** Half a minute, until dead letters can perhaps be written again. */
const UNBURIED = 30_000_000;

/** Writes the dead letters. What cannot be written stays in the lane: for a while in place, and where the letter itself is at fault it comes again later. */
const bury = async <M extends Message>(
  shard: Shard<M>,
  dead: readonly M[],
  errors: ReadonlyMap<string, string>,
): Promise<Pick<Settlement<M>, 'done' | 'later'>> => {
  if (dead.length === 0) return { done: [] };
  const letters = dead.map(({ id, key, attempt, publishedAt, headers, body, shard: number }) => ({
    lane: shard.lane.name,
    shard: number,
    id,
    key,
    attempts: attempt,
    publishedAt,
    headers,
    body,
    error: errors.get(id) ?? '',
  }));
  try {
    if (shard.deadLetters === null) throw new Error('there is no place for dead letters');
    const sink = shard.deadLetters;
    const written = await persist(
      () => sink.add(letters),
      shard.signal,
      (error) => isTransient(error) && (report(shard, error, 'dead letters cannot be written for now'), true),
    );
    return written ? { done: dead } : { done: [] };
  } catch (error) {
    report(shard, error, 'dead letters cannot be written; the messages stay in the lane', { messages: dead.length });
    const at = shard.clock.now() + UNBURIED;
    return { done: [], later: dead.map((message) => ({ message, attempt: message.attempt, at })) };
  }
};

/** What people read beside a dead letter: the message and where it came from. */
const describe = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? messageOf(error)) : messageOf(error);

const report = <M extends Message>(shard: Shard<M>, error: unknown, what: string, more: object = {}): void =>
  shard.log.warn({ err: error, lane: shard.lane.name, shard: shard.source.shard, ...more }, what);

/** The work that `serve` does: each request alone, then its reply. A message without a return address is handled and answered to nobody. */
export const answering =
  <M extends Message>(responder: (request: Delivery) => Promise<Uint8Array>): Work<M> =>
  async (batch) => {
    const replies: { to: NonNullable<M['replyTo']>; body: Uint8Array }[] = [];
    for (const request of batch) {
      const body = await responder(request);
      if (request.replyTo !== null) replies.push({ to: request.replyTo, body });
    }
    return { replies };
  };

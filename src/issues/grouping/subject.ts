import type { Event, Exception, Stacktrace } from '../../ingest/index.ts';
import type { FrameView, StackView } from './frames.ts';
import { viewStack } from './frames.ts';
import { applyStackRules } from './stack-rules.ts';
import type { StackRule } from './stack-rules.ts';

/** Bounds of the work on one event, counted from the crash backwards. */
const MAX_EXCEPTIONS = 50;
const MAX_FRAMES = 1000;
const MAX_FRAMES_PER_STACK = 250;

/** An event as grouping looks at it: which exceptions, which stacks, where it crashed; the project's stack rules are applied. */
export interface Subject {
  readonly event: Event;
  /** Oldest cause first; empty for messages. */
  readonly exceptions: readonly Exception[];
  /** The one thrown to the top. */
  readonly main: Exception | null;
  /** One for each exception, in their order; for an event without exceptions its own stack, if any. */
  readonly stacks: readonly StackView[];
  /** The last in-app frame of the main stack, else its last frame that says something. */
  readonly crash: FrameView | null;
}

export const readSubject = (event: Event, rules: readonly StackRule[]): Subject => {
  const listed = event.exceptions.slice(-MAX_EXCEPTIONS);
  const top = listed.at(-1) ?? null;
  const exceptions = top !== null && isMessageInDisguise(event, top) ? [] : listed;
  const main = exceptions.at(-1) ?? null;
  const stacks: StackView[] = [];
  let remaining = MAX_FRAMES;
  const look = (exception: Exception | null, stacktrace: Stacktrace | null): void => {
    const stack = viewStack(event, exception, stacktrace, Math.max(1, Math.min(MAX_FRAMES_PER_STACK, remaining)));
    remaining -= stack.frames.length;
    if (rules.length > 0)
      applyStackRules(rules, stack, { event, exceptions: exception === null ? listed : [exception] });
    stacks.unshift(stack);
  };
  if (main === null) look(null, own(top?.stacktrace) ?? stackBeside(event, null));
  else
    for (const exception of exceptions.toReversed())
      look(exception, own(exception.stacktrace) ?? (exception === main ? stackBeside(event, main) : null));
  return { event, exceptions, main, stacks, crash: crashOf(stacks.at(-1)) };
};

/**
 * JavaScript SDKs attach the stack of `captureMessage` as an exception without a type. What was sent is a message.
 */
const isMessageInDisguise = (event: Event, exception: Exception): boolean =>
  exception.type === null &&
  event.message !== null &&
  (exception.mechanism?.synthetic === true || exception.value === null || exception.value === event.message.formatted);

/** Old clients and `attach_stacktrace` put the stack beside the exception, native ones with its thread. */
const stackBeside = (event: Event, exception: Exception | null): Stacktrace | null => {
  if (own(event.stacktrace) !== null) return event.stacktrace;
  const threads = event.threads.filter((thread) => own(thread.stacktrace) !== null);
  const linked = exception?.threadId ?? null;
  if (linked !== null) return threads.find((thread) => thread.id === linked)?.stacktrace ?? null;
  const crashed = threads.filter((thread) => thread.crashed);
  const current = crashed.length > 0 ? crashed : threads.filter((thread) => thread.current);
  const candidates = current.length > 0 ? current : threads;
  return candidates.length === 1 ? (candidates[0]?.stacktrace ?? null) : null;
};

const own = (stacktrace: Stacktrace | null | undefined): Stacktrace | null =>
  stacktrace === null || stacktrace === undefined || stacktrace.frames.length === 0 ? null : stacktrace;

const crashOf = (stack: StackView | undefined): FrameView | null => {
  if (stack === undefined) return null;
  return (
    stack.frames.findLast((view) => view.inApp) ??
    stack.frames.findLast((view) => view.group && view.origin !== 'runtime' && saysSomething(view)) ??
    stack.frames.findLast(saysSomething) ??
    stack.frames.at(-1) ??
    null
  );
};

const saysSomething = (view: FrameView): boolean => view.place !== '' || view.function !== null;

import type { Exception } from '../../ingest/index.ts';
import type { Component } from '../types.ts';
import { contributingFrames, frameKey } from './contributing-frames.ts';
import type { Contribution, Level } from './contributing-frames.ts';
import { isMinifiedLine } from './frames.ts';
import type { FrameView, StackView } from './frames.ts';
import { firstLines, parameterise, parameterisedKey } from './parameterise.ts';
import { cut } from './text.ts';

/** What one exception adds to the key, and why. */
export interface ExceptionPart {
  /** Equal parts are the same failure. */
  readonly key: string;
  readonly components: readonly Component[];
  readonly hasFrames: boolean;
}

const MAX_TYPE = 128;
const MAX_LINE = 120;

/**
 * The parts of the exceptions that count, oldest cause first: all of a chain; of a group its distinct members, in an order that does not
 * depend on which of them failed first, and the group's own stack without its type. Adjacent equal parts count once.
 */
export const exceptionParts = (
  exceptions: readonly Exception[],
  stacks: readonly StackView[],
  level: Level | null,
): ExceptionPart[] => {
  const stackOf = new Map(exceptions.map((exception, at) => [exception, stacks[at] as StackView]));
  const part = (exception: Exception, wrapper: boolean): ExceptionPart =>
    partOf(exception, stackOf.get(exception) as StackView, level, wrapper);
  const parts = isTree(exceptions)
    ? treeParts(exceptions, part)
    : exceptions.map((exception) =>
        part(exception, exception.mechanism?.isExceptionGroup === true && exceptions.length > 1),
      );
  return parts.filter(({ key }, at) => key !== '' && key !== parts[at - 1]?.key);
};

/** The part of a stack that belongs to no exception. */
export const stackPart = (stack: StackView, level: Level | null): ExceptionPart => {
  const counted = contributingFrames(stack, level);
  return {
    key: JSON.stringify([null, counted.frames.map(frameKey), null]),
    components: counted.components,
    hasFrames: counted.frames.length > 0,
  };
};

const partOf = (exception: Exception, stack: StackView, level: Level | null, wrapper: boolean): ExceptionPart => {
  const counted = contributingFrames(stack, level);
  const synthetic = exception.mechanism?.synthetic === true;
  const type = cut(exception.type ?? 'Error', MAX_TYPE);
  const typed = !synthetic && !wrapper;
  const detail = wrapper ? null : detailOf(exception, counted, level);
  const components: Component[] = [
    {
      kind: 'type',
      value: type,
      contributes: typed,
      reason: synthetic
        ? 'synthetic: named by the SDK, not by the program'
        : wrapper
          ? 'wraps a group of exceptions'
          : '',
    },
    ...counted.components,
    ...(detail === null ? valueLeftOut(exception) : [detail]),
  ];
  if (wrapper && counted.frames.length === 0) return { key: '', components, hasFrames: false };
  const extra = detail === null ? null : parameterisedKey(detail.value);
  return {
    key: JSON.stringify([typed ? type : null, counted.frames.map(frameKey), extra]),
    components,
    hasFrames: counted.frames.length > 0,
  };
};

/**
 * A stack speaks for itself when a function of the project is named in it. Where none is (minified or anonymous code, libraries only, no
 * stack) two bugs would look alike: then the failing line stands in if its source is known, else the message.
 */
const detailOf = (exception: Exception, { frames }: Contribution, level: Level | null): Component | null => {
  if (level !== 'all' && frames.some((view) => view.function !== null)) return null;
  const line = level === 'all' ? null : readableLine(frames.at(-1));
  if (line !== null)
    return {
      kind: 'context',
      value: line,
      contributes: true,
      reason: 'no function is named: the failing line stands in',
    };
  const value = parameterise(firstLines(exception.value ?? ''));
  if (value === '') return null;
  return {
    kind: 'value',
    value: cut(value, 1024),
    contributes: true,
    reason: value === firstLines(exception.value ?? '') ? '' : 'parameterised',
  };
};

const valueLeftOut = (exception: Exception): Component[] => {
  const value = cut(firstLines(exception.value ?? ''), 256);
  return value === '' ? [] : [{ kind: 'value', value, contributes: false, reason: 'the stack decides' }];
};

const readableLine = (view: FrameView | undefined): string | null => {
  if (view === undefined || view.note === 'minified' || view.frame.contextLine === null) return null;
  const line = view.frame.contextLine.slice(0, 512).trim().replace(/\s+/g, ' ');
  return line === '' || line.length > MAX_LINE || isMinifiedLine(view.frame.contextLine) ? null : line;
};

/** Groups arrive flattened; ids say who belongs to whom. */
const isTree = (exceptions: readonly Exception[]): boolean =>
  exceptions.some((exception) => exception.mechanism?.isExceptionGroup === true) &&
  (exceptions.at(-1)?.mechanism?.exceptionId ?? null) !== null;

const treeParts = (
  exceptions: readonly Exception[],
  part: (exception: Exception, wrapper: boolean) => ExceptionPart,
): ExceptionPart[] => {
  const seen = new Set<Exception>();
  const childrenOf = (parent: Exception): Exception[] =>
    exceptions.filter(
      (each) =>
        !seen.has(each) &&
        each.mechanism !== null &&
        each.mechanism.parentId !== null &&
        each.mechanism.parentId === parent.mechanism?.exceptionId,
    );
  const visit = (exception: Exception, member: boolean): ExceptionPart[] => {
    if (seen.has(exception)) return [];
    seen.add(exception);
    const wrapper = exception.mechanism?.isExceptionGroup === true;
    const children = childrenOf(exception);
    const causes = children.filter((child) => isCause(child));
    // A member stands for itself: what caused it is part of its own story, and often differs.
    const before = member ? [] : causes.flatMap((cause) => visit(cause, false));
    const members = wrapper ? children.filter((child) => !isCause(child)).flatMap((child) => visit(child, true)) : [];
    const distinct = [...new Map(members.map((each) => [each.key, each])).values()].sort((a, b) =>
      a.key < b.key ? -1 : 1,
    );
    return [...before, ...distinct, part(exception, wrapper && distinct.length > 0)];
  };
  return visit(exceptions.at(-1) as Exception, false);
};

const isCause = (exception: Exception): boolean =>
  /^(?:cause|__cause__|__context__|InnerException)$/.test(exception.mechanism?.source ?? '');

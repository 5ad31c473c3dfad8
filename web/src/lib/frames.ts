import type { Exception, Frame, Stacktrace } from '../api/event.ts';

/** A line of a stack trace as shown: a call, a fold of calls outside the app, or calls that were cut away on the way here. */
export type StackRow =
  | { kind: 'frame'; frame: Frame; index: number; repeats: number }
  | { kind: 'folded'; rows: Extract<StackRow, { kind: 'frame' }>[]; count: number }
  | { kind: 'omitted'; count: number };

interface Options {
  newestFirst: boolean;
  /** Fold what is not in the app, unless nothing is. */
  inAppOnly: boolean;
}

/** Rows for a stack trace (frames oldest first): direct repetitions become one row, runs outside the app one fold. */
export const stackRows = ({ frames, omitted }: Stacktrace, { newestFirst, inAppOnly }: Options): StackRow[] => {
  const rows: StackRow[] = [];
  const fold = inAppOnly && frames.some((frame) => frame.inApp);
  frames.forEach((frame, index) => {
    if (omitted !== null && index === omitted[0]) rows.push(cut(omitted));
    const before = frames[index - 1];
    const last = rows.at(-1);
    if (fold && !frame.inApp) {
      const run = last?.kind === 'folded' ? last : null;
      if (run !== null && before !== undefined && sameCall(before, frame)) {
        const repeated = run.rows.at(-1);
        if (repeated) repeated.repeats += 1;
        run.count += 1;
      } else if (run !== null) {
        run.rows.push({ kind: 'frame', frame, index, repeats: 1 });
        run.count += 1;
      } else {
        rows.push({ kind: 'folded', rows: [{ kind: 'frame', frame, index, repeats: 1 }], count: 1 });
      }
    } else if (last?.kind === 'frame' && before !== undefined && sameCall(before, frame)) {
      last.repeats += 1;
      last.frame = frame;
      last.index = index;
    } else {
      rows.push({ kind: 'frame', frame, index, repeats: 1 });
    }
  });
  if (omitted !== null && (omitted[0] ?? 0) >= frames.length) rows.push(cut(omitted));
  if (!newestFirst) return rows;
  for (const row of rows) if (row.kind === 'folded') row.rows.reverse();
  return rows.reverse();
};

const cut = ([from = 0, to = 0]: number[]): StackRow => ({ kind: 'omitted', count: Math.max(to - from, 0) });

/** The same line calling itself. Frames without symbols are told apart by their address. */
const sameCall = (a: Frame, b: Frame): boolean =>
  (['function', 'filename', 'module', 'package', 'lineno', 'colno', 'instructionAddr'] as const).every(
    (name) => a[name] === b[name],
  );

/** The frame a reader wants open: the newest in the app, else the newest. */
export const crashFrame = ({ frames }: Stacktrace): number => {
  for (let index = frames.length - 1; index >= 0; index -= 1) if (frames[index]?.inApp) return index;
  return frames.length - 1;
};

/** An exception with its place in the chain: who it belongs to, how, and how deep. */
export interface ChainLink {
  exception: Exception;
  /** In the event's list. */
  index: number;
  /** Null: thrown to the top. */
  parent: Exception | null;
  relation: 'top' | 'cause' | 'context' | 'member';
  /** `errors[1]`, where the SDK says so. */
  source: string | null;
  depth: number;
}

/**
 * The chain from what was thrown to the top down to its causes. Members of a group name their parent (`mechanism.parentId`); without ids each
 * exception causes the next of the list.
 */
export const exceptionChain = (exceptions: Exception[]): ChainLink[] => {
  const byId = new Map<number, number>();
  exceptions.forEach(({ mechanism }, index) => {
    if (mechanism !== null && mechanism.exceptionId !== null) byId.set(mechanism.exceptionId, index);
  });
  const depths = new Map<number, number>();
  return exceptions
    .map((exception, index) => ({ exception, index }))
    .reverse()
    .map(({ exception, index }) => {
      const { mechanism } = exception;
      const named = mechanism !== null && mechanism.parentId !== null ? byId.get(mechanism.parentId) : undefined;
      const parentIndex = named !== undefined && named !== index ? named : index + 1;
      const parent = exceptions[parentIndex] ?? null;
      const member =
        named !== undefined && parent?.mechanism?.isExceptionGroup === true && mechanism?.source !== 'cause';
      const depth = parent === null ? 0 : (depths.get(parentIndex) ?? 0) + (member ? 1 : 0);
      depths.set(index, depth);
      const relation =
        parent === null ? 'top' : member ? 'member' : mechanism?.source === '__context__' ? 'context' : 'cause';
      return { exception, index, parent, relation, source: mechanism?.source ?? null, depth };
    });
};

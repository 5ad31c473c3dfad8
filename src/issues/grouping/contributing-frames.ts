import type { Component } from '../types.ts';
import type { FrameView, StackView } from './frames.ts';

/**
 * Which frames count. `app`: those in the app. `own`: no frame of the event is marked as in the app, so those that lie in no library.
 * `all`: there are only libraries; the language's own files stay out even then, since they differ between its versions.
 */
export type Level = 'app' | 'own' | 'all';

/** The strictest level at which any frame of the event counts; null when none ever does. */
export const levelOf = (stacks: readonly StackView[]): Level | null =>
  (['app', 'own', 'all'] as const).find((level) =>
    stacks.some((stack) => stack.frames.some((view) => obstacle(view, level) === '')),
  ) ?? null;

export interface Contribution {
  readonly frames: readonly FrameView[];
  /** Every frame, in order, with why it counts or not. */
  readonly components: readonly Component[];
}

/** The frames of one stack that go into the key: recursion collapsed, limits of rules kept. */
export const contributingFrames = (stack: StackView, level: Level | null): Contribution => {
  const reasons = stack.frames.map((view) => (level === null ? obstacle(view, 'all') : obstacle(view, level)));
  let kept = withoutRecursion(
    stack.frames,
    [...stack.frames.keys()].filter((at) => reasons[at] === ''),
    (at) => (reasons[at] = 'recursion'),
  );
  if (stack.maxFrames > 0 && kept.length > stack.maxFrames) {
    for (const at of kept.slice(0, -stack.maxFrames)) reasons[at] = `beyond max-frames=${stack.maxFrames}`;
    kept = kept.slice(-stack.maxFrames);
  }
  if (kept.length < stack.minFrames) {
    for (const at of kept) reasons[at] = `fewer than min-frames=${stack.minFrames}`;
    kept = [];
  }
  const counted = new Set(kept);
  return {
    frames: kept.map((at) => stack.frames[at] as FrameView),
    components: stack.frames.map((view, at) => ({
      kind: 'frame',
      value: labelOf(view),
      contributes: counted.has(at),
      reason: counted.has(at) ? view.note : (reasons[at] as string),
    })),
  };
};

/** How a frame is shown: `function (place)`; a frame without a name by its place alone. */
export const labelOf = (view: FrameView): string => {
  if (view.function === null)
    return view.place === '' ? (view.frame.function ?? view.frame.filename ?? '?') : view.place;
  return view.place === '' ? view.function : `${view.function} (${view.place})`;
};

/** Two frames are the same place in the code when this is equal; line numbers are no part of it. */
export const frameKey = (view: FrameView): string => `${view.place}\u0000${view.function ?? ''}`;

const obstacle = (view: FrameView, level: Level): string => {
  if (!view.group) return view.reason;
  if (view.place === '' && view.function === null) return 'names neither code nor place';
  if (view.inApp) return '';
  if (level === 'app') return 'not in app';
  if (view.origin === 'runtime') return 'part of the language';
  if (level === 'own' && (view.excluded || view.origin !== 'app')) return 'in a library';
  return '';
};

const MAX_PERIOD = 16;

/** Drops what repeats: a call of itself, and circles of up to 16 functions; the first round stays. */
const withoutRecursion = (
  frames: readonly FrameView[],
  candidates: readonly number[],
  drop: (at: number) => void,
): number[] => {
  const kept: number[] = [];
  const keys: string[] = [];
  for (const at of candidates) {
    kept.push(at);
    keys.push(frameKey(frames[at] as FrameView));
    const period = repeatedPeriod(keys);
    for (const dropped of kept.splice(kept.length - period)) drop(dropped);
    keys.length -= period;
  }
  return kept;
};

/** The smallest p ≤ 16 whose last p keys equal the p before them; 0 when nothing repeats. */
const repeatedPeriod = (keys: readonly string[]): number => {
  const last = keys.length - 1;
  for (let period = 1; period <= MAX_PERIOD && period * 2 <= keys.length; period++) {
    let same = 0;
    while (same < period && keys[last - same] === keys[last - same - period]) same++;
    if (same === period) return period;
  }
  return 0;
};

import type { Mark } from './state.ts';

/** A release of which is known whether it holds the fix of an issue. */
export interface MarkedRelease {
  readonly release: number;
  /** Where it stands in the order of releases. */
  readonly key: string;
  readonly as: Exclude<Mark, null>;
}

/**
 * Whether a release holds the fix: walking the releases in order, a fix holds from where it was made until a release in which the issue was seen again. The
 * mark of the release itself decides before those of equal precedence, else the later one. Pure.
 */
export const holdsFix = (
  marks: readonly MarkedRelease[],
  at: { readonly release: number; readonly key: string },
): boolean => {
  let nearest: MarkedRelease | null = null;
  for (const mark of marks) {
    if (mark.key > at.key) continue;
    if (nearest === null || isNearer(mark, nearest, at.release)) nearest = mark;
  }
  return nearest?.as === 'fixed';
};

const isNearer = (mark: MarkedRelease, other: MarkedRelease, own: number): boolean => {
  if (mark.key !== other.key) return mark.key > other.key;
  if (other.release === own) return false;
  return mark.release === own || mark.release > other.release;
};

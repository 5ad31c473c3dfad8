import type { Period } from '../../kit/index.ts';
import { spanText } from '../../kit/index.ts';

/** "More than `count` events in any `n` periods." */
export interface VolumeCondition {
  readonly period: Period;
  readonly n: number;
  readonly count: number;
}

/** `more than 5 events per 1 hour`. */
export const conditionText = ({ period, n, count }: VolumeCondition): string =>
  `more than ${count} event${count === 1 ? '' : 's'} per ${spanText(period, n)}`;

import type { Instant } from '../kit/index.ts';

/** Why something may not come now. */
export interface Refusal {
  /** From when there may be room again; null: nobody knows. */
  readonly until: Instant | null;
  readonly scope: 'project' | 'organization';
  readonly reason: 'project_quota' | 'installation_quota' | 'spike';
}

/** What the projects of an installation draw on together, in one window. */
export interface Pool {
  left: number;
}

/** One window of one project, as it was read, less what was taken since. */
export interface Window extends Refusal {
  /** Of its own. */
  left: number;
  /** For windows of the installation's quota. */
  readonly pool: Pool | null;
}

/** Takes room for `quantity` in all windows, or in none: then it says which keeps closed longest. */
export const take = (windows: readonly Window[], quantity: number): Refusal | null => {
  const refusal = refusalOf(windows, quantity);
  if (refusal === null) for (const window of windows) draw(window, quantity);
  return refusal;
};

/** Whether `quantity` would find room. */
export const refusalOf = (windows: readonly Window[], quantity: number): Refusal | null => {
  let longest: Refusal | null = null;
  for (const window of windows)
    if (quantity > room(window) && (longest === null || (window.until ?? 0) > (longest.until ?? 0))) longest = window;
  return longest;
};

/** Takes it, room or not: what was accepted already and is not in what was read. */
export const draw = (window: Window, quantity: number): void => {
  const own = window.pool === null ? quantity : Math.min(quantity, Math.max(0, window.left));
  window.left -= own;
  if (window.pool !== null) window.pool.left -= quantity - own;
};

export const room = ({ left, pool }: Window): number =>
  pool === null ? left : Math.max(0, left) + Math.max(0, pool.left);

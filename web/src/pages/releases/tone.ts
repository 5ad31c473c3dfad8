/** Below 99 % people begin to notice, below 95 % they leave. */
export const toneOf = (share: number | null): { color: string; fontWeight: number } | undefined => {
  if (share === null || share >= 0.99) return undefined;
  return { color: share >= 0.95 ? 'var(--warning)' : 'var(--error)', fontWeight: 600 };
};

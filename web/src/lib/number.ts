const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const full = new Intl.NumberFormat('en');

/** `982`, `1.2K`, `3.4M`. */
export const formatCount = (n: number): string => (n < 1_000 ? String(n) : compact.format(n));

/** `1,234,567`. */
export const formatNumber = (n: number): string => full.format(n);

/** `812 B`, `12.4 KB`, `3.1 MB` (1,024 each). */
export const formatBytes = (bytes: number): string => {
  if (bytes < 1_024) return `${bytes} B`;
  if (bytes < 1_048_576) return `${(bytes / 1_024).toFixed(1)} KB`;
  if (bytes < 1_073_741_824) return `${(bytes / 1_048_576).toFixed(1)} MB`;
  return `${(bytes / 1_073_741_824).toFixed(1)} GB`;
};

/** `99.95 %`; never rounds up to 100 or down to 0. */
export const formatShare = (share: number): string => {
  const percent = share * 100;
  if (percent === 0 || percent === 100) return `${percent} %`;
  if (percent > 99.99) return '>99.99 %';
  return percent < 0.01 ? '<0.01 %' : `${percent.toFixed(percent > 90 ? 2 : 1)} %`;
};

/** `1 event`, `2 events`. */
export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${formatNumber(n)} ${n === 1 ? one : many}`;

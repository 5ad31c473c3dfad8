import { plural } from '../lib/number.ts';

const HEIGHT = 24;

/** Counts over time as bars, oldest left; the tallest bar is the largest count. */
export const Sparkline = ({ counts, width = 120, label }: { counts: number[]; width?: number; label: string }) => {
  const top = Math.max(...counts, 1);
  const step = width / Math.max(counts.length, 1);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return (
    <svg
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={`${label}: ${plural(total, 'event')}, at most ${top} at once`}
    >
      <rect x="0" y={HEIGHT - 1} width={width} height="1" fill="var(--line)" />
      {counts.map((count, index) => {
        if (count === 0) return null;
        const height = Math.max(2, (count / top) * (HEIGHT - 2));
        return (
          <rect
            // oxlint-disable-next-line no-array-index-key -- a bar is its place
            key={index}
            x={index * step + 0.5}
            y={HEIGHT - height}
            width={Math.max(1, step - 1)}
            height={height}
            rx="1"
            fill={index === counts.length - 1 ? 'var(--bar-strong)' : 'var(--bar)'}
          />
        );
      })}
    </svg>
  );
};

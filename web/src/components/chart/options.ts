import UPlot from 'uplot';
import type { Zone } from '../../lib/time.ts';

interface Input {
  width: number;
  height: number;
  zone: Zone;
  interval: 'minute' | 'hour' | 'day';
  onMove: (index: number | null) => void;
}

const seconds = { minute: 60, hour: 3_600, day: 86_400 } as const;

/** uPlot's options for bars in our colours, tokens in drawing order. */
export const barOptions = (input: Input & { colors: string[] }): UPlot.Options => {
  const { interval, colors } = input;
  const bars = UPlot.paths.bars?.({ size: [0.82, 40], radius: 0.08, align: 1 });
  const options = baseOptions(input, {
    incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 1e6, 1e7],
    values: (_chart, splits) =>
      splits.map((n) => (n >= 1_000_000 ? `${n / 1_000_000}M` : n >= 1_000 ? `${n / 1_000}K` : String(n))),
  });
  return {
    ...options,
    scales: {
      x: { time: true, range: (_chart, min, max) => [min, max + seconds[interval]] },
      y: { range: (_chart, _min, max) => [0, Math.max(max, 1) * 1.05] },
    },
    series: [
      {},
      ...colors.map((color) => ({
        fill: token(color),
        stroke: token(color),
        width: 0,
        ...(bars ? { paths: bars } : {}),
        points: { show: false },
      })),
    ],
  };
};

/** uPlot's options for one line of shares (0 to 1), drawn from `floor` up to 100 %. A value between two gaps is a point. */
export const shareOptions = (input: Input & { color: string; floor: number }): UPlot.Options => {
  const { color, floor } = input;
  const options = baseOptions(input, {
    values: (_chart, splits) => splits.map((share) => (share > 1 ? '' : `${Number((share * 100).toFixed(2))} %`)),
    size: 52,
  });
  return {
    ...options,
    scales: { x: { time: true }, y: { range: () => [floor, 1 + (1 - floor) * 0.06] } },
    series: [
      {},
      {
        stroke: token(color),
        width: 2,
        points: { show: true, size: 5, fill: token(color), stroke: token(color) },
        spanGaps: false,
      },
    ],
  };
};

/** Canvas knows no CSS variables, so they are read here. */
const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const baseOptions = (
  { width, height, zone, interval, onMove }: Input,
  y: Partial<UPlot.Axis>,
): Omit<UPlot.Options, 'series' | 'scales'> => {
  const axis = { stroke: token('--text-3'), font: `11px ${token('--font')}`, ticks: { show: false } };
  // Days are cut at UTC midnight; written in a zone west of it they would carry the day before.
  const inUtc = zone === 'utc' || interval === 'day';
  return {
    width,
    height,
    padding: [8, 20, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    ...(inUtc ? { tzDate: (seconds: number) => UPlot.tzDate(new Date(seconds * 1000), 'UTC') } : {}),
    axes: [
      { ...axis, grid: { show: false }, size: 22, gap: 4, values: dateLabels },
      { ...axis, size: 40, gap: 4, space: 26, grid: { stroke: token('--line'), width: 1 }, ...y },
    ],
    hooks: { setCursor: [(chart) => onMove(chart.cursor.idx ?? null)] },
  };
};

/** `14:00`, `21 Nov`: 24-hour clock, day before month. Second form: where the day, month or year begins. */
const dateLabels: UPlot.Axis.Values = [
  [3600 * 24 * 365, '{YYYY}', null, null, null, null, null, null, 1],
  [3600 * 24 * 28, '{MMM}', '\n{YYYY}', null, null, null, null, null, 1],
  [3600 * 24, '{D} {MMM}', null, null, null, null, null, null, 1],
  [3600, '{HH}:{mm}', '{D} {MMM}', null, '{D} {MMM}', null, null, null, 0],
  [60, '{HH}:{mm}', null, null, null, null, null, null, 1],
];

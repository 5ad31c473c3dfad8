import { usePreferences } from '../app/preferences.ts';
import { useNow } from '../lib/now.ts';
import { formatAge, formatInstant, formatRelative, zoneName } from '../lib/time.ts';

interface Props {
  at: string;
  /** `relative` 4 min ago · `age` 4 min · `absolute` 2026-11-22 01:34:50 · `clock` 01:34:50.123 */
  as?: 'relative' | 'age' | 'absolute' | 'clock';
}

/** An instant; the other way of writing it appears on hover. */
export const Time = ({ at, as = 'relative' }: Props) => {
  const { zone } = usePreferences();
  const now = useNow();
  const absolute = `${formatInstant(at, zone, as === 'clock' || as === 'absolute')} ${zoneName(at, zone)}`;
  const relative = formatRelative(at, now);
  const shown = {
    relative,
    age: formatAge(at, now),
    absolute: formatInstant(at, zone),
    clock: formatInstant(at, zone, true).slice(11),
  }[as];
  return (
    <time dateTime={at} title={as === 'absolute' ? `${absolute} · ${relative}` : absolute}>
      {shown}
    </time>
  );
};

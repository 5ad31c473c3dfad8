import { Button, Popover, TextInput } from '@mantine/core';
import { IconCalendar, IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { usePreferences } from '../../app/preferences.ts';
import { periods, type IssueFilter, type IssueSearch } from '../../lib/issue-search.ts';
import { fromField, periodLabels, rangeLabel, toField } from '../../lib/time-range.ts';
import { zoneName } from '../../lib/time.ts';
import classes from './issues.module.css';

interface Props {
  filter: IssueFilter;
  change: (part: IssueSearch) => void;
}

/** When the issues were seen: a time before now, or between two instants in the zone that times are shown in. */
export const TimeRange = ({ filter, change }: Props) => {
  const [open, setOpen] = useState(false);
  const { zone } = usePreferences();
  const set = (part: IssueSearch) => {
    change({ period: undefined, from: undefined, to: undefined, ...part });
    setOpen(false);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="sm"
          className={classes.range}
          leftSection={<IconCalendar size={15} />}
          rightSection={<IconChevronDown size={14} />}
          onClick={() => setOpen(!open)}
          aria-label={`Time range: ${rangeLabel(filter, zone)}`}
        >
          {rangeLabel(filter, zone)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <div className={classes.periods}>
          {periods.map((period) => (
            <button
              key={period}
              type="button"
              aria-pressed={filter.from === '' && filter.to === '' && filter.period === period}
              onClick={() => set({ period: period === '30d' ? undefined : period })}
            >
              {periodLabels[period]}
            </button>
          ))}
        </div>
        <RangeForm filter={filter} set={set} />
      </Popover.Dropdown>
    </Popover>
  );
};

const RangeForm = ({ filter, set }: { filter: IssueFilter; set: (part: IssueSearch) => void }) => {
  const { zone } = usePreferences();
  const [from, setFrom] = useState(toField(filter.from, zone));
  const [to, setTo] = useState(toField(filter.to, zone));
  const wrong = from !== '' && to !== '' && from > to;
  const name = zone === 'utc' ? 'UTC' : `your time, ${zoneName(new Date().toISOString(), zone)}`;
  return (
    <form
      className={classes.between}
      onSubmit={(event) => {
        event.preventDefault();
        const [start, end] = [fromField(from, zone), fromField(to, zone)];
        if (!wrong && (start !== '' || end !== '')) set({ from: start || undefined, to: end || undefined });
      }}
    >
      <TextInput
        type="datetime-local"
        size="xs"
        label={`Seen from (${name})`}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        size="xs"
        label="to"
        value={to}
        error={wrong ? 'This lies before the beginning.' : undefined}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Button type="submit" disabled={wrong || (from === '' && to === '')}>
        Show this range
      </Button>
    </form>
  );
};

import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { stateCountsQuery } from '../../api/issues.ts';
import type { StateCounts } from '../../api/types.ts';
import { states, type IssueFilter, type State } from '../../lib/issue-search.ts';
import { formatCount } from '../../lib/number.ts';
import classes from './issues.module.css';

const labels: Record<State, string> = {
  unresolved: 'Unresolved',
  regressed: 'Regressed',
  muted: 'Muted',
  resolved: 'Resolved',
  all: 'All',
};

export const countOf = (counts: StateCounts, state: State): number =>
  state === 'all' ? counts.unresolved + counts.muted + counts.resolved : counts[state];

interface Props {
  project: string;
  filter: IssueFilter;
  onChange: (state: State) => void;
}

/** Where the issues stand, with how many of the search stand there. */
export const StateTabs = ({ project, filter, onChange }: Props) => {
  const { data } = useQuery(stateCountsQuery(project, filter));
  return (
    <Tabs
      value={filter.state}
      onChange={(state) => {
        if (state !== null) onChange(state as State);
      }}
      classNames={{ tab: classes.tab, list: classes.tabs }}
      activateTabWithKeyboard={false}
    >
      <Tabs.List aria-label="State">
        {states.map((state) => (
          <Tabs.Tab key={state} value={state}>
            {labels[state]} {/* None among those that were counted says nothing of the others. */}
            {data && !(data.lowerBound && countOf(data, state) === 0) && (
              <span className={classes.count}>
                {formatCount(countOf(data, state))}
                {data.lowerBound && '+'}
              </span>
            )}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
};

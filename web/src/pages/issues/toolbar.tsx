import { Select } from '@mantine/core';
import type { ApiError } from '../../api/client.ts';
import { EnvironmentSelect } from '../../components/environment-select.tsx';
import { stateOf, type IssueFilter, type IssueSearch } from '../../lib/issue-search.ts';
import classes from './issues.module.css';
import { PinnedSearches, SavedSearches } from './saved-searches.tsx';
import { SearchBar } from './search-bar.tsx';
import { StateTabs } from './state-tabs.tsx';
import { TimeRange } from './time-range.tsx';

interface Props {
  project: string;
  search: IssueSearch;
  filter: IssueFilter;
  /** What the list says of its search. */
  error: ApiError | null;
  change: (part: IssueSearch) => void;
  /** Another list altogether. */
  open: (search: IssueSearch) => void;
}

/** What to show: the search, the environment, the time, the kind and the state. */
export const Toolbar = ({ project, search, filter, error, change, open }: Props) => (
  <div className={classes.toolbar}>
    <div className={classes.filters}>
      <SearchBar
        project={project}
        value={search.q ?? ''}
        error={error}
        onChange={(q) => change({ q: q === '' ? undefined : q })}
      />
      <div className={classes.choices}>
        <EnvironmentSelect
          project={project}
          value={search.environment ?? ''}
          onChange={(environment) => change({ environment: environment === '' ? undefined : environment })}
        />
        <TimeRange filter={filter} change={change} />
        <Select
          aria-label="Kind of issue"
          w={150}
          value={filter.tab}
          onChange={(tab) => change({ tab: tab === 'all' || tab === null ? undefined : tab })}
          data={[
            { value: 'all', label: 'Any kind' },
            { value: 'new', label: 'New (7 days)' },
            { value: 'unhandled', label: 'Unhandled' },
            { value: 'messages', label: 'Messages' },
          ]}
        />
        <SavedSearches project={project} search={search} open={open} />
      </div>
    </div>
    <PinnedSearches project={project} search={search} open={open} />
    <StateTabs
      project={project}
      filter={filter}
      // The default is left out of the address, unless the search makes another one.
      onChange={(state) => change({ state: state === stateOf({ ...search, state: undefined }) ? undefined : state })}
    />
  </div>
);

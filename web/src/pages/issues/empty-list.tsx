import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { stateCountsQuery } from '../../api/issues.ts';
import { overviewQuery, projectQuery } from '../../api/projects.ts';
import { Empty } from '../../components/state.tsx';
import { filterOf, isNarrowed, stateOf, type IssueSearch } from '../../lib/issue-search.ts';
import { plural } from '../../lib/number.ts';
import { countOf } from './state-tabs.tsx';

interface Props {
  project: string;
  search: IssueSearch;
  change: (part: IssueSearch) => void;
  open: (search: IssueSearch) => void;
}

/** Why there is nothing, and what leads to something. */
export const EmptyList = ({ project, search, change, open }: Props) => {
  const filter = filterOf(search);
  const { data: counts } = useQuery(stateCountsQuery(project, filter));
  const { data: about } = useQuery(projectQuery(project));
  const { data: overview } = useQuery(overviewQuery);
  const mine = overview?.items.find(({ projectId }) => projectId === about?.id);
  if (mine?.lastEventAt === null)
    return (
      <Empty
        title="No events yet"
        action={
          <Button renderRoot={(props) => <Link to="/projects/$project/set-up" params={{ project }} {...props} />}>
            Connect an SDK
          </Button>
        }
      >
        When your application sends an error, it appears here within a second, without reload.
      </Empty>
    );
  const state = stateOf(search);
  const elsewhere = counts ? countOf(counts, 'all') : 0;
  if (elsewhere > 0 && state !== 'all')
    return (
      <Empty
        title={`No ${state} issue ${isNarrowed(search) ? 'matches' : 'in this time'}`}
        action={
          <Button variant="default" onClick={() => change({ state: 'all' })}>
            Show all states
          </Button>
        }
      >
        {plural(elsewhere, 'issue')} in other states {elsewhere === 1 ? 'does' : 'do'}.
      </Empty>
    );
  const whole = filter.period === 'all' && filter.from === '' && filter.to === '';
  return (
    <Empty
      title={isNarrowed(search) ? 'No issue matches' : 'No issues in the last 30 days'}
      action={
        <div style={{ display: 'flex', gap: 8 }}>
          {!whole && (
            <Button variant="default" onClick={() => change({ period: 'all', from: undefined, to: undefined })}>
              Search all time
            </Button>
          )}
          <Button variant="default" onClick={() => open({ state: 'all', period: 'all' })}>
            Show all issues
          </Button>
        </div>
      }
    >
      Nothing in this project fits the search and filters above.
    </Empty>
  );
};

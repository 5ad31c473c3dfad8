import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { issueQuery } from '../../api/issues.ts';
import { Panel } from '../../components/page.tsx';
import { GroupingExplained } from '../../components/event/grouping.tsx';
import { Time } from '../../components/time.tsx';
import { CopyIcon } from '../../components/copy.tsx';
import { MergedParts } from './merge/merged-parts.tsx';
import classes from './issue.module.css';
import table from '../../components/table.module.css';

/** Why these events are one issue. */
export const IssueGrouping = () => {
  const { issue } = useParams({ from: '/inside/issues/$issue/grouping' });
  const { data } = useQuery(issueQuery(issue));
  if (!data) return null;
  return (
    <div className={classes.content} style={{ maxWidth: 980 }}>
      <Panel title="Why these events are one issue">
        {data.grouping ? <GroupingExplained grouping={data.grouping} /> : <span className="faint">Not recorded.</span>}
      </Panel>
      <MergedParts issue={issue} />
      <Panel title="Keys" flush>
        <table className={table.table}>
          <thead>
            <tr>
              <th>Key</th>
              <th>Configuration</th>
              <th>First seen</th>
            </tr>
          </thead>
          <tbody>
            {data.groupings.map(({ hash, config, firstSeen }) => (
              <tr key={hash}>
                <td className="mono">
                  {hash.slice(0, 16)}… <CopyIcon text={hash} label="Copy key" />
                </td>
                <td className="mono">{config}</td>
                <td className={table.nowrap}>
                  <Time at={firstSeen} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
    </div>
  );
};

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CSSProperties } from 'react';
import { issueQuery, issueTagsQuery } from '../../api/issues.ts';
import type { TagSummary } from '../../api/types.ts';
import { Plain } from '../../components/plain.tsx';
import { formatCount, formatNumber } from '../../lib/number.ts';
import { SimilarTitles } from './similar-titles.tsx';
import classes from './event-page.module.css';

const TAGS = 7;
const VALUES = 3;

/** Beside the event: how the whole issue is spread. */
export const Rail = ({ issue }: { issue: string }) => {
  const { data } = useQuery(issueQuery(issue));
  const tags = useQuery(issueTagsQuery(issue));
  return (
    <aside className={classes.rail} aria-label="The issue’s spread">
      {data && data.releases.length > 0 && (
        <section>
          <h3>
            Releases
            <Link to="/issues/$issue/releases" params={{ issue }}>
              {data.releases.length === 1 ? 'Show' : `All ${data.releases.length}`}
            </Link>
          </h3>
          {[...data.releases]
            .sort((a, b) => b.lastSeen.localeCompare(a.lastSeen))
            .slice(0, 4)
            .map(({ version, events }) => (
              <Bar key={version} text={version} count={events} of={data.events} />
            ))}
        </section>
      )}
      <section>
        <h3>
          Tags
          <Link to="/issues/$issue/tags" params={{ issue }}>
            All
          </Link>
        </h3>
        {tags.data?.items
          // Releases stand above; `os.name` says less than `os`.
          .filter(({ key }) => key !== 'release' && !/^(os|browser|runtime)\.name$/.test(key))
          // A tag that varies tells more than one that is always the same.
          .sort((a, b) => Number(b.distinct > 1) - Number(a.distinct > 1))
          .slice(0, TAGS)
          .map((tag) => (
            <TagBars key={tag.key} tag={tag} />
          ))}
        {tags.data?.items.length === 0 && <span className="faint">None</span>}
      </section>
      <SimilarTitles issue={issue} />
    </aside>
  );
};

const TagBars = ({ tag }: { tag: TagSummary }) => {
  const shown = tag.values.slice(0, VALUES);
  const other = tag.total - shown.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className={classes.tag}>
      <div className={classes.tagName}>
        <span className="clip">
          <Plain text={tag.key} max={60} />
        </span>
        {tag.distinct > VALUES && <span>{formatNumber(tag.distinct)} values</span>}
      </div>
      {shown.map(({ value, count }) => (
        <Bar key={value} text={value} count={count} of={tag.total} />
      ))}
      {other > 0 && <Bar text="other" count={other} of={tag.total} faint />}
    </div>
  );
};

const Bar = ({ text, count, of, faint = false }: { text: string; count: number; of: number; faint?: boolean }) => {
  const share = of === 0 ? 0 : Math.min(100, (count / of) * 100);
  return (
    <div
      className={classes.row}
      style={{ '--share': `${share}%` } as CSSProperties}
      title={`${formatNumber(count)} of ${formatNumber(of)}`}
    >
      <span className={faint ? 'clip faint' : 'clip'}>
        <Plain text={text} max={120} />
      </span>
      <span>{share === 100 ? '100 %' : share >= 1 ? `${Math.round(share)} %` : formatCount(count)}</span>
    </div>
  );
};

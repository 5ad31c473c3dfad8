import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { issueQuery, issueTagsQuery, tagValuesQuery } from '../../api/issues.ts';
import type { TagSummary } from '../../api/types.ts';
import { LinkOut } from '../../components/link-out.tsx';
import { Panel } from '../../components/page.tsx';
import { Plain } from '../../components/plain.tsx';
import { Empty, Failed, Loading } from '../../components/state.tsx';
import { formatNumber, plural } from '../../lib/number.ts';
import classes from './issue.module.css';
import { useProjectOf } from './project-of.ts';
import view from './issue-tags.module.css';

/** Every tag of the issue's events with its most frequent values. */
export const IssueTags = () => {
  const { issue } = useParams({ from: '/inside/issues/$issue/tags' });
  const tags = useQuery(issueTagsQuery(issue));
  const project = useProjectOf(useQuery(issueQuery(issue)).data)?.slug ?? null;
  if (tags.isPending) return <Loading />;
  if (!tags.data) return <Failed error={tags.error} retry={tags.refetch} />;
  if (tags.data.items.length === 0) return <Empty title="No tags">The events of this issue carry none.</Empty>;
  return (
    <div className={`${classes.content} ${view.grid}`}>
      {tags.data.items.map((tag) => (
        <TagPanel key={tag.key} issue={issue} project={project} tag={tag} />
      ))}
    </div>
  );
};

/** The search for a tag of any name with just this value. */
const tagged = (key: string, value: string): string => `tags[${key}]:"${value.replaceAll(/["\\*]/g, '\\$&')}"`;

const TagPanel = ({ issue, project, tag }: { issue: string; project: string | null; tag: TagSummary }) => {
  const [open, setOpen] = useState(false);
  const all = useInfiniteQuery({ ...tagValuesQuery(issue, tag.key), enabled: open });
  const values = all.data?.pages.flatMap((page) => page.items) ?? tag.values;
  const rest = tag.total - values.reduce((sum, { count }) => sum + count, 0);
  const more = open ? all.hasNextPage : tag.distinct > tag.values.length;
  return (
    <Panel
      title={
        <span className="mono value">
          <Plain text={tag.key} max={100} />
        </span>
      }
      actions={<span className="faint">{plural(tag.distinct, 'value')}</span>}
    >
      {values.map(({ value, count }) => (
        <div key={value} className={view.row}>
          <span className="clip" title={value.slice(0, 500)}>
            <LinkOut text={value} max={200} />
          </span>
          <span className={view.track} aria-hidden="true">
            <span style={{ width: `${(count / Math.max(tag.total, 1)) * 100}%` }} />
          </span>
          <span className={view.count}>
            {project === null || value.length > 300 ? (
              formatNumber(count)
            ) : (
              <Link
                to="/projects/$project/issues"
                params={{ project }}
                search={{ q: tagged(tag.key, value), period: 'all', state: 'all' }}
                title="Issues with this value"
              >
                {formatNumber(count)}
              </Link>
            )}
          </span>
          <span className={view.share}>{Math.round((count / Math.max(tag.total, 1)) * 100)} %</span>
        </div>
      ))}
      {(rest > 0 || more) && (
        <div className={view.rest}>
          {rest > 0 && <span className="faint">{plural(rest, 'event')} with other values</span>}
          {more && (
            <Button
              variant="subtle"
              size="compact-xs"
              loading={all.isFetching}
              onClick={() => (open ? void all.fetchNextPage() : setOpen(true))}
            >
              Show more
            </Button>
          )}
        </div>
      )}
    </Panel>
  );
};

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { standingQuery, type IssueStanding } from '../../api/history.ts';
import type { Issue } from '../../api/types.ts';
import { Plain } from '../../components/plain.tsx';
import { ReleaseLink } from '../../components/release-link.tsx';
import { Time } from '../../components/time.tsx';
import { formatNumber, plural } from '../../lib/number.ts';
import classes from './header.module.css';

/** What is in force for an issue that is not simply open: which release holds the fix, what ends the muting. */
export const Standing = ({
  issue: { shortId, status, regressed },
  project,
}: {
  issue: Issue;
  project: string | null;
}) => {
  const { data } = useQuery(standingQuery(shortId, `${status} ${regressed}`));
  const words = data === undefined ? null : wordsOf(data, project);
  return words === null ? null : <p className={classes.standing}>{words}</p>;
};

const wordsOf = (standing: IssueStanding, project: string | null): ReactNode => {
  const { status, regressed, resolvedBy, resolvedIn } = standing;
  if (regressed) return 'It was resolved and came back.';
  if (status === 'resolved') {
    if (resolvedBy === 'next') return 'Resolved by the next release. Until one comes, events leave it resolved.';
    if (resolvedBy === 'always') return 'Resolved. Any further event brings it back.';
    return (
      <>
        Resolved in{' '}
        <b>
          {project === null || resolvedIn === null ? (
            <Plain text={resolvedIn ?? 'a release that is gone'} max={80} />
          ) : (
            <ReleaseLink project={project} version={resolvedIn} max={80} />
          )}
        </b>
        . An event of it or of a later release brings it back; older ones do not.
      </>
    );
  }
  if (status !== 'muted') return null;
  const ends = endsOf(standing);
  if (ends.length === 0) return 'Muted for ever.';
  return (
    <>
      Muted until{' '}
      {ends.map((end, index) => (
        // oxlint-disable-next-line no-array-index-key -- the ends of one muting never change places
        <span key={index}>
          {index > 0 && ', or '}
          {end}
        </span>
      ))}
      .
    </>
  );
};

const endsOf = ({ mutedUntil, mutedUntilUsers, mutedUntilVolume }: IssueStanding): ReactNode[] => [
  ...(mutedUntil === null ? [] : [<Time key="time" at={mutedUntil} as="absolute" />]),
  ...mutedUntilVolume.map(({ count, n, period }) => `more than ${plural(count, 'event')} come in ${plural(n, period)}`),
  ...(mutedUntilUsers === null ? [] : [`${formatNumber(mutedUntilUsers)} users had it`]),
];

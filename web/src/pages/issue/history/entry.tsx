import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import {
  IconArrowBackUp,
  IconArrowMerge,
  IconArrowsSplit,
  IconBell,
  IconBellOff,
  IconCheck,
  IconFlag,
  IconRefreshAlert,
  IconTag,
  IconUser,
  type Icon,
} from '@tabler/icons-react';
import type { HistoryEntry } from '../../../api/history.ts';
import { takeBack } from '../../../components/actions/undo-toast.tsx';
import { Avatar } from '../../../components/avatar.tsx';
import { Plain } from '../../../components/plain.tsx';
import { ReleaseLink } from '../../../components/release-link.tsx';
import { Time } from '../../../components/time.tsx';
import { useCan } from '../../../components/use-can.ts';
import { plural } from '../../../lib/number.ts';
import { CommentCard } from './comment.tsx';
import classes from './history.module.css';
import { wordsOf, type Piece } from './words.ts';

/** One turning point in words: who, what, when; with the event that made it so, and how to take it back. */
export const Entry = ({ issue, project, entry }: { issue: string; project: string | null; entry: HistoryEntry }) => {
  const { write } = useCan();
  if (entry.comment !== null) return <CommentCard issue={issue} entry={entry} comment={entry.comment} />;
  const IconOf = icons[entry.kind] ?? IconFlag;
  return (
    <li className={classes.entry} data-kind={entry.kind}>
      <span className={classes.sign}>
        <IconOf size={15} aria-hidden="true" />
      </span>
      <div className={classes.words}>
        {entry.user && (
          <span className={classes.who}>
            <Avatar name={entry.user.name} /> <Plain text={entry.user.name} max={80} />{' '}
          </span>
        )}
        {wordsOf(entry).map((piece, index) => (
          // oxlint-disable-next-line no-array-index-key -- the pieces of a sentence never change places
          <Words key={index} piece={piece} project={project} />
        ))}
        {entry.eventId !== null && (
          <>
            {' · '}
            <Link to="/issues/$issue/events/$event" params={{ issue, event: entry.eventId }}>
              event
            </Link>
          </>
        )}
        <span className={classes.when}>
          <Time at={entry.at} />
        </span>
      </div>
      {write && entry.undo !== null && (
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconArrowBackUp size={13} />}
          onClick={() => void takeBack(entry.undo?.operation ?? '')}
        >
          {entry.undo.issues > 1 ? `Undo for all ${plural(entry.undo.issues, 'issue')}` : 'Undo'}
        </Button>
      )}
    </li>
  );
};

const Words = ({ piece, project }: { piece: Piece; project: string | null }) => {
  if (typeof piece === 'string') return <Plain text={piece} max={400} />;
  if ('at' in piece) return <Time at={piece.at} as="absolute" />;
  if ('release' in piece && project !== null) return <ReleaseLink project={project} version={piece.release} />;
  return (
    <b className="value">
      <Plain text={'release' in piece ? piece.release : piece.strong} max={200} />
    </b>
  );
};

const icons: Readonly<Record<string, Icon>> = {
  resolved: IconCheck,
  next_materialized: IconTag,
  reopened: IconArrowBackUp,
  undone: IconArrowBackUp,
  muted: IconBellOff,
  unmuted: IconBell,
  regressed: IconRefreshAlert,
  assigned: IconUser,
  merged: IconArrowMerge,
  merged_into: IconArrowMerge,
  unmerged: IconArrowsSplit,
  unmerged_from: IconArrowsSplit,
};

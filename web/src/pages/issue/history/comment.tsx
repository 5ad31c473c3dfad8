import { ActionIcon, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { sessionQuery } from '../../../api/accounts.ts';
import { deleteComment, editComment, type Comment, type HistoryEntry } from '../../../api/history.ts';
import { refreshIssues } from '../../../components/actions/undo-toast.tsx';
import { Avatar } from '../../../components/avatar.tsx';
import { confirm } from '../../../components/confirm.tsx';
import { Markdown } from '../../../components/markdown.tsx';
import { notifyError } from '../../../components/notify.ts';
import { Plain } from '../../../components/plain.tsx';
import { Time } from '../../../components/time.tsx';
import { useCan } from '../../../components/use-can.ts';
import { Composer } from './composer.tsx';
import classes from './history.module.css';

interface Props {
  issue: string;
  entry: HistoryEntry;
  comment: Comment;
}

/** A comment; its author may change and delete it. */
export const CommentCard = ({ issue, entry, comment }: Props) => {
  const { write } = useCan();
  const { data: session } = useQuery(sessionQuery);
  const [editing, setEditing] = useState(false);
  const mine = write && entry.user !== null && session?.user.id === entry.user.id && comment.deletedAt === null;
  const who = entry.user?.name ?? 'Somebody who is gone';
  const save = async (body: string) => {
    await editComment(issue, comment.id, body);
    setEditing(false);
    await refreshIssues();
  };
  const remove = async () => {
    try {
      await deleteComment(issue, comment.id);
    } catch (error) {
      notifyError('Not deleted', error);
    }
    await refreshIssues();
  };
  return (
    <li className={classes.comment} id={`comment-${comment.id}`}>
      <div className={classes.head}>
        <Avatar name={who} />
        <b>
          <Plain text={who} max={80} />
        </b>
        <span className={classes.when}>
          {entry.part !== null && `on ${entry.part} · `}
          <Time at={entry.at} />
          {comment.editedAt !== null && comment.deletedAt === null && (
            <>
              {' · edited '}
              <Time at={comment.editedAt} />
            </>
          )}
        </span>
        {mine && !editing && (
          <span className={classes.tools}>
            <Tooltip label="Edit">
              <ActionIcon size="sm" aria-label="Edit comment" onClick={() => setEditing(true)}>
                <IconPencil size={14} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label="Delete">
              <ActionIcon
                size="sm"
                aria-label="Delete comment"
                onClick={() =>
                  confirm({
                    title: 'Delete this comment?',
                    text: 'Its text cannot be brought back. That there was a comment stays in the history.',
                    verb: 'Delete',
                    danger: true,
                    act: () => void remove(),
                  })
                }
              >
                <IconTrash size={14} />
              </ActionIcon>
            </Tooltip>
          </span>
        )}
      </div>
      {comment.deletedAt !== null ? (
        <p className="faint">
          Deleted <Time at={comment.deletedAt} />
        </p>
      ) : editing ? (
        <Composer
          issue={issue}
          label="Edit comment"
          verb="Save"
          start={comment.body}
          save={save}
          cancel={() => setEditing(false)}
        />
      ) : (
        <Markdown
          text={comment.body}
          named={new Map(comment.mentions.map(({ handle, user }) => [handle, user.name]))}
        />
      )}
    </li>
  );
};

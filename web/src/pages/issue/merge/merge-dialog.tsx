import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { foundQuery, mergeIssues, similarQuery } from '../../../api/history.ts';
import type { Issue } from '../../../api/types.ts';
import { notifyUndo, refreshIssues } from '../../../components/actions/undo-toast.tsx';
import { IssueState } from '../../../components/issue-state.tsx';
import { notifyError } from '../../../components/notify.ts';
import { Plain } from '../../../components/plain.tsx';
import { formatCount, plural } from '../../../lib/number.ts';
import classes from './merge.module.css';

interface Props {
  issue: Pick<Issue, 'id' | 'shortId'>;
  project: string;
  opened: boolean;
  close: () => void;
}

/** Chooses other issues of the project that are the same bug: they become part of this one. */
export const MergeDialog = ({ opened, close, ...about }: Props) => (
  <Modal opened={opened} onClose={close} title={`Merge other issues into ${about.issue.shortId}`} size="lg">
    {opened && <MergeForm {...about} close={close} />}
  </Modal>
);

const MOST = 50;

const MergeForm = ({ issue, project, close }: Omit<Props, 'opened'>) => {
  const [text, setText] = useState('');
  const [typed] = useDebouncedValue(text.trim(), 150);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const similar = useQuery(similarQuery(issue.shortId));
  const found = useQuery(foundQuery(project, typed));
  // Without a search those with like titles come first.
  const like = typed === '' ? (similar.data ?? []) : [];
  const likely = new Set(like.map(({ id }) => id));
  const rows = [...like, ...(found.data ?? []).filter(({ id }) => !likely.has(id))].filter(({ id }) => id !== issue.id);
  const { mutate, isPending } = useMutation({
    mutationFn: () => mergeIssues(issue.shortId, [...chosen]),
    onSuccess: async ({ undo }) => {
      notifyUndo(`${plural(chosen.size, 'issue')} merged into ${issue.shortId}`, undo);
      close();
      await refreshIssues();
    },
    onError: (error) => notifyError('Not merged', error),
  });
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id) && next.size < MOST) next.add(id);
    setChosen(next);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.size > 0) mutate();
      }}
    >
      <TextInput
        aria-label="Find issues"
        placeholder="Text or short id"
        leftSection={<IconSearch size={15} />}
        data-autofocus
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ul className={classes.found} aria-label="Issues to merge">
        {rows.map((row) => (
          <li key={row.id}>
            <Checkbox
              checked={chosen.has(row.shortId)}
              onChange={() => toggle(row.shortId)}
              label={
                <span className={classes.row}>
                  <span className={classes.id}>{row.shortId}</span>
                  <span className="clip" title={row.title}>
                    <Plain text={row.title} max={160} />
                  </span>
                  {likely.has(row.id) && <span className="faint">similar</span>}
                  <IssueState issue={row} />
                  <span className={classes.count}>{formatCount(row.events)}</span>
                </span>
              }
            />
          </li>
        ))}
        {found.data && rows.length === 0 && <li className="faint">No other issue of this project is found.</li>}
        {found.isError && <li className="faint">{found.error.message}</li>}
      </ul>
      <p className={classes.note}>
        They become part of {issue.shortId}: numbers add up, future events follow, old links lead here. Each can leave
        again with what is its own.
      </p>
      <div className={classes.ends}>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" disabled={chosen.size === 0} loading={isPending}>
          {chosen.size === 0 ? 'Merge' : `Merge ${plural(chosen.size, 'issue')}`}
        </Button>
      </div>
    </form>
  );
};

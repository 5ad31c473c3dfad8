import { Button, CloseButton } from '@mantine/core';
import { IconArrowMerge, IconFlag, IconTrash, IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import type { IssueRow } from '../../api/types.ts';
import { AssignMenu } from '../../components/actions/assign-menu.tsx';
import { PriorityMenu } from '../../components/actions/priority-menu.tsx';
import { StateActions } from '../../components/actions/state-actions.tsx';
import type { Action } from '../../lib/actions.ts';
import type { State } from '../../lib/issue-search.ts';
import type { Selection } from '../../lib/selection.ts';
import classes from './issues.module.css';
import { MergeDialog } from './merge-dialog.tsx';

export type OpenMenu = 'mute' | 'assign' | null;

interface Props {
  project: string;
  selection: Selection<IssueRow>;
  /** Of the list that the selection is from. */
  state: State;
  /** How many are meant, as text. */
  many: string;
  act: (action: Action, who?: string) => void;
  merge: (about: { into: IssueRow; others: IssueRow[] }) => void;
  pending: boolean;
  clear: () => void;
  menu: OpenMenu;
  setMenu: (menu: OpenMenu) => void;
}

/** What can be done to the issues that are selected. */
export const BulkBar = ({ project, selection, state, many, act, merge, pending, clear, menu, setMenu }: Props) => {
  const [merging, setMerging] = useState(false);
  const rows = [...selection.rows.values()];
  const statuses = selection.all ? statusesOf(state) : rows.map(({ status }) => status);
  return (
    <div className={classes.bulk} role="toolbar" aria-label="Actions on selected issues">
      <span className={classes.many} aria-live="polite">
        {many} selected
      </span>
      <StateActions
        project={project}
        issue={!selection.all && rows.length === 1 ? rows[0]?.shortId : undefined}
        statuses={statuses}
        act={act}
        pending={pending}
        muteOpened={menu === 'mute'}
        onMuteOpen={(opened) => setMenu(opened ? 'mute' : null)}
      />
      <AssignMenu
        project={project}
        act={act}
        opened={menu === 'assign'}
        onOpen={(opened) => setMenu(opened ? 'assign' : null)}
      >
        <Button
          variant="default"
          leftSection={<IconUser size={14} />}
          disabled={pending}
          onClick={() => setMenu(menu === 'assign' ? null : 'assign')}
        >
          Assign
        </Button>
      </AssignMenu>
      <PriorityMenu act={act}>
        <Button variant="default" leftSection={<IconFlag size={14} />} disabled={pending}>
          Priority
        </Button>
      </PriorityMenu>
      {!selection.all && rows.length > 1 && (
        <Button
          variant="default"
          leftSection={<IconArrowMerge size={14} />}
          disabled={pending}
          onClick={() => setMerging(true)}
        >
          Merge…
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconTrash size={14} />}
        disabled={pending}
        onClick={() => act({ action: 'delete' })}
      >
        Delete
      </Button>
      <CloseButton size="sm" aria-label="Clear selection" onClick={clear} />
      <MergeDialog rows={rows} opened={merging} close={() => setMerging(false)} merge={merge} />
    </div>
  );
};

const statusesOf = (state: State): readonly string[] => {
  if (state === 'all') return ['unresolved', 'resolved', 'muted'];
  return [state === 'regressed' ? 'unresolved' : state];
};

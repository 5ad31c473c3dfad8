import { Button, Menu } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconArrowMerge, IconChevronDown, IconDots, IconTrash, IconUser } from '@tabler/icons-react';
import { useState } from 'react';
import { peopleQuery, teamsQuery } from '../../api/actions.ts';
import { actOnIssue } from '../../api/history.ts';
import type { Issue, Project } from '../../api/types.ts';
import { AssignMenu, nameOf } from '../../components/actions/assign-menu.tsx';
import { PriorityMenu } from '../../components/actions/priority-menu.tsx';
import { StateActions } from '../../components/actions/state-actions.tsx';
import { notifyUndo, refreshIssues } from '../../components/actions/undo-toast.tsx';
import { useAct } from '../../components/actions/use-act.ts';
import { Avatar } from '../../components/avatar.tsx';
import { confirm } from '../../components/confirm.tsx';
import { notifyError } from '../../components/notify.ts';
import { Plain } from '../../components/plain.tsx';
import { PriorityMark } from '../../components/priority.tsx';
import { useCan } from '../../components/use-can.ts';
import { useKeys } from '../../lib/keys.ts';
import { recallList } from '../../lib/last-list.ts';
import classes from './header.module.css';
import { MergeDialog } from './merge/merge-dialog.tsx';

/** What can be done with the issue, by buttons and by the keys e, m and a. Whoever may only look sees whose it is. */
export const IssueActions = ({ issue, project }: { issue: Issue; project: Project }) => {
  const { write } = useCan();
  const { act, pending } = useAct(issue.shortId);
  const [open, setOpen] = useState<'mute' | 'assign' | 'merge' | null>(null);
  const toggle = (what: typeof open) => (on: boolean) => setOpen(on ? what : null);
  const who = useAssignee(project.slug, issue);
  const remove = useDelete(issue.shortId, project.slug);
  useKeys(
    write
      ? {
          e: () => act({ action: issue.status === 'resolved' ? 'reopen' : 'resolve' }),
          m: () => (issue.status === 'muted' ? act({ action: 'unmute' }) : setOpen('mute')),
          a: (event) => {
            // Or it is typed into the search for people.
            event.preventDefault();
            setOpen('assign');
          },
        }
      : {},
  );
  if (!write)
    return (
      <div className={classes.actions}>
        {who !== null && (
          <span className={classes.assignee}>
            <Avatar {...who} /> <Plain text={who.name} max={60} />
          </span>
        )}
        <PriorityMark priority={issue.priority} />
      </div>
    );
  return (
    <div className={classes.actions} role="group" aria-label="Actions">
      <StateActions
        project={project.slug}
        issue={issue.shortId}
        statuses={[issue.status]}
        seenIn={issue.lastRelease}
        act={act}
        pending={pending}
        muteOpened={open === 'mute'}
        onMuteOpen={toggle('mute')}
      />
      <AssignMenu project={project.slug} act={act} opened={open === 'assign'} onOpen={toggle('assign')}>
        <Button
          variant="default"
          leftSection={who === null ? <IconUser size={14} /> : <Avatar {...who} />}
          rightSection={<IconChevronDown size={14} />}
          maw={200}
          aria-label={who === null ? 'Assign' : `Assigned to ${who.name}`}
          onClick={() => setOpen(open === 'assign' ? null : 'assign')}
        >
          <span className="clip">{who === null ? 'Assign' : <Plain text={who.name} max={60} />}</span>
        </Button>
      </AssignMenu>
      <PriorityMenu act={act} current={issue.priority}>
        <Button variant="default" aria-label={`Priority: ${issue.priority}`} px={8}>
          <PriorityMark priority={issue.priority} />
        </Button>
      </PriorityMenu>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <Button variant="default" aria-label="More actions" px={8}>
            <IconDots size={16} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconArrowMerge size={15} />} onClick={() => setOpen('merge')}>
            Merge with…
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={remove}>
            Delete…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <MergeDialog issue={issue} project={project.slug} opened={open === 'merge'} close={() => setOpen(null)} />
    </div>
  );
};

/** Asks, deletes, and goes to the list; for an hour it can be taken back. */
const useDelete = (shortId: string, project: string) => {
  const navigate = useNavigate();
  const { mutate } = useMutation({
    mutationFn: () => actOnIssue(shortId, { action: 'delete' }),
    onSuccess: async ({ undo }) => {
      await navigate({ to: '/projects/$project/issues', params: { project }, search: recallList(project) });
      notifyUndo(`${shortId} deleted`, undo);
      await refreshIssues();
    },
    onError: (error) => notifyError('Not deleted', error),
  });
  return () =>
    confirm({
      title: `Delete ${shortId}?`,
      text: 'It is hidden at once. For an hour this can be taken back; then its events, comments and numbers are removed for good. An event of the same kind makes a new issue.',
      verb: 'Delete',
      danger: true,
      act: () => mutate(),
    });
};

/** Who has the issue, a person or a team; null: nobody. */
const useAssignee = (
  project: string,
  { assigneeId, assigneeTeamId }: Issue,
): { name: string; team: boolean } | null => {
  const { data: people } = useQuery({ ...peopleQuery(project), enabled: assigneeId !== null });
  const { data: teams } = useQuery({ ...teamsQuery(project), enabled: assigneeTeamId !== null });
  if (assigneeTeamId !== null) {
    const team = teams?.find(({ id }) => id === assigneeTeamId);
    return { name: team?.name ?? 'a team', team: true };
  }
  if (assigneeId === null) return null;
  const person = people?.find(({ id }) => id === assigneeId);
  return { name: person === undefined ? 'somebody' : nameOf(person), team: false };
};

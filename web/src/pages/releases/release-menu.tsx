import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap } from '../../api/client.ts';
import { releasesKey } from '../../api/releases.ts';
import type { ReleaseDetail } from '../../api/types.ts';
import { queryClient } from '../../app/query-client.ts';
import { confirm } from '../../components/confirm.tsx';
import { notifyDone, notifyError } from '../../components/notify.ts';
import { EditRelease } from './edit-release.tsx';

/** What can be done with a release: say that it is out, or not yet; edit; archive; delete one that was made by mistake. */
export const ReleaseMenu = ({ project, release }: { project: string; release: ReleaseDetail }) => {
  const navigate = useNavigate();
  const [editing, setEditing] = useState(false);
  const path = { projectId: project, version: release.version };
  const finalize = useMutation({
    mutationFn: (out: boolean) =>
      out
        ? unwrap(api.POST('/projects/{projectId}/releases/{version}/finalize', { params: { path } }))
        : unwrap(
            api.PUT('/projects/{projectId}/releases/{version}', { params: { path }, body: { finalizedAt: null } }),
          ),
    onSuccess: async (_data, out) => {
      await queryClient.invalidateQueries({ queryKey: releasesKey(project) });
      notifyDone(out ? 'It is out' : 'It is not out yet');
    },
    onError: (error) => notifyError('Not changed', error),
  });
  const archive = useMutation({
    mutationFn: (away: boolean) =>
      unwrap(
        api.PUT('/projects/{projectId}/releases/{version}', {
          params: { path },
          body: { archivedAt: away ? new Date().toISOString() : null },
        }),
      ),
    onSuccess: async (_data, away) => {
      await queryClient.invalidateQueries({ queryKey: releasesKey(project) });
      notifyDone(away ? 'It is archived: the list leaves it out' : 'It is in the list again');
    },
    onError: (error) => notifyError('Not changed', error),
  });
  const remove = useMutation({
    mutationFn: () => unwrap(api.DELETE('/projects/{projectId}/releases/{version}', { params: { path } })),
    onSuccess: async () => {
      await navigate({ to: '/projects/$project/releases', params: { project } });
      await queryClient.invalidateQueries({ queryKey: releasesKey(project) });
      notifyDone('The release was deleted');
    },
    onError: (error) => notifyError('Not deleted', error),
  });
  // The server says why others are kept; those that surely are need not ask.
  const isUsed = release.events > 0 || release.environments.length > 0;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label="Change release" loading={finalize.isPending || archive.isPending || remove.isPending}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {release.finalizedAt === null ? (
            <Menu.Item onClick={() => finalize.mutate(true)}>Finalize: it is out now</Menu.Item>
          ) : (
            <Menu.Item onClick={() => finalize.mutate(false)}>It is not out yet</Menu.Item>
          )}
          <Menu.Item onClick={() => setEditing(true)}>Edit…</Menu.Item>
          {release.archivedAt === null ? (
            <Menu.Item onClick={() => archive.mutate(true)}>Archive: leave it out of the list</Menu.Item>
          ) : (
            <Menu.Item onClick={() => archive.mutate(false)}>Bring it back into the list</Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item
            color="red"
            disabled={isUsed}
            title={
              isUsed ? 'It has events or sessions: only a release that was made by mistake can be deleted' : undefined
            }
            onClick={() =>
              confirm({
                title: 'Delete this release?',
                text: 'Its commits and deploys go with it. An event that names it makes it anew.',
                verb: 'Delete',
                danger: true,
                act: () => remove.mutate(),
              })
            }
          >
            Delete…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {editing && <EditRelease project={project} release={release} close={() => setEditing(false)} />}
    </>
  );
};

import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../../api/client.ts';
import { releasesKey } from '../../api/releases.ts';
import type { ReleaseDetail } from '../../api/types.ts';
import { queryClient } from '../../app/query-client.ts';
import { notifyDone } from '../../components/notify.ts';
import classes from './releases.module.css';

/** What is said of a release beside its name. */
export const EditRelease = ({
  project,
  release,
  close,
}: {
  project: string;
  release: ReleaseDetail;
  close: () => void;
}) => {
  const [url, setUrl] = useState(release.url ?? '');
  const [ref, setRef] = useState(release.ref ?? '');
  const save = useMutation({
    mutationFn: () =>
      unwrap(
        api.PUT('/projects/{projectId}/releases/{version}', {
          params: { path: { projectId: project, version: release.version } },
          body: { url: url.trim() || null, ref: ref.trim() || null },
        }),
      ),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: releasesKey(project) });
      notifyDone('Saved');
      close();
    },
  });
  return (
    <Modal opened onClose={close} title="Edit release">
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label="Link"
          description="Where to read more, such as its notes"
          type="url"
          data-autofocus
          maxLength={2_000}
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
          error={save.error?.message}
        />
        <TextInput
          label="Reference"
          description="Branch, tag or commit"
          maxLength={200}
          value={ref}
          onChange={(event) => setRef(event.currentTarget.value)}
        />
        <Button type="submit" loading={save.isPending}>
          Save
        </Button>
      </form>
    </Modal>
  );
};

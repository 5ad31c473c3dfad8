import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, unwrap } from '../../api/client.ts';
import { releasesKey } from '../../api/releases.ts';
import { queryClient } from '../../app/query-client.ts';
import { notifyDone } from '../../components/notify.ts';
import classes from './releases.module.css';

/** Makes a release by hand, before its first event. */
export const NewRelease = ({ project, close }: { project: string; close: () => void }) => {
  const navigate = useNavigate();
  const [version, setVersion] = useState('');
  const [url, setUrl] = useState('');
  const make = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/projects/{projectId}/releases', {
          params: { path: { projectId: project } },
          body: { version: version.trim(), ...(url.trim() === '' ? {} : { url: url.trim() }) },
        }),
      ),
    onSuccess: async (made) => {
      await queryClient.invalidateQueries({ queryKey: releasesKey(project) });
      notifyDone(`${made.version} is there`);
      await navigate({ to: '/projects/$project/releases/$version', params: { project, version: made.version } });
    },
  });
  return (
    <Modal opened onClose={close} title="New release">
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <TextInput
          label="Version"
          description="As the SDK names it: package@1.2.3, a version or a commit. If it sorts behind all others, issues resolved by the next release are resolved in it."
          placeholder="shop@1.2.3"
          data-autofocus
          required
          maxLength={200}
          value={version}
          onChange={(event) => setVersion(event.currentTarget.value)}
          error={make.error?.message}
        />
        <TextInput
          label="Link"
          description="Where to read more, such as its notes"
          type="url"
          maxLength={2_000}
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <Button type="submit" loading={make.isPending} disabled={version.trim() === ''}>
          Make release
        </Button>
      </form>
    </Modal>
  );
};

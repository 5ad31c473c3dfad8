import { Autocomplete, Button, Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { suggestionsQuery } from '../../api/search.ts';
import classes from './actions.module.css';
import { Foretold } from './foretold.tsx';

interface Props {
  project: string;
  issue?: string | undefined;
  opened: boolean;
  close: () => void;
  choose: (version: string) => void;
}

/** Asks in which release something was fixed; the newest are offered, others by typing. */
export const ReleaseDialog = ({ project, issue, opened, close, choose }: Props) => (
  <Modal opened={opened} onClose={close} title="In which release is it fixed?" size="sm">
    {opened && <ReleaseForm project={project} issue={issue} close={close} choose={choose} />}
  </Modal>
);

const ReleaseForm = ({ project, issue, close, choose }: Omit<Props, 'opened'>) => {
  const [version, setVersion] = useState('');
  const [typed] = useDebouncedValue(version.trim(), 150);
  const { data } = useQuery(suggestionsQuery(project, 'release', typed));
  const versions = data?.items.map(({ value }) => value).filter((value) => value !== 'latest') ?? [];
  return (
    <form
      className={classes.dialog}
      onSubmit={(event) => {
        event.preventDefault();
        if (version.trim() === '') return;
        choose(version.trim());
        close();
      }}
    >
      <Autocomplete
        label="Release"
        placeholder="shop@1.2.0"
        data-autofocus
        value={version}
        onChange={setVersion}
        data={versions}
        // The server has filtered already, also by the version behind the package.
        filter={({ options }) => options}
        maxLength={250}
      />
      <Foretold
        issue={issue}
        action={typed !== '' && versions.includes(typed) ? { action: 'resolve', in: { version: typed } } : null}
        otherwise="Events of earlier releases leave it resolved; of this one or a later one they bring it back."
      />
      <div className={classes.ends}>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" disabled={version.trim() === ''}>
          Resolve
        </Button>
      </div>
    </form>
  );
};

import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { changeSearch, deleteSearch, savedSearchesQuery, saveSearch, type SearchFields } from '../../api/search.ts';
import type { SavedSearch } from '../../api/types.ts';
import { queryClient } from '../../app/query-client.ts';
import { notifyDone } from '../../components/notify.ts';
import { useCan } from '../../components/use-can.ts';
import { addressOf, sameList, viewOf, type IssueSearch } from '../../lib/issue-search.ts';
import classes from './issues.module.css';

interface Props {
  project: string;
  search: IssueSearch;
  /** `new`: the list that is open is saved. Null: closed. */
  edited: SavedSearch | 'new' | null;
  close: () => void;
}

/** Names a search, shares it, or deletes it. */
export const SearchDialog = ({ project, search, edited, close }: Props) => (
  <Modal
    opened={edited !== null}
    onClose={close}
    title={edited === 'new' ? 'Save this search' : 'Change the search'}
    size="sm"
  >
    {edited !== null && <SearchForm project={project} search={search} edited={edited} close={close} />}
  </Modal>
);

const SearchForm = ({ project, search, edited, close }: Props & { edited: SavedSearch | 'new' }) => {
  const old = edited === 'new' ? null : edited;
  const [name, setName] = useState(old?.name ?? '');
  const [shared, setShared] = useState(old?.shared ?? false);
  const [takes, setTakes] = useState(false);
  const { write } = useCan();
  const present = { query: search.q ?? '', view: viewOf(search) };
  const run = useMutation({
    mutationFn: async (what: 'save' | 'delete') => {
      const fields: SearchFields = { name: name.trim(), shared, ...present };
      if (old === null) await saveSearch(project, fields);
      else if (what === 'delete') await deleteSearch(project, old.id);
      else await changeSearch(project, old.id, takes ? fields : { name: fields.name, shared });
    },
    onSuccess: async (_, what) => {
      notifyDone(what === 'delete' ? `“${old?.name ?? ''}” is deleted.` : `“${name.trim()}” is saved.`);
      await queryClient.invalidateQueries(savedSearchesQuery(project));
      close();
    },
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') run.mutate('save');
      }}
    >
      <TextInput
        label="Name"
        data-autofocus
        value={name}
        maxLength={100}
        error={run.error?.message}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <p className="mono faint value">
        {old === null || takes ? present.query || 'every issue' : old.query || 'every issue'}
      </p>
      {(write || shared) && (
        <Checkbox
          label="Everybody in the project sees it"
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
      )}
      {old !== null && !sameList(addressOf(old), search) && (
        <Checkbox
          label="Replace it by the list that is open"
          checked={takes}
          onChange={(event) => setTakes(event.currentTarget.checked)}
        />
      )}
      <div className={classes.ends}>
        {old !== null && (
          <Button color="red" variant="light" mr="auto" loading={run.isPending} onClick={() => run.mutate('delete')}>
            Delete
          </Button>
        )}
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" loading={run.isPending} disabled={name.trim() === ''}>
          Save
        </Button>
      </div>
    </form>
  );
};

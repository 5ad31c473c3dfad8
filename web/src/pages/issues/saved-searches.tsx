import { ActionIcon, Button, Popover } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconBookmark, IconChevronDown, IconPencil, IconPin, IconPinFilled, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { pinSearch, savedSearchesQuery } from '../../api/search.ts';
import type { SavedSearch } from '../../api/types.ts';
import { queryClient } from '../../app/query-client.ts';
import { notifyError } from '../../components/notify.ts';
import { Plain } from '../../components/plain.tsx';
import { addressOf, sameList, type IssueSearch } from '../../lib/issue-search.ts';
import classes from './saved-searches.module.css';
import { SearchDialog } from './search-dialog.tsx';

interface Props {
  project: string;
  /** The list that is open. */
  search: IssueSearch;
  open: (search: IssueSearch) => void;
}

/** Searches that people keep: open one, pin it, change it, save the present one. */
export const SavedSearches = ({ project, search, open }: Props) => {
  const [shown, setShown] = useState(false);
  const [edited, setEdited] = useState<SavedSearch | 'new' | null>(null);
  const saved = useQuery(savedSearchesQuery(project));
  const pin = useMutation({
    mutationFn: ({ id, pinned }: SavedSearch) => pinSearch(project, id, !pinned),
    onError: (error) => notifyError('Not pinned', error),
    onSettled: () => queryClient.invalidateQueries(savedSearchesQuery(project)),
  });
  const edit = (which: SavedSearch | 'new') => {
    setShown(false);
    setEdited(which);
  };
  return (
    <>
      <Popover opened={shown} onChange={setShown} position="bottom-end" shadow="md" trapFocus>
        <Popover.Target>
          <Button
            variant="default"
            size="sm"
            leftSection={<IconBookmark size={15} />}
            rightSection={<IconChevronDown size={14} />}
            onClick={() => setShown(!shown)}
          >
            Saved
          </Button>
        </Popover.Target>
        <Popover.Dropdown p={6} w={320}>
          {saved.isError && <p className={classes.none}>{saved.error.message}</p>}
          {saved.data?.length === 0 && <p className={classes.none}>No search is saved yet.</p>}
          <ul className={classes.list}>
            {saved.data?.map((each) => (
              <li key={each.id} data-open={sameList(addressOf(each), search) || undefined}>
                <button
                  type="button"
                  className={classes.name}
                  title={each.query}
                  onClick={() => {
                    setShown(false);
                    open(addressOf(each));
                  }}
                >
                  <span className="clip">
                    <Plain text={each.name} max={100} />
                  </span>
                  <span className="clip mono faint">
                    <Plain text={each.query || 'every issue'} max={80} />
                  </span>
                </button>
                {each.shared && <span className={classes.shared}>shared</span>}
                <ActionIcon
                  size="sm"
                  aria-label={each.pinned ? `Unpin ${each.name}` : `Pin ${each.name}`}
                  aria-pressed={each.pinned}
                  onClick={() => pin.mutate(each)}
                >
                  {each.pinned ? <IconPinFilled size={14} /> : <IconPin size={14} />}
                </ActionIcon>
                {each.mine && (
                  <ActionIcon size="sm" aria-label={`Change ${each.name}`} onClick={() => edit(each)}>
                    <IconPencil size={14} />
                  </ActionIcon>
                )}
              </li>
            ))}
          </ul>
          <Button variant="subtle" fullWidth leftSection={<IconPlus size={14} />} onClick={() => edit('new')}>
            Save this search
          </Button>
        </Popover.Dropdown>
      </Popover>
      <SearchDialog project={project} search={search} edited={edited} close={() => setEdited(null)} />
    </>
  );
};

/** The searches that somebody keeps in sight. */
export const PinnedSearches = ({ project, search, open }: Props) => {
  const { data } = useQuery(savedSearchesQuery(project));
  const pinned = data?.filter((each) => each.pinned) ?? [];
  if (pinned.length === 0) return null;
  return (
    <div className={classes.pinned} role="group" aria-label="Pinned searches">
      {pinned.map((each) => {
        const here = sameList(addressOf(each), search);
        return (
          <button key={each.id} type="button" aria-pressed={here} onClick={() => open(here ? {} : addressOf(each))}>
            <IconPinFilled size={11} /> <Plain text={each.name} max={40} />
          </button>
        );
      })}
    </div>
  );
};

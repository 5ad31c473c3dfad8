import { ActionIcon, Button, Checkbox, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { releasesQuery } from '../../api/releases.ts';
import type { ReleasesSearch } from '../../app/routes.tsx';
import { EnvironmentSelect } from '../../components/environment-select.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { useMayWrite } from '../../components/may-write.ts';
import { PageFrame } from '../../components/page.tsx';
import { Empty, Failed, Loading } from '../../components/state.tsx';
import { HowTo } from './how-to.tsx';
import { NewRelease } from './new-release.tsx';
import { ReleaseTable } from './release-table.tsx';
import classes from './releases.module.css';

/** The releases of a project, and how well each runs by the sessions that SDKs count. All of its state is in the address. */
export const ReleasesPage = () => {
  const { project } = useParams({ from: '/inside/projects/$project/releases' });
  const search = useSearch({ from: '/inside/projects/$project/releases' });
  const navigate = useNavigate({ from: '/projects/$project/releases' });
  const { q = '', environment = '', period = '7d', archived } = search;
  const list = useInfiniteQuery(
    releasesQuery(project, { search: q, environment, period, archived: archived !== undefined }),
  );
  const [making, setMaking] = useState(false);
  const mayWrite = useMayWrite();
  const change = (part: ReleasesSearch) =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: true, resetScroll: false });
  // A page may end while the list grows: each release once.
  const releases = [
    ...new Map(list.data?.pages.flatMap(({ items }) => items).map((one) => [one.version, one])).values(),
  ];
  const filtered = q !== '' || environment !== '' || archived !== undefined;
  return (
    <PageFrame title="Releases" actions={mayWrite && <Button onClick={() => setMaking(true)}>New release</Button>}>
      <div className={classes.tools}>
        <SearchBox value={q} onChange={(text) => change({ q: text === '' ? undefined : text })} />
        <EnvironmentSelect
          project={project}
          value={environment}
          onChange={(chosen) => change({ environment: chosen === '' ? undefined : chosen })}
        />
        <SegmentedControl
          aria-label="Period of health"
          value={period}
          onChange={(value) => change({ period: value === '7d' ? undefined : value })}
          data={['24h', '7d', '30d']}
        />
        <Checkbox
          size="xs"
          label="Archived"
          checked={archived !== undefined}
          onChange={(event) => change({ archived: event.currentTarget.checked ? 'only' : undefined })}
        />
      </div>
      {list.isPending && <Loading />}
      {list.isError && !list.data && <Failed error={list.error} retry={list.refetch} />}
      {list.data && releases.length === 0 && filtered && (
        <Empty
          title="No release matches"
          action={
            <Button
              variant="default"
              onClick={() => change({ q: undefined, environment: undefined, archived: undefined })}
            >
              Show all releases
            </Button>
          }
        >
          {archived === undefined
            ? 'None has this in its name, or was seen in this environment.'
            : 'None of the archived ones is like this. Archive a release on its page, or by sentry-cli.'}
        </Empty>
      )}
      {list.data && releases.length === 0 && !filtered && (
        <>
          <Empty title="No releases yet" />
          <HowTo project={project} />
        </>
      )}
      {releases.length > 0 && <ReleaseTable project={project} items={releases} />}
      <LoadMore query={list} />
      {making && <NewRelease project={project} close={() => setMaking(false)} />}
    </PageFrame>
  );
};

const SearchBox = ({ value, onChange }: { value: string; onChange: (text: string) => void }) => {
  const [text, setText] = useState(value);
  const later = useDebouncedCallback((next: string) => onChange(next.trim()), 250);
  const set = (next: string) => {
    setText(next);
    later(next);
  };
  return (
    <TextInput
      className={classes.search}
      aria-label="Search releases"
      placeholder="Search by name"
      leftSection={<IconSearch size={15} />}
      rightSection={
        text !== '' && (
          <ActionIcon size="sm" aria-label="Clear search" onClick={() => set('')}>
            <IconX size={14} />
          </ActionIcon>
        )
      }
      value={text}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
};

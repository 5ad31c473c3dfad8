import { ActionIcon, SegmentedControl, Tabs, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { IssueSearch } from '../../app/routes.tsx';
import { EnvironmentSelect } from '../../components/environment-select.tsx';
import { useKeys } from '../../lib/keys.ts';
import classes from './issues.module.css';

interface Props {
  project: string;
  search: IssueSearch;
  change: (part: IssueSearch) => void;
}

/** What to show: the search, the tabs, the environment and the period. */
export const Toolbar = ({ project, search, change }: Props) => (
  <div className={classes.toolbar}>
    <div className={classes.filters}>
      <SearchBox value={search.q ?? ''} onChange={(q) => change({ q: q === '' ? undefined : q })} />
      <EnvironmentSelect
        project={project}
        value={search.environment ?? ''}
        onChange={(environment) => change({ environment: environment === '' ? undefined : environment })}
      />
      <SegmentedControl
        aria-label="Period"
        value={search.period ?? '30d'}
        onChange={(period) => change({ period: period === '30d' ? undefined : period })}
        data={[
          { value: '24h', label: '24h' },
          { value: '7d', label: '7d' },
          { value: '30d', label: '30d' },
          { value: 'all', label: 'All' },
        ]}
      />
    </div>
    <Tabs
      value={search.tab ?? 'all'}
      onChange={(tab) => change({ tab: tab === 'all' ? undefined : (tab as 'new') })}
      classNames={{ tab: classes.tab, list: classes.tabs }}
    >
      <Tabs.List aria-label="Kind of issue">
        <Tabs.Tab value="all">All</Tabs.Tab>
        <Tabs.Tab value="new">New</Tabs.Tab>
        <Tabs.Tab value="unhandled">Unhandled</Tabs.Tab>
        <Tabs.Tab value="messages">Messages</Tabs.Tab>
      </Tabs.List>
    </Tabs>
  </div>
);

const SearchBox = ({ value, onChange }: { value: string; onChange: (text: string) => void }) => {
  const [text, setText] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const sent = useRef(value);
  const send = (next: string) => {
    sent.current = next.trim();
    onChange(sent.current);
  };
  const later = useDebouncedCallback(send, 250);
  // The address may change by other ways than typing (back, "show all").
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      setText(value);
    }
  }, [value]);
  useKeys({
    '/': (event) => {
      event.preventDefault();
      input.current?.focus();
    },
  });
  const set = (next: string) => {
    setText(next);
    later(next);
  };
  return (
    <TextInput
      ref={input}
      className={classes.search}
      aria-label="Search issues"
      placeholder="Search by title, message, culprit or short id"
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
      onKeyDown={(event) => {
        if (event.key === 'Enter') send(text);
        if (event.key === 'Escape') input.current?.blur();
      }}
    />
  );
};

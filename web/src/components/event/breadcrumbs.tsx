import { Button, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { Breadcrumb, Event } from '../../api/event.ts';
import { usePreferences } from '../../app/preferences.ts';
import { JsonView } from '../json/json-view.tsx';
import { LinkOut } from '../link-out.tsx';
import { Plain } from '../plain.tsx';
import { Time } from '../time.tsx';
import { plural } from '../../lib/number.ts';
import classes from './breadcrumbs.module.css';
import { LevelDot } from '../level.tsx';
import { Section } from './section.tsx';

const FEW = 15;

/** What happened before, in the order chosen for stack traces. */
export const Breadcrumbs = ({ event }: { event: Event }) => {
  const { newestFirst } = usePreferences();
  const [words, setWords] = useState('');
  const [category, setCategory] = useState('');
  const [all, setAll] = useState(false);
  const crumbs = event.breadcrumbs.map((crumb, index) => ({ crumb, index }));
  const categories = [...new Set(event.breadcrumbs.map(({ category: name, type }) => name ?? type))].sort();
  const matching = crumbs.filter(
    ({ crumb }) =>
      (category === '' || (crumb.category ?? crumb.type) === category) &&
      (words === '' || textOf(crumb).includes(words.toLowerCase())),
  );
  // The last ones before the event tell most, whichever way they are read.
  const cut = all ? matching : matching.slice(-FEW);
  const shown = newestFirst ? cut.toReversed() : cut;
  const more = matching.length - cut.length;
  const moreButton = more > 0 && (
    <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
      {plural(more, 'earlier breadcrumb')}
    </Button>
  );
  const filters = event.breadcrumbs.length > 5 && (
    <>
      <TextInput
        size="xs"
        w={170}
        aria-label="Filter breadcrumbs"
        placeholder="Filter"
        leftSection={<IconSearch size={13} />}
        value={words}
        onChange={(change) => setWords(change.currentTarget.value)}
      />
      {categories.length > 1 && (
        <Select
          size="xs"
          w={150}
          aria-label="Category of breadcrumbs"
          value={category}
          onChange={(value) => setCategory(value ?? '')}
          data={[
            { value: '', label: 'All categories' },
            ...categories.filter((name) => name !== '').map((name) => ({ value: name, label: name.slice(0, 60) })),
          ]}
        />
      )}
    </>
  );
  return (
    <Section id="breadcrumbs" title="Breadcrumbs" count={event.breadcrumbs.length} actions={filters}>
      {!newestFirst && moreButton}
      <ol className={classes.list}>
        {shown.map(({ crumb, index }) => (
          <Crumb key={index} crumb={crumb} />
        ))}
      </ol>
      {matching.length === 0 && <p className="faint">None matches.</p>}
      {newestFirst && moreButton}
    </Section>
  );
};

const textOf = (crumb: Breadcrumb): string =>
  `${crumb.category ?? ''} ${crumb.type} ${crumb.level} ${crumb.message ?? ''} ${JSON.stringify(crumb.data)}`.toLowerCase();

const Crumb = ({ crumb }: { crumb: Breadcrumb }) => {
  const data = { ...crumb.data };
  const summary = crumb.message ?? httpLine(data);
  const entries = Object.entries(data);
  const plain = entries.flatMap(([name, value]) =>
    value === null || typeof value !== 'object' ? [{ name, value: String(value) }] : [],
  );
  const deep = entries.filter(([, value]) => value !== null && typeof value === 'object');
  return (
    <li className={classes.crumb}>
      <LevelDot level={crumb.level} />
      <span className={classes.category}>
        <Plain text={crumb.category ?? crumb.type} max={60} />
      </span>
      <div className={classes.what}>
        {summary !== null && <LinkOut text={summary} max={2_000} />}
        {plain.length > 0 && (
          <div className={classes.data}>
            {plain.map(({ name, value }) => (
              <span key={name}>
                <i>
                  <Plain text={name} max={80} />
                </i>{' '}
                <LinkOut text={value} max={500} />
              </span>
            ))}
          </div>
        )}
        {deep.length > 0 && <JsonView value={Object.fromEntries(deep)} open={0} />}
      </div>
      <span className={classes.time}>{crumb.timestamp !== null && <Time at={crumb.timestamp} as="clock" />}</span>
    </li>
  );
};

/** `POST https://… [502]` from what SDKs write about requests; takes those fields out of `data`. */
const httpLine = (data: Breadcrumb['data']): string | null => {
  const { url, method, status_code: status } = data;
  if (typeof url !== 'string') return null;
  delete data['url'];
  delete data['method'];
  delete data['status_code'];
  return [typeof method === 'string' ? method : null, url, typeof status === 'number' ? `[${status}]` : null]
    .filter((part) => part !== null)
    .join(' ');
};

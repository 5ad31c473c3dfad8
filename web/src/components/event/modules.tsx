import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Pairs } from '../pairs.tsx';
import { plural } from '../../lib/number.ts';
import { Section } from './section.tsx';

const MANY = 200;

/** Packages that were installed, with their versions. */
export const Modules = ({ modules }: { modules: Record<string, string> }) => {
  const [words, setWords] = useState('');
  const all = Object.entries(modules);
  const found = all.filter(([name]) => name.toLowerCase().includes(words.toLowerCase()));
  return (
    <Section
      id="modules"
      title="Packages"
      count={all.length}
      closed
      actions={
        all.length > 10 && (
          <TextInput
            size="xs"
            w={170}
            aria-label="Filter packages"
            placeholder="Filter"
            leftSection={<IconSearch size={13} />}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        )
      }
    >
      <Pairs items={found.slice(0, MANY)} />
      {found.length > MANY && (
        <p className="faint">{plural(found.length - MANY, 'more package')}: filter to see them.</p>
      )}
    </Section>
  );
};

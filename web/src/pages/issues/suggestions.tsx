import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { keySuggestionsQuery, suggestionsQuery } from '../../api/search.ts';
import { Plain } from '../../components/plain.tsx';
import type { Spot } from '../../lib/search-bar.ts';
import classes from './search-bar.module.css';

interface Suggestion {
  /** As it goes into the search. */
  text: string;
  shown: string;
  about: string;
}

const MOST = 12;

/** What may stand at the spot that is being typed; nothing where nobody types. */
export const useSuggestions = (project: string, spot: Spot | null): Suggestion[] => {
  const forKey = spot?.kind === 'key';
  const keys = useQuery({
    ...keySuggestionsQuery(project, spot?.prefix ?? ''),
    // Nothing else begins a key, and a long word is none.
    enabled: forKey && /^[\w.[-]{0,40}$/.test(spot.prefix),
  });
  const values = useQuery({
    ...suggestionsQuery(project, spot?.kind === 'value' ? spot.key : '', spot?.prefix ?? ''),
    enabled: spot?.kind === 'value',
  });
  if (spot === null) return [];
  const { prefix } = spot;
  // What was answered for the letters before stands until the answer is there: narrowed here meanwhile.
  if (forKey)
    return /^[\w.[-]{0,40}$/.test(prefix)
      ? (keys.data ?? [])
          .filter(({ key }) => key.startsWith(prefix))
          .slice(0, MOST)
          .map(({ key, about, example, tag }) => ({
            text: key,
            shown: `${key}:`,
            about: tag || example.endsWith(':') ? about : `${about} · ${example}`,
          }))
      : [];
  const known = values.data?.key === spot.key ? values.data.items : [];
  const found = (values.isPlaceholderData ? known.filter(({ value }) => value.startsWith(prefix)) : known).slice(
    0,
    MOST,
  );
  // A value that stands there whole needs no suggestion.
  if (found.length === 1 && found[0]?.value === prefix) return [];
  return found.map(({ value, text }) => ({ text, shown: value, about: '' }));
};

interface Props {
  suggestions: Suggestion[];
  near: number;
  choose: (index: number) => void;
}

export const SuggestionList = ({ suggestions, near, choose }: Props) => {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [near]);
  return (
    <ul ref={list} className={classes.list} id="search-suggestions" role="listbox" aria-label="Suggestions">
      {suggestions.map(({ text, shown, about }, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys belong to the field, which keeps the focus
        <li
          key={text}
          id={`suggestion-${index}`}
          role="option"
          aria-selected={index === near}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(index)}
        >
          <span className="mono clip">
            <Plain text={shown} max={120} />
          </span>
          {about !== '' && <span className={classes.about}>{about}</span>}
        </li>
      ))}
    </ul>
  );
};

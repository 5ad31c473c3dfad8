import { ActionIcon } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { ApiError } from '../../api/client.ts';
import { checkSearch } from '../../api/search.ts';
import { useKeys } from '../../lib/keys.ts';
import { complete, cutAt, spotAt } from '../../lib/search-bar.ts';
import classes from './search-bar.module.css';
import { SuggestionList, useSuggestions } from './suggestions.tsx';

interface Props {
  project: string;
  /** What the list is searched for. */
  value: string;
  /** What the list says of it. */
  error: ApiError | null;
  onChange: (text: string) => void;
}

interface Problem {
  text: string;
  message: string;
  place: { column: number; length: number } | null;
}

/** The search over the whole language: suggests keys and values, searches when typing rests, and shows where a search is wrong. */
export const SearchBar = ({ project, value, error, onChange }: Props) => {
  const [text, setText] = useState(value);
  const [caret, setCaret] = useState<number | null>(null);
  const [near, setNear] = useState(-1);
  const [scroll, setScroll] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const sent = useRef(value);

  const spot = caret === null ? null : spotAt(text, caret);
  const suggestions = useSuggestions(project, spot);
  const open = suggestions.length > 0;
  const told = problem ?? (error === null ? null : { text: value, message: error.message, place: error.place });
  // Whoever is still choosing need not hear that what stands there so far is wrong.
  const wrong = told !== null && told.text.trim() === text.trim() && !open ? told : null;

  const send = async (next: string) => {
    const { problem: found } = await checkSearch(project, next.slice(0, 1_000)).catch(() => ({ problem: null }));
    if (input.current?.value !== next) return;
    setProblem(found && { text: next, message: found.message, place: found });
    if (found !== null || next.trim() === sent.current) return;
    sent.current = next.trim();
    onChange(sent.current);
  };
  // Whoever is offered keys most likely means one of them, not the word as it stands.
  const offered = useRef(false);
  offered.current = open && spot?.kind === 'key';
  const muchLater = useDebouncedCallback((next: string) => void send(next), 1_200);
  const later = useDebouncedCallback((next: string) => {
    if (offered.current) muchLater(next);
    else void send(next);
  }, 350);

  // The address may change by other ways than typing (back, a saved search).
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setProblem(null);
    setText(value);
  }, [value]);
  useKeys({
    '/': (event) => {
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    },
  });

  const set = (next: string, at: number) => {
    setText(next);
    setCaret(at);
    setNear(-1);
    later(next);
  };
  const choose = (index: number) => {
    const chosen = suggestions[index];
    if (chosen === undefined || spot === null) return;
    const done = complete(text, spot, chosen.text);
    set(done.text, done.caret);
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(done.caret, done.caret);
    });
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      const by = event.key === 'ArrowDown' ? 1 : -1;
      setNear((near + by + (near === -1 && by === -1 ? 1 : 0) + suggestions.length) % suggestions.length);
    } else if (open && ((event.key === 'Enter' && near !== -1) || (event.key === 'Tab' && !event.shiftKey))) {
      event.preventDefault();
      choose(Math.max(near, 0));
    } else if (event.key === 'ArrowDown') {
      setCaret(event.currentTarget.selectionStart);
    } else if (event.key === 'Enter') {
      setCaret(null);
      void send(text);
    } else if (event.key === 'Escape') {
      if (open) setCaret(null);
      else input.current?.blur();
    }
  };

  const [before, mistake, behind] = wrong?.place ? cutAt(text, wrong.place) : [text, '', ''];
  return (
    <div className={classes.search}>
      <div className={classes.box} data-wrong={wrong !== null || undefined}>
        <IconSearch size={15} className={classes.icon} />
        <div className={classes.field}>
          <div className={classes.behind} aria-hidden="true">
            <span style={{ marginLeft: -scroll }}>
              {before}
              {mistake !== '' && <mark>{mistake}</mark>}
              {behind}
            </span>
          </div>
          <input
            ref={input}
            className={classes.input}
            role="combobox"
            aria-label="Search issues"
            aria-expanded={open}
            aria-controls="search-suggestions"
            aria-activedescendant={open && near !== -1 ? `suggestion-${near}` : undefined}
            aria-autocomplete="list"
            aria-invalid={wrong !== null}
            aria-describedby={wrong === null ? undefined : 'search-problem'}
            placeholder="Search: text, level:error, release:latest, …"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={1_000}
            value={text}
            onChange={(event) => set(event.currentTarget.value, event.currentTarget.selectionStart ?? 0)}
            onClick={(event) => setCaret(event.currentTarget.selectionStart)}
            onScroll={(event) => setScroll(event.currentTarget.scrollLeft)}
            onBlur={() => setCaret(null)}
            onKeyDown={press}
          />
        </div>
        {text !== '' && (
          <ActionIcon size="sm" aria-label="Clear search" onClick={() => set('', 0)}>
            <IconX size={14} />
          </ActionIcon>
        )}
      </div>
      {open && <SuggestionList suggestions={suggestions} near={near} choose={choose} />}
      {wrong && (
        <p className={classes.problem} id="search-problem" role="alert">
          {wrong.place && <span>Column {wrong.place.column}: </span>}
          {wrong.message}
        </p>
      )}
    </div>
  );
};

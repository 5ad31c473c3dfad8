import { useQuery } from '@tanstack/react-query';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { mentionableQuery, type Mentionable } from '../../../api/history.ts';

/** What stands between an @ and the caret, while somebody is being named. */
const naming = /(?<![\w@./+-])@([\w.+-]{0,64})$/;

export type Mention = ReturnType<typeof useMention>;

/** Offers people while `@…` is typed in a text area, and puts the chosen one's handle there. `named` holds those chosen so far. */
export const useMention = (issue: string, text: string, setText: (text: string) => void) => {
  const ref = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const [prefix, setPrefix] = useState<string | null>(null);
  const [near, setNear] = useState(0);
  const [named, setNamed] = useState<ReadonlyMap<string, string>>(new Map());
  const { data } = useQuery({ ...mentionableQuery(issue, prefix ?? ''), enabled: prefix !== null });
  const people = prefix === null ? [] : (data ?? []);
  const open = people.length > 0;

  /** Reads what stands before the caret. */
  const look = () => {
    const area = ref.current;
    const found = area === null ? null : (naming.exec(area.value.slice(0, area.selectionStart))?.[1] ?? null);
    if (found !== prefix) setNear(0);
    setPrefix(found);
  };
  const close = () => setPrefix(null);
  const choose = ({ handle, name, email }: Mentionable) => {
    const area = ref.current;
    if (area === null) return;
    const before = text.slice(0, area.selectionStart).replace(naming, `@${handle} `);
    setText(before + text.slice(area.selectionStart).replace(/^ /, ''));
    setNamed(new Map([...named, [handle, name === '' ? email : name]]));
    close();
    area.focus();
    // Once the new text is there.
    requestAnimationFrame(() => area.setSelectionRange(before.length, before.length));
  };
  /** Keys of the list while it is open; true: the key was for the list. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (!open || event.ctrlKey || event.metaKey) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = people[near];
    if (step !== undefined) setNear((near + step + people.length) % people.length);
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) choose(chosen);
    else if (event.key === 'Escape') close();
    else return false;
    event.preventDefault();
    return true;
  };
  const aria = {
    role: 'combobox',
    'aria-expanded': open,
    'aria-controls': id,
    'aria-autocomplete': 'list' as const,
    ...(open ? { 'aria-activedescendant': `${id}-${near}` } : {}),
  };
  return { ref, id, people, near, setNear, named, look, close, choose, onKey, aria };
};

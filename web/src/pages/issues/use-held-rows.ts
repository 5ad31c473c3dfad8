import { useCallback, useEffect, useRef, useState } from 'react';
import type { IssueRow } from '../../api/types.ts';
import { onIssuesChanged } from '../../components/actions/undo-toast.tsx';
import { hold } from '../../lib/selection.ts';

const noRows: readonly IssueRow[] = [];

/**
 * The rows to show while the list is live: as they come, unless somebody is at work on them (`held`) or has scrolled away from its beginning. Then they keep
 * their places and only their numbers change; `more` have come that are not shown until `release`; `away`: it is scrolled, and its beginning out of sight. `list` names the list: another one is shown at once.
 */
export const useHeldRows = (list: string, now: readonly IssueRow[] | undefined, held: boolean) => {
  const shown = useRef<{ list: string; rows: readonly IssueRow[] }>({ list: '', rows: noRows });
  const [, rerender] = useState(0);
  const away = useAway();
  const fresh = now ?? noRows;
  const free = !(held || away) || shown.current.list !== list || shown.current.rows.length === 0;
  const { rows, more } = free ? { rows: fresh, more: 0 } : hold(shown.current.rows, fresh);
  useEffect(() => {
    shown.current = { list, rows };
  });
  const release = useCallback(() => {
    shown.current = { list: '', rows: noRows };
    rerender((count) => count + 1);
  }, []);
  // What somebody did here themselves does not surprise them.
  useEffect(() => onIssuesChanged(release), [release]);
  return { rows, more, away, release };
};

/** Whether the page is scrolled down. */
const useAway = (): boolean => {
  const [away, setAway] = useState(false);
  useEffect(() => {
    const look = () => setAway(window.scrollY > 120);
    look();
    window.addEventListener('scroll', look, { passive: true });
    return () => window.removeEventListener('scroll', look);
  }, []);
  return away;
};

import type { Dispatch, RefObject, SetStateAction } from 'react';
import type { IssueRow } from '../../api/types.ts';
import type { Action } from '../../lib/actions.ts';
import { useKeys } from '../../lib/keys.ts';
import { nothing, toggle, type Selection } from '../../lib/selection.ts';
import type { OpenMenu } from './bulk-bar.tsx';

interface About {
  list: RefObject<HTMLUListElement | null>;
  rows: readonly IssueRow[];
  current: number | null;
  setCurrent: (id: number | null) => void;
  write: boolean;
  selection: Selection<IssueRow>;
  setSelection: Dispatch<SetStateAction<Selection<IssueRow>>>;
  /** On what is selected, or on these. */
  act: (action: Action, rows?: readonly IssueRow[]) => void;
  setMenu: (menu: OpenMenu) => void;
}

/** The list without a mouse: j and k move, x selects, e resolves, m mutes, a assigns, Escape lets go. What is not selected but current is meant too. */
export const useListKeys = ({
  list,
  rows,
  current,
  setCurrent,
  write,
  selection,
  setSelection,
  act,
  setMenu,
}: About) => {
  const at = rows.findIndex(({ id }) => id === current);
  const here = rows[at];
  const linkAt = (place: number) => list.current?.querySelectorAll<HTMLAnchorElement>('a[data-issue]')[place];
  const focus = (next: number) => {
    const row = rows[next];
    setCurrent(row?.id ?? null);
    if (row === undefined) return;
    const link = linkAt(next);
    link?.focus({ preventScroll: true });
    link?.closest('li')?.scrollIntoView({ block: 'nearest' });
  };
  const move = (by: 1 | -1) => {
    if (at === -1) focus(by === 1 ? 0 : rows.length - 1);
    else focus(Math.min(Math.max(at + by, 0), rows.length - 1));
  };
  const selecting = selection.all || selection.rows.size > 0;
  const openMenu = (event: KeyboardEvent, menu: OpenMenu) => {
    if (!write || (!selecting && here === undefined)) return;
    // The letter must not arrive in the field that opens.
    event.preventDefault();
    if (!selecting && here) setSelection(toggle(nothing, rows, here.id));
    setMenu(menu);
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    x: () => {
      if (write && here) setSelection((old) => toggle(old, rows, here.id));
    },
    X: () => {
      if (write && here) setSelection((old) => toggle(old, rows, here.id, true));
    },
    e: () => {
      if (!write) return;
      if (selecting) act({ action: 'resolve' });
      else if (here) {
        act({ action: 'resolve' }, [here]);
        // It will most likely leave the list: go on with its neighbour.
        focus(at + 1 < rows.length ? at + 1 : at - 1);
      }
    },
    Enter: () => {
      // A link or button that has the focus answers by itself.
      if (here && !(document.activeElement instanceof Element && document.activeElement.matches('a, button')))
        linkAt(at)?.click();
    },
    m: (event) => openMenu(event, 'mute'),
    a: (event) => openMenu(event, 'assign'),
    Escape: () => {
      if (selecting) setSelection(nothing);
      else if (document.activeElement instanceof HTMLElement) {
        document.activeElement.blur();
        setCurrent(null);
      }
    },
  });
};

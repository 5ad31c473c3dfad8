import { useEffect, useRef } from 'react';

/** Single keys as shortcuts (`j`, `?`, `Enter`), unless someone types, holds a modifier, or a dialog or menu is open. */
export const useKeys = (keys: Record<string, (event: KeyboardEvent) => void>): void => {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
      if (document.querySelector('[role="dialog"],[role="menu"]') !== null) return;
      current.current[event.key]?.(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select'));

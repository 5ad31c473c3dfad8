import { useState } from 'react';

/** The secret behind `#`, read once; then it leaves the address bar and the history, where others might see it. */
export const useLinkSecret = (): string => {
  const [secret] = useState(() => {
    const found = /^#([\w-]{1,100})$/u.exec(window.location.hash)?.[1] ?? '';
    if (found !== '') window.history.replaceState(window.history.state, '', window.location.pathname);
    return found;
  });
  return secret === '' ? 'none' : secret;
};

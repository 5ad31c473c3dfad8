import { useEffect, useState } from 'react';
import type { CodeToken } from '../lib/highlight.ts';

/** Coloured tokens of some code, null until the grammar is there (or for ever, when there is none). */
export const useHighlight = (code: string, language: string | null): CodeToken[][] | null => {
  const [result, setResult] = useState<{ code: string; lines: CodeToken[][] | null } | null>(null);
  useEffect(() => {
    if (language === null) return;
    let wanted = true;
    import('../lib/highlight.ts')
      .then(({ highlight }) => highlight(code, language))
      .then((lines) => {
        if (wanted) setResult({ code, lines });
      })
      .catch(() => {
        // Plain text is still there.
      });
    return () => {
      wanted = false;
    };
  }, [code, language]);
  return result !== null && result.code === code ? result.lines : null;
};

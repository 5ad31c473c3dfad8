import type { CodeToken } from '../lib/highlight.ts';
import { Plain } from './plain.tsx';

/** One line of code: coloured when tokens are known, plain text else. */
export const Tokens = ({ line, text }: { line: CodeToken[] | undefined; text: string }) => {
  if (line === undefined || line.length === 0) return <Plain text={text} max={2_000} />;
  return line.map((token, index) => (
    // oxlint-disable-next-line no-array-index-key -- the tokens of one line never change places
    <span key={index} style={{ color: token.color }}>
      <Plain text={token.content} max={2_000} />
    </span>
  ));
};

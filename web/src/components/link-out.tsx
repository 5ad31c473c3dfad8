import { safeUrl } from '../lib/safe.ts';
import { Plain } from './plain.tsx';

/** Text from outside that becomes a link only when all of it is a plain http(s) address; the target learns nothing of us. */
export const LinkOut = ({ text, max }: { text: string; max?: number }) => {
  const url = safeUrl(text);
  if (url === null) return <Plain text={text} max={max} />;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer nofollow" className="value">
      <Plain text={text} max={max} />
    </a>
  );
};

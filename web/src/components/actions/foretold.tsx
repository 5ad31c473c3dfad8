import { useQuery } from '@tanstack/react-query';
import { previewQuery } from '../../api/actions.ts';
import type { Action } from '../../lib/actions.ts';
import { Time } from '../time.tsx';
import classes from './actions.module.css';

/** What an action would do to an issue, in the server's words. Without an issue (many are meant) or an action, `otherwise`. */
export const Foretold = ({
  issue,
  action,
  otherwise,
}: {
  issue?: string | undefined;
  action: Action | null;
  otherwise: string;
}) => {
  const known = issue !== undefined && action !== null;
  const { data, error } = useQuery({ ...previewQuery(issue ?? '', action ?? { action: 'resolve' }), enabled: known });
  const text = known ? (data?.sentences.join(' ') ?? error?.message ?? '') : otherwise;
  return (
    <p className={classes.foretold} aria-live="polite">
      {/* The server's instants, in the reader's zone. */}
      {text
        .split(/(\d{4}-\d\d-\d\dT[\d:.]+Z)/)
        .map((part, index) => (index % 2 === 0 ? part : <Time key={part} at={part} as="absolute" />))}
    </p>
  );
};

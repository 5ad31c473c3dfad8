import { notifications } from '@mantine/notifications';
import type { Operation } from '../../api/actions.ts';
import { plural } from '../../lib/number.ts';

const SHOWN = 6;

/** Says which issues an action was refused for, each with the reason. */
export const notifyRefusals = (refused: number, refusals: Operation['refusals']): void => {
  notifications.show({
    title: `${plural(refused, 'issue')} left as ${refused === 1 ? 'it was' : 'they were'}`,
    color: 'orange',
    autoClose: 15_000,
    message: (
      <>
        {refusals.slice(0, SHOWN).map(({ issueId, shortId, why }) => (
          <div key={issueId} className="value">
            <b>{shortId ?? `#${issueId}`}</b> {why}
          </div>
        ))}
        {refused > SHOWN && <div>and {plural(refused - Math.min(SHOWN, refusals.length), 'more', 'more')}</div>}
      </>
    ),
  });
};

import type { ProjectQuotas, QuotaSpan, QuotaUsage } from '../../api/types.ts';
import { formatNumber, formatShare, plural } from '../../lib/number.ts';
import { Time } from '../time.tsx';
import classes from './windows.module.css';

export const spanNames: Readonly<Record<QuotaSpan, string>> = {
  fiveMinutes: 'Any 5 minutes',
  hour: 'Any hour',
  month: 'Any month',
};

/** How far each window is used up, and from when there is room again. */
export const UsageWindows = ({ usage }: { usage: readonly QuotaUsage[] }) => (
  <div className={classes.windows}>
    {usage.map(({ span, limit, used, freesAt }) => {
      const share = limit === null ? 0 : limit === 0 ? 1 : Math.min(1, used / limit);
      const level = limit !== null && used >= limit ? 'full' : share >= 0.8 ? 'near' : 'calm';
      return (
        <div key={span}>
          <div className={classes.head}>
            <b>{spanNames[span]}</b>
            <span>
              {formatNumber(used)} of {limit === null ? 'any number of' : formatNumber(limit)} events
              {limit !== null && limit > 0 && ` · ${formatShare(Math.min(1, used / limit))}`}
            </span>
          </div>
          {limit !== null && (
            <Track share={share} level={level} label={`${spanNames[span]}: ${used} of ${limit} events used`} />
          )}
          {freesAt !== null && (
            <p className={classes.note} data-level={level}>
              {level === 'full' ? 'Events are refused; there is room again ' : 'The oldest of them counts no more '}
              <Time at={freesAt} />
            </p>
          )}
        </div>
      );
    })}
  </div>
);

const Track = ({ share, level, label }: { share: number; level: string; label: string }) => (
  <div
    className={classes.track}
    role="meter"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={100}
    aria-valuenow={Math.round(share * 100)}
  >
    <i data-level={level} style={{ width: `${share * 100}%` }} />
  </div>
);

/** What the installation's quota leaves to one project. */
export const ShareWindows = ({ shares }: { shares: ProjectQuotas['shares'] }) => (
  <div className={classes.windows}>
    {shares.map(({ span, limit, used, own, commonLeft, room }) => {
      const share = limit === 0 ? 1 : Math.min(1, used / limit);
      const level = room === 0 ? 'full' : share >= 0.8 ? 'near' : 'calm';
      return (
        <div key={span}>
          <div className={classes.head}>
            <b>{spanNames[span]}</b>
            <span>
              all projects: {formatNumber(used)} of {formatNumber(limit)}
            </span>
          </div>
          <Track share={share} level={level} label={`${spanNames[span]}: ${used} of ${limit} events by all projects`} />
          <p className={classes.note} data-level={level}>
            {room === 0
              ? 'This project has used up its share: its events are refused.'
              : `This project may still send ${plural(room, 'event')}. Its own part is ${formatNumber(own)}; of the common half ${formatNumber(commonLeft)} are left.`}
          </p>
        </div>
      );
    })}
  </div>
);

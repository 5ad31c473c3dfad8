import { platformMark } from '../lib/platform-mark.ts';
import classes from './platform.module.css';

/** The platform as the letters and colour it is known by. */
export const PlatformIcon = ({ platform }: { platform: string }) => {
  const { letters, tone } = platformMark(platform);
  return (
    <span
      className={classes.platform}
      data-tone={tone}
      title={platform === '' ? 'Unknown platform' : platform}
      aria-hidden="true"
    >
      {letters}
    </span>
  );
};

import { Link } from '@tanstack/react-router';
import { CopyIcon } from '../../components/copy.tsx';
import classes from './releases.module.css';

/** How a release comes to be: by the SDK, or by the pipeline that builds it. */
export const HowTo = ({ project }: { project: string }) => {
  const commands = [
    `export SENTRY_PROJECT=${project} SENTRY_AUTH_TOKEN=sntrys_…`,
    'sentry-cli releases new shop@1.2.3',
    'sentry-cli releases set-commits shop@1.2.3 --auto',
    'sentry-cli releases finalize shop@1.2.3',
    'sentry-cli deploys new --release shop@1.2.3 -e production',
  ].join('\n');
  return (
    <div className={classes.note}>
      <p>
        Set <code>release</code> in the SDK’s options, such as <code>{"release: 'shop@1.2.3'"}</code>: the first event
        or session that names one makes it appear here. The pipeline that builds it can say more with{' '}
        <code>sentry-cli</code>: which commits it holds, that it is out, where it was brought. It needs a{' '}
        <Link to="/account">token with write access</Link>, in its form for <code>sentry-cli</code>.
      </p>
      <pre>{commands}</pre>
      <CopyIcon text={commands} label="Copy commands" />
    </div>
  );
};

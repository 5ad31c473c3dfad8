import { useQuery } from '@tanstack/react-query';
import { deploysQuery } from '../../api/releases.ts';
import type { ReleaseDetail } from '../../api/types.ts';
import { LinkOut } from '../../components/link-out.tsx';
import { Panel } from '../../components/page.tsx';
import { Plain } from '../../components/plain.tsx';
import { Failed, Loading } from '../../components/state.tsx';
import { Time } from '../../components/time.tsx';
import { plural } from '../../lib/number.ts';
import { formatSeconds } from '../../lib/time.ts';
import classes from './releases.module.css';

/** Where a release was brought, and where it was seen. */
export const Deploys = ({ project, release }: { project: string; release: ReleaseDetail }) => {
  const deploys = useQuery(deploysQuery(project, release.version));
  return (
    <div>
      <Panel title="Deploys" flush>
        {deploys.isPending && <Loading rows={2} />}
        {deploys.isError && !deploys.data && <Failed error={deploys.error} retry={deploys.refetch} />}
        {deploys.data?.items.length === 0 && (
          <p className={classes.note}>
            None noted. A pipeline says so with <code>sentry-cli deploys new</code>.
          </p>
        )}
        <ul className={classes.items}>
          {deploys.data?.items.map(({ id, environment, name, url, startedAt, finishedAt }) => (
            <li key={id}>
              <b>
                <Plain text={environment} max={64} />
              </b>
              <div className={classes.meta}>
                <Time at={finishedAt} />
                {startedAt !== null && (
                  <span>took {formatSeconds((Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000)}</span>
                )}
                {name !== null && <Plain text={name} max={100} />}
                {url !== null && <LinkOut text={url} max={60} />}
              </div>
            </li>
          ))}
        </ul>
      </Panel>
      {release.environments.length > 0 && (
        <Panel title="Seen in" flush>
          <ul className={classes.items}>
            {release.environments.map(({ name, firstSeen, lastSeen, events }) => (
              <li key={name}>
                <b>
                  <Plain text={name} max={64} />
                </b>
                <div className={classes.meta}>
                  <span>{plural(events, 'event')}</span>
                  <span>
                    <Time at={firstSeen} /> to <Time at={lastSeen} />
                  </span>
                </div>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
};

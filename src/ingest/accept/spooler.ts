import type { ProjectKey } from '../../accounts/index.ts';
import type { Clock, Instant } from '../../kit/index.ts';
import { SECOND } from '../../kit/index.ts';
import type { Lanes, Outgoing } from '../../lanes/index.ts';
import type { Limits } from '../limits.ts';
import type { SpoolHeaders } from '../spool.ts';
import { digestLane } from '../spool.ts';
import type { Credentials } from './auth.ts';
import type { Inspected } from './inspect.ts';
import type { Outcomes } from './outcomes.ts';
import { createOutcomes } from './outcomes.ts';
import type { LimitedGroup } from './rate-limit.ts';
import { createRateLimiter, rateLimited } from './rate-limit.ts';
import type { IngestRequest } from './request.ts';

/** A request whose sender is known and whose content was looked at. */
export interface Admitted {
  readonly request: IngestRequest;
  readonly query: URLSearchParams;
  readonly key: ProjectKey;
  readonly credentials: Credentials;
  readonly received: Instant;
  readonly found: Inspected;
}

export interface Spooler {
  /** Resolves when all that is kept of the request is durable. Throws `unavailable`, or 429 after publishing what is not limited. */
  readonly spool: (admitted: Admitted) => Promise<void>;
  readonly outcomes: Outcomes;
}

/** Publishes requests to the digest lane within each key's rate limit. */
export const createSpooler = (
  publish: Lanes['publish'],
  limits: Pick<Limits, 'attachment'>,
  clock: Clock,
  newMessageId: () => string,
): Spooler => {
  const limiter = createRateLimiter();

  const outcomes = createOutcomes((counts) => {
    const received = clock.now();
    const messages = counts.map(
      ({ project, discards }): Outgoing => ({
        id: newMessageId(),
        key: project,
        body: Buffer.from(JSON.stringify(discards)),
        headers: { ...noHeaders, project, received, endpoint: 'outcomes' } satisfies SpoolHeaders,
      }),
    );
    return publish(digestLane, messages);
  }, 10 * SECOND);

  const spool = async (admitted: Admitted): Promise<void> => {
    const { found, key, received } = admitted;
    const groups = (['error', 'feedback'] as const).filter((group) => found.counts[group] > 0);
    const waits = new Map<LimitedGroup, number>();
    for (const group of groups) {
      const wait = limiter.take(key.publicKey, group, found.counts[group], key.rateLimit, received);
      if (wait !== null) waits.set(group, wait);
    }
    const limited = [...waits.keys()];
    const rest = limited.length === 0 ? found.body : found.without(limited);
    const body = found.keep ? rest : null;
    if (body !== null) {
      const encoding = body === found.body ? found.encoding : '';
      const headers = { ...spoolHeaders(admitted), encoding, max_attachment: limits.attachment } satisfies SpoolHeaders;
      try {
        await publish(digestLane, [{ id: newMessageId(), key: key.projectId, body, headers }]);
      } catch (thrown) {
        // A quota counts what was accepted.
        for (const group of groups) if (!waits.has(group)) limiter.giveBack(key.publicKey, group, found.counts[group]);
        throw thrown;
      }
    }
    if (body === null)
      for (const { category, quantity } of found.unsupported)
        outcomes.count(key.projectId, 'not_supported', category, quantity);
    for (const group of limited) outcomes.count(key.projectId, 'rate_limited', group, found.counts[group]);
    if (limited.length > 0) throw rateLimited(limited, Math.max(...waits.values()));
  };

  return { spool, outcomes };
};

const spoolHeaders = ({
  request,
  query,
  key,
  credentials,
  received,
  found,
}: Admitted): Omit<SpoolHeaders, 'encoding' | 'max_attachment'> => ({
  project: key.projectId,
  key: key.publicKey,
  endpoint: found.endpoint,
  received,
  event_id: found.eventId,
  content_type: request.headers['content-type'] ?? '',
  user_agent: (request.headers['user-agent'] ?? '').slice(0, 500),
  client: credentials.client.slice(0, 100),
  address: request.address,
  query: withoutCredentials(found.query ?? query),
});

const noHeaders = {
  key: '',
  event_id: '',
  encoding: '',
  content_type: '',
  user_agent: '',
  client: '',
  address: '',
  query: '',
  max_attachment: 0,
};

/** `dsn` holds the key, `sentry_data` is the body. */
const spooledElsewhere = ['sentry_key', 'sentry_secret', 'sentry_version', 'sentry_client', 'sentry_data', 'dsn'];

const withoutCredentials = (query: URLSearchParams): string => {
  if (query.size === 0) return '';
  const rest = new URLSearchParams(query);
  for (const name of spooledElsewhere) rest.delete(name);
  return rest.toString();
};

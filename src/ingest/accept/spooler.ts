import type { ProjectKey } from '../../accounts/index.ts';
import type { Instant } from '../../kit/index.ts';
import { SECOND } from '../../kit/index.ts';
import type { Lanes } from '../../lanes/index.ts';
import type { Limits } from '../limits.ts';
import type { SpoolHeaders } from '../spool.ts';
import { digestLane } from '../spool.ts';
import type { Credentials } from './auth.ts';
import type { LimitedGroup } from './groups.ts';
import type { Inspected } from './inspect.ts';
import { createRateLimiter } from './rate-limit.ts';
import { reasons, tooMany } from './refusals.ts';
import type { Refused } from './refusals.ts';
import type { IngestRequest } from './request.ts';
import type { QuotaRefusal, UsagePort } from './usage.ts';

/** A request whose sender is known and whose content was looked at. */
export interface Admitted {
  readonly request: IngestRequest;
  readonly query: URLSearchParams;
  readonly key: ProjectKey;
  readonly credentials: Credentials;
  readonly received: Instant;
  readonly found: Inspected;
}

/** Resolves when all that is kept of the request is durable. Throws `unavailable`, or 429 after publishing what is not limited. */
export type Spool = (admitted: Admitted) => Promise<void>;

/** Publishes requests to the digest lane, within each key's rate limit and the quotas, and counts what became of them. */
export const createSpooler = (
  publish: Lanes['publish'],
  limits: Pick<Limits, 'attachment'>,
  usage: UsagePort,
  newMessageId: () => string,
): Spool => {
  const limiter = createRateLimiter();

  /** Null, or why these may not come; then nothing is counted. */
  const admit = ({ key, received }: Admitted, group: LimitedGroup, quantity: number): Omit<Refused, 'group'> | null => {
    const wait = limiter.take(key.publicKey, group, quantity, key.rateLimit, received);
    if (wait !== null) return { scope: 'key', reason: 'key_quota', wait };
    const refusal = usage.take(key.projectId, group, quantity);
    if (refusal === null) return null;
    limiter.giveBack(key.publicKey, group, quantity);
    return refusedBy(refusal, received);
  };

  return async (admitted) => {
    const { found, key, received } = admitted;
    const { counts } = found;
    await usage.ready(key.projectId);
    const refused: Refused[] = [];
    const taken: LimitedGroup[] = [];
    for (const group of ['error', 'feedback'] as const) {
      const quantity = counts[group] ?? 0;
      if (quantity === 0) continue;
      const refusal = admit(admitted, group, quantity);
      if (refusal === null) taken.push(group);
      else refused.push({ group, ...refusal });
    }
    const files = counts.attachment ?? 0;
    const closed = files > 0 && (counts.error ?? 0) === 0 ? usage.refusal(key.projectId, 'error') : null;
    if (closed !== null) refused.push({ group: 'attachment', ...refusedBy(closed, received) });

    const groups = refused.map(({ group }) => group);
    const rest = groups.length === 0 ? found.body : found.without(groups);
    const body = found.keep ? rest : null;
    if (body !== null) {
      const encoding = body === found.body ? found.encoding : '';
      const headers = { ...spoolHeaders(admitted), encoding, max_attachment: limits.attachment } satisfies SpoolHeaders;
      try {
        await publish(digestLane, [{ id: newMessageId(), key: key.projectId, body, headers }]);
      } catch (thrown) {
        // A quota counts what was accepted.
        for (const group of taken) {
          limiter.giveBack(key.publicKey, group, counts[group] ?? 0);
          usage.giveBack(key.projectId, group, counts[group] ?? 0);
        }
        throw thrown;
      }
    }
    count(admitted, refused, body !== null);
    if (refused.length > 0) throw tooMany(refused);
  };

  /** Errors and feedback that were accepted are counted already, and what is not kept of a message that is, by the digest. */
  function count({ found, key }: Admitted, refused: readonly Refused[], spooled: boolean): void {
    const { counts, unsupported } = found;
    const lost = refused.find(({ group }) => group !== 'feedback');
    for (const group of ['session', 'monitor', 'attachment'] as const) {
      const isLost = group === 'attachment' && lost !== undefined;
      if (spooled && !isLost) usage.count(key.projectId, 'accepted', '', group, counts[group] ?? 0);
    }
    for (const { group, reason } of refused)
      usage.count(key.projectId, 'server', reasons[reason].counted, group, counts[group] ?? 0);
    if (lost?.group === 'error')
      usage.count(key.projectId, 'server', reasons[lost.reason].counted, 'attachment', counts.attachment ?? 0);
    if (!spooled)
      for (const { category, quantity } of unsupported)
        usage.count(key.projectId, 'server', 'not_supported', category, quantity);
  }
};

const refusedBy = ({ until, scope, reason }: QuotaRefusal, now: Instant): Omit<Refused, 'group'> => ({
  scope,
  reason,
  wait: until === null ? 60 * SECOND : until - now,
});

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

/** `dsn` holds the key, `sentry_data` is the body. */
const spooledElsewhere = ['sentry_key', 'sentry_secret', 'sentry_version', 'sentry_client', 'sentry_data', 'dsn'];

const withoutCredentials = (query: URLSearchParams): string => {
  if (query.size === 0) return '';
  const rest = new URLSearchParams(query);
  for (const name of spooledElsewhere) rest.delete(name);
  return rest.toString();
};

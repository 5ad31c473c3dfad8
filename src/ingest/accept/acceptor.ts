import type { KeyRing, ProjectKey } from '../../accounts/index.ts';
import type { Clock, Logger } from '../../kit/index.ts';
import { CulpritError, newId } from '../../kit/index.ts';
import type { Lanes } from '../../lanes/index.ts';
import type { Limits } from '../limits.ts';
import { newEventId } from '../wire/event-id.ts';
import { checkProject, findKey } from './admission.ts';
import { notSupported, preflight, refused } from './answers.ts';
import type { Credentials, Dsn } from './auth.ts';
import { credentialsOf, parseDsn, projectOf, unauthenticated } from './auth.ts';
import { checkOrigin, corsFor, corsHeaders, preflightHeaders } from './cors.ts';
import { errorPage } from './error-page.ts';
import { inspectors } from './inspectors.ts';
import type { Accept, IngestRequest, IngestResponse } from './request.ts';
import { createSpooler } from './spooler.ts';
import type { UsagePort } from './usage.ts';

export interface AcceptorDeps {
  readonly keyRing: Pick<KeyRing, 'find'>;
  readonly publish: Lanes['publish'];
  readonly limits: Limits;
  readonly clock: Clock;
  readonly log: Logger;
  readonly usage: UsagePort;
  /** Where ids come from; random ones when absent. */
  readonly ids?: { readonly message: () => string; readonly event: () => string };
  /** Ask SDKs that send transactions, replays, logs and the like to stop. Default true. */
  readonly announceUnsupported?: boolean;
}

export interface Acceptor {
  readonly accept: Accept;
}

/** What is found out about a request step by step, for the answer when a step fails. */
interface Progress {
  cors: Readonly<Record<string, string>>;
  key: ProjectKey | null;
}

/**
 * From one HTTP request to a durable message on the digest lane: who sends it, is it whole and within limits, may it come now; then the body is published as
 * received, and only when that is durable the answer is 200. Meant for a thread of its own (`port.ts`), for inflating takes its time.
 */
export const createAcceptor = (deps: AcceptorDeps): Acceptor => {
  const { keyRing, limits, clock, log, usage } = deps;
  const ids = deps.ids ?? { message: newId, event: newEventId };
  const spool = createSpooler(deps.publish, limits, usage, ids.message);

  const enter = async (request: IngestRequest, credentials: Credentials, progress: Progress): Promise<ProjectKey> => {
    const key = await findKey(keyRing, credentials);
    progress.key = key;
    progress.cors = corsFor(request.headers.origin, key.allowedOrigins);
    checkOrigin(request.headers.origin, key.allowedOrigins);
    return key;
  };

  const answer = async (request: IngestRequest, progress: Progress): Promise<IngestResponse> => {
    if (request.method === 'OPTIONS') return preflight(preflightHeaders);
    const received = clock.now();
    const query = new URLSearchParams(request.query);
    const project = request.params.project === undefined ? null : projectOf(request.params.project);
    const named = query.has('dsn') && dsnInQuery.has(request.endpoint) ? parseDsn(query.get('dsn')) : null;
    let credentials = credentialsOf(request, query, named);
    if (credentials === null && request.endpoint !== 'envelope') throw unauthenticated();
    if (credentials !== null) {
      checkProject(await enter(request, credentials, progress), project);
    }
    if (request.endpoint === 'error-page' && request.method === 'GET') return errorPage(query, progress.cors);
    const found = await inspectors[request.endpoint]({ request, query, limits, newEventId: ids.event });
    // Who comes through a tunnel is known by the DSN in the envelope alone.
    if (found.dsn) credentials = agree(request, query, project, found.dsn);
    if (credentials === null) throw unauthenticated();
    const key = progress.key ?? (await enter(request, credentials, progress));
    checkProject(key, found.dsn?.project ?? project);
    await spool({ request, query, key, credentials, received, found });
    const hint = found.unsupported.length > 0 && (deps.announceUnsupported ?? true);
    return found.answer(hint ? { ...progress.cors, ...notSupported } : progress.cors);
  };

  const refuse = (thrown: unknown, { key, cors }: Progress): IngestResponse => {
    if (!(thrown instanceof CulpritError)) {
      log.error({ err: thrown, project: key?.projectId }, 'a request could not be accepted');
      return refused(
        new CulpritError('internal', 500, 'The server could not read this request and has logged why.'),
        cors,
      );
    }
    const reason = discards[thrown.code] ?? discards[thrown.status];
    if (key !== null && reason !== undefined) usage.count(key.projectId, 'server', reason, 'error', 1);
    return refused(thrown, cors);
  };

  const accept: Accept = async (request) => {
    const progress: Progress = { cors: corsHeaders, key: null };
    try {
      return await answer(request, progress);
    } catch (thrown) {
      return refuse(thrown, progress);
    }
  };

  return { accept };
};

/** How refusals are counted, by code or status. */
const discards: Readonly<Record<string | number, string>> = {
  foreign_origin: 'filter',
  413: 'too_large',
  400: 'invalid',
  503: 'unavailable',
};

/** The crash-report dialog is called with the whole DSN. */
const dsnInQuery: ReadonlySet<string> = new Set(['error-page']);

/** All credentials with the envelope's DSN. Throws CulpritError 401 when it names another key, or another project than the path. */
const agree = (
  request: IngestRequest,
  query: URLSearchParams,
  project: number | null,
  dsn: Dsn,
): Credentials | null => {
  if (project !== null && project !== dsn.project)
    throw new CulpritError(
      'credentials_disagree',
      401,
      `The path names project ${project}, the DSN in the envelope project ${dsn.project}.`,
    );
  return credentialsOf(request, query, dsn);
};

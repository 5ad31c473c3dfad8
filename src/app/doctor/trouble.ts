import { messageOf } from '../../kit/index.ts';
import { withoutPassword } from '../config.ts';
import type { Trouble } from './finding.ts';

/** A service that is reached by a URL, in the words that advice needs. */
interface Service {
  readonly name: string;
  readonly variable: string;
  readonly url: string;
  readonly usualPort: string;
}

/** Why PostgreSQL at `url` cannot be used. Codes: PostgreSQL, appendix A. */
export const databaseTrouble = (url: string, error: unknown): Trouble => {
  const service = { name: 'PostgreSQL', variable: 'CULPRIT_DATABASE', url, usualPort: '5432' };
  const { pathname, username } = new URL(url);
  const code = codeOf(error);
  const said = messageOf(causeOf(error));
  const shown = `It is ${withoutPassword(url)}.`;
  if (code === '3D000')
    return {
      found: said,
      advice: `Create it: createdb ${pathname.slice(1)}. Or name another in CULPRIT_DATABASE. ${shown}`,
    };
  if (code === '28P01')
    return {
      found: `${said}: the password is wrong`,
      advice: `Correct user and password in CULPRIT_DATABASE. ${shown}`,
    };
  if (code?.startsWith('28') === true)
    return {
      found: said,
      advice: `Make the user (createuser ${username}) or let it in (pg_hba.conf), or correct CULPRIT_DATABASE. ${shown}`,
    };
  if (code === '57P03') return { found: said, advice: 'Wait: PostgreSQL is starting or stopping.' };
  if (code === '53300') return { found: said, advice: 'Raise max_connections of PostgreSQL, or run fewer processes.' };
  if (code === '42501') return { found: said, advice: `Give the user ${username} the rights on this database.` };
  return networkTrouble(service, error);
};

/** Why RabbitMQ at `url` cannot be used. */
export const brokerTrouble = (url: string, error: unknown): Trouble => {
  const service = { name: 'RabbitMQ', variable: 'CULPRIT_BROKER', url, usualPort: '5672, with TLS 5671' };
  const code = codeOf(error);
  const vhost = decodeURIComponent(new URL(url).pathname.slice(1)) || '/';
  const shown = `It is ${withoutPassword(url)}.`;
  if (code === 'ACCESS_REFUSED')
    return {
      found: 'RabbitMQ refuses this user or password',
      advice: `Correct them in CULPRIT_BROKER; the user guest may come from RabbitMQ’s own machine only. ${shown}`,
    };
  if (code === 'NOT_ALLOWED')
    return {
      found: `the virtual host "${vhost}" does not exist, or this user may not enter it`,
      advice: `Make it (rabbitmqctl add_vhost, set_permissions) or name another at the end of CULPRIT_BROKER. ${shown}`,
    };
  return networkTrouble(service, error);
};

const networkTrouble = (service: Service, error: unknown): Trouble => {
  const { name, variable, url, usualPort } = service;
  const { hostname, port } = new URL(url);
  const place = `${hostname}:${port || usualPort.split(',')[0]}`;
  const address = `host and port in ${variable}, which is ${withoutPassword(url)}.`;
  const code = codeOf(error) ?? '';
  const said = messageOf(causeOf(error)).replaceAll(/\s+/g, ' ').trim();
  if (code === 'ECONNREFUSED')
    return { found: `nothing listens on ${place}`, advice: `Start ${name}, or correct ${address}` };
  if (['ENOTFOUND', 'EAI_AGAIN'].includes(code))
    return { found: `no host is called ${hostname}`, advice: `Correct ${address}` };
  if (['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'].includes(code) || /time(out|d out)/i.test(said))
    return {
      found: `no answer from ${place}`,
      advice: `See that it is up and that no firewall is between, or correct ${address}`,
    };
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || /does not support SSL/.test(said))
    return { found: `${place} speaks no TLS`, advice: `Leave TLS out of ${variable}, or correct ${address}` };
  if (/^(ERR_SSL|ERR_TLS|EPROTO|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO|HOSTNAME)/.test(code))
    return {
      found: `no secure connection to ${place}: ${said}`,
      advice: `Check its certificate, or correct ${address}`,
    };
  if (['ECONNRESET', 'EPIPE', NOT_THE_SERVICE].includes(code) || said.startsWith('Connection terminated'))
    return {
      found: `what answers on ${place} is not ${name}, or expects TLS`,
      advice: `Correct ${address} The usual port is ${usualPort}.`,
    };
  return { found: said, advice: `See that ${name} runs, or correct ${address}` };
};

/** The code of an error that a probe throws when something else answers. */
export const NOT_THE_SERVICE = 'NOT_THE_SERVICE';

/** The first error in the chain of causes that a service or the system gave. */
const causeOf = (error: unknown): unknown => {
  if (error instanceof AggregateError && error.errors.length > 0) return causeOf(error.errors[0]);
  return error instanceof Error && error.cause instanceof Error ? causeOf(error.cause) : error;
};

const codeOf = (error: unknown): string | undefined => {
  const { code } = (causeOf(error) ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
};

import { isIP } from 'node:net';
import type { Json, Request, User } from '../event.ts';
import { asRecord, at, isRecord, object, record, text } from './source.ts';
import type { Source } from './source.ts';

const GEO = { depth: 2, size: 1_024 };
const DATA = { depth: 5, size: 8_192 };
const MAX_FURTHER = 1_000;
const OWN = new Set(['id', 'email', 'username', 'name', 'ip_address', 'geo', 'data']);
/** Clients that run on the user's own device: the address of the connection is the user's. */
const AT_THE_USER = new Set(['javascript', 'cocoa', 'objc']);

/** Where the address of the user may come from when the event does not hold it. */
export interface Connection {
  platform: string;
  /** The address the request came from; null when unknown. */
  clientAddress: string | null;
  /** Browsers report security violations themselves. */
  fromBrowser: boolean;
}

/** The user, from `user`; null when nothing is known of one. Fields that are not the protocol's are kept in `data`. */
export const user = (source: Source, request: Request | null, connection: Connection): User | null => {
  const from = object(source, 'user') ?? { fields: {}, path: 'user', notes: source.notes };
  const read: User = {
    id: text(from, 'id', 256),
    email: text(from, 'email', 254),
    username: text(from, 'username', 256),
    name: text(from, 'name', 256),
    ipAddress:
      ownAddress(from, connection.clientAddress) ?? remoteAddress(request) ?? inferredAddress(source, connection),
    geo: record(from, 'geo', GEO),
    data: furtherFields(from),
  };
  const known = read.id ?? read.email ?? read.username ?? read.name ?? read.ipAddress;
  return known === null && Object.keys(read.geo).length + Object.keys(read.data).length === 0 ? null : read;
};

/** The user in one word, as the tag `user` names them: the first of id, e-mail, user name and address; null without any. */
export const userTag = (known: User | null): string | null => {
  if (known === null) return null;
  if (known.id !== null) return `id:${known.id}`;
  if (known.email !== null) return `email:${known.email}`;
  if (known.username !== null) return `username:${known.username}`;
  return known.ipAddress === null ? null : `ip:${known.ipAddress}`;
};

/** `{{auto}}` is the application's own word that the connection's address is the user's. */
const ownAddress = (from: Source, clientAddress: string | null): string | null => {
  const said = text(from, 'ip_address', 64)?.trim() ?? null;
  if (said === null || said === '') return null;
  if (said === '{{auto}}') return clientAddress;
  if (isIP(said) !== 0) return said;
  from.notes.add(at(from.path, 'ip_address'), 'invalid', 'not an IP address');
  return null;
};

const remoteAddress = (request: Request | null): string | null => {
  const address = request?.env['REMOTE_ADDR'];
  return typeof address === 'string' && isIP(address) !== 0 ? address : null;
};

/** `sdk.settings.infer_ip` decides; SDKs that do not know it get the old rule: only what runs on the user's device. */
const inferredAddress = (source: Source, { platform, clientAddress, fromBrowser }: Connection): string | null => {
  const { sdk } = source.fields;
  const settings = isRecord(sdk) ? sdk['settings'] : null;
  const infer = isRecord(settings) ? settings['infer_ip'] : null;
  if (infer === 'never') return null;
  return infer === 'auto' || fromBrowser || AT_THE_USER.has(platform) ? clientAddress : null;
};

const furtherFields = (from: Source): Record<string, Json> => {
  const further: Record<string, unknown> = {};
  let count = 0;
  for (const key of Object.keys(from.fields)) {
    if (OWN.has(key) || key === '__proto__' || from.fields[key] === null) continue;
    further[key] = from.fields[key];
    count += 1;
    if (count < MAX_FURTHER) continue;
    from.notes.add(from.path, 'too_many', `the first ${MAX_FURTHER} further fields are kept`);
    break;
  }
  const found = count > 0;
  const { data } = from.fields;
  if (data === null || data === undefined || (Array.isArray(data) && data.length === 0)) {
    return found ? asRecord(further, DATA, from.notes, from.path) : {};
  }
  return asRecord(
    found ? { ...(isRecord(data) ? data : { value: data }), ...further } : data,
    DATA,
    from.notes,
    at(from.path, 'data'),
  );
};

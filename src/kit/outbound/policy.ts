import { BlockList, isIP } from 'node:net';
import { CulpritError } from '../errors.ts';
import { isPublicAddress, unwrap } from './addresses.ts';

/** Whom the installation may call, beside the public internet. */
export interface OutboundPolicy {
  readonly allowed: readonly Allowed[];
}

/** One entry of the allow-list: a host by name, or the addresses of a range; on every port, or on one. */
export type Allowed = { readonly port: number | null } & (
  | { readonly kind: 'host'; readonly matches: (host: string) => boolean }
  | { readonly kind: 'range'; readonly matches: (address: string) => boolean }
);

/** Where a request goes: the host of its URL (lower case, without brackets), its port, and one address that the host resolved to. */
export interface Destination {
  readonly host: string;
  readonly port: number;
  readonly address: string;
}

/** The public internet on the web's ports and those that need no privilege. */
export const publicOnly: OutboundPolicy = { allowed: [] };

/**
 * Reads an allow-list: `hooks.corp.example`, `*.corp.example` (every name below it), `10.1.2.3`, `10.0.0.0/8`, `fd00::/8`, `*` (everything), each with `:port` behind it
 * (IPv6 in brackets: `[fd00::1]:8065`) or without for every port. Entries are separated by commas. Throws CulpritError `bad_allow_list` that names the entry.
 */
export const readAllowList = (text: string): OutboundPolicy => ({
  allowed: text
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '')
    .map(readEntry),
});

/**
 * Null when the request may go there, else why not. An allowed name may resolve to any address: whoever put it on the list meant its machine, private or not;
 * an allowed range covers every name that resolves into it.
 */
export const refusalOf = (policy: OutboundPolicy, { host, port, address }: Destination): string | null => {
  const plain = unwrap(address);
  const allowed = policy.allowed.some(
    (entry) => (entry.port === null || entry.port === port) && entry.matches(entry.kind === 'host' ? host : plain),
  );
  if (allowed) return null;
  if (!isPublicAddress(plain)) return `${host} is not a public address`;
  if (port !== 80 && port !== 443 && port < 1_024) return `port ${port} is not one of the web`;
  return null;
};

const readEntry = (entry: string): Allowed => {
  const [, bracketed, named, portText] = /^(?:\[([^\]]+)\]|(.*?))(?::(\d{1,5}))?$/.exec(entry) ?? [];
  // An IPv6 address without brackets has colons of its own.
  const bare = isIP(entry.split('/')[0] ?? '') === 6;
  const what = bare ? entry : (bracketed ?? named ?? '');
  const port = bare || portText === undefined ? null : Number(portText);
  if (port !== null && (port < 1 || port > 65_535)) throw wrong(entry);
  if (what === '*') return { kind: 'host', port, matches: () => true };

  const [address = '', bits, ...rest] = what.split('/');
  const version = isIP(address);
  if (version !== 0) return { kind: 'range', port, matches: inRange(entry, address, bits, rest.length) };
  if (!/^(\*\.)?[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$/.test(what)) throw wrong(entry);
  return what.startsWith('*.')
    ? { kind: 'host', port, matches: (host) => host.endsWith(what.slice(1)) }
    : { kind: 'host', port, matches: (host) => host === what };
};

const inRange = (entry: string, address: string, bits: string | undefined, more: number): Allowed['matches'] => {
  const plain = unwrap(address);
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4';
  const most = family === 'ipv6' ? 128 : 32;
  const size = bits === undefined ? most : Number(bits);
  if (more > 0 || plain.includes('%') || !/^\d{1,3}$/.test(bits ?? '0') || size > most) throw wrong(entry);
  const list = new BlockList();
  list.addSubnet(plain, size, family);
  return (candidate) => {
    const own = isIP(candidate) === 6 ? 'ipv6' : 'ipv4';
    return own === family && !candidate.includes('%') && list.check(candidate, own);
  };
};

const wrong = (entry: string): CulpritError =>
  new CulpritError(
    'bad_allow_list',
    400,
    `"${entry}" is not a host (hooks.corp.example, *.corp.example), an address or a range (10.0.0.0/8), with or without a port.`,
  );

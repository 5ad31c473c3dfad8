import { BlockList, isIP } from 'node:net';

/**
 * Whether anybody on the internet could be meant by this address: everything that IANA's registries of special-purpose addresses keep for other uses is
 * not public, nor are the addresses under which clouds answer questions about the machine. An address inside another (IPv4-mapped, NAT64) is judged as itself.
 * https://www.iana.org/assignments/iana-ipv4-special-registry · https://www.iana.org/assignments/iana-ipv6-special-registry
 */
export const isPublicAddress = (address: string): boolean => {
  const plain = unwrap(address);
  const version = isIP(plain);
  // A zone (`fe80::1%eth0`) names a place beside us.
  if (version === 0 || plain.includes('%')) return false;
  if (version === 4) return !special4.check(plain, 'ipv4');
  return global6.check(plain, 'ipv6') && !special6.check(plain, 'ipv6');
};

/** The IPv4 address that an IPv6 address stands for (`::ffff:127.0.0.1`, `64:ff9b::7f00:1`), else the address itself. */
export const unwrap = (address: string): string => {
  if (isIP(address) !== 6 || address.includes('%')) return address;
  const groups = groupsOf(address);
  const head = groups.slice(0, 6).join(':');
  if (head !== '0:0:0:0:0:ffff' && head !== '64:ff9b:0:0:0:0') return address;
  const [high = 0, low = 0] = groups.slice(6).map((group) => Number.parseInt(group, 16));
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
};

/** The eight groups of an IPv6 address, without leading zeros. */
const groupsOf = (address: string): string[] => {
  // URL writes every IPv6 address in its one short form.
  const short = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [left = '', right] = short.split('::');
  const parts = (side: string): string[] => (side === '' ? [] : side.split(':'));
  if (right === undefined) return parts(left);
  const [before, after] = [parts(left), parts(right)];
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => '0'), ...after];
};

const listOf = (family: 'ipv4' | 'ipv6', ranges: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', bits] = range.split('/');
    list.addSubnet(network, Number(bits), family);
  }
  return list;
};

const special4 = listOf('ipv4', [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carriers; Alibaba's metadata
  '127.0.0.0/8', // loopback
  '168.63.129.16/32', // Azure's platform
  '169.254.0.0/16', // link-local; the metadata of most clouds
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocols; Oracle's metadata
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
]);

/** The only part of IPv6 from which public addresses are given out. */
const global6 = listOf('ipv6', ['2000::/3']);

const special6 = listOf('ipv6', [
  '2001::/23', // protocols, Teredo
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4: leads to any IPv4 address
  '3fff::/20', // documentation
]);

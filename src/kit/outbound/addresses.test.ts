import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPublicAddress, unwrap } from './addresses.ts';

test.each([
  ['this network', '0.0.0.0'],
  ['loopback', '127.0.0.1'],
  ['all of loopback', '127.255.255.254'],
  ['private', '10.0.0.1'],
  ['private', '172.16.0.1'],
  ['private', '172.31.255.255'],
  ['private', '192.168.1.1'],
  ['carriers', '100.64.0.1'],
  ['the metadata of clouds', '169.254.169.254'],
  ['the metadata of Alibaba', '100.100.100.200'],
  ['the metadata of Oracle', '192.0.0.192'],
  ['the platform of Azure', '168.63.129.16'],
  ['multicast', '224.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['documentation', '203.0.113.7'],
  ['benchmarks', '198.19.255.255'],
  ['loopback in IPv6', '::1'],
  ['nothing in IPv6', '::'],
  ['unique local', 'fd00:ec2::254'],
  ['link-local', 'fe80::1'],
  ['link-local with its zone', 'fe80::1%eth0'],
  ['a public address with a zone', '2606:4700::1111%eth0'],
  ['multicast in IPv6', 'ff02::1'],
  ['loopback inside IPv6', '::ffff:127.0.0.1'],
  ['loopback inside IPv6, in hex', '::ffff:7f00:1'],
  ['loopback inside IPv6, in full', '0:0:0:0:0:ffff:7f00:0001'],
  ['loopback inside IPv6, the old way', '::127.0.0.1'],
  ['metadata behind NAT64', '64:ff9b::a9fe:a9fe'],
  ['loopback behind 6to4', '2002:7f00:1::1'],
  ['Teredo', '2001:0:7f00:1::1'],
  ['documentation in IPv6', '2001:db8::1'],
  ['no address', 'localhost'],
  ['nothing', ''],
])('%s is not public: %s', (_name, address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each([
  '1.1.1.1',
  '172.15.255.255',
  '172.32.0.0',
  '100.128.0.1',
  '2606:4700:4700::1111',
  '::ffff:8.8.8.8',
  '64:ff9b::808:808',
])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test('an IPv4 address is judged the same however it is wrapped', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
      const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
      for (const wrapped of [`::ffff:${address}`, `::ffff:${hex}`, `64:ff9b::${hex}`, `0:0:0:0:0:FFFF:${hex}`]) {
        expect(unwrap(wrapped)).toBe(address);
        expect(isPublicAddress(wrapped)).toBe(isPublicAddress(address));
      }
    }),
  );
});

import { expect, test } from 'vitest';
import { readAllowList, refusalOf } from './policy.ts';

const refusal = (list: string, host: string, address: string, port = 443) =>
  refusalOf(readAllowList(list), { host, port, address });

test('without a list the public internet is allowed, on the ports of the web and the unprivileged', () => {
  expect(refusal('', 'example.org', '1.1.1.1')).toBeNull();
  expect(refusal('', 'example.org', '1.1.1.1', 80)).toBeNull();
  expect(refusal('', 'example.org', '1.1.1.1', 8_065)).toBeNull();
  expect(refusal('', 'example.org', '1.1.1.1', 25)).toContain('port 25');
  expect(refusal('', 'example.org', '10.0.0.1')).toContain('not a public address');
});

test('a refusal does not tell what a name resolves to inside', () => {
  expect(refusal('', 'db.corp.example', '10.7.7.7')).not.toContain('10.7.7.7');
});

test('an allowed host may be anywhere, on any port, and lets nobody else in', () => {
  const list = 'hooks.corp.example';
  expect(refusal(list, 'hooks.corp.example', '10.0.0.1', 22)).toBeNull();
  expect(refusal(list, 'hooks.corp.example', '127.0.0.1')).toBeNull();
  expect(refusal(list, 'db.corp.example', '10.0.0.1')).not.toBeNull();
  expect(refusal(list, 'hooks.corp.example.evil.org', '10.0.0.1')).not.toBeNull();
});

test('a star stands for every name below, not for the name itself', () => {
  const list = ' *.Corp.Example ,10.9.0.0/16';
  expect(refusal(list, 'a.b.corp.example', '10.0.0.1')).toBeNull();
  expect(refusal(list, 'corp.example', '10.0.0.1')).not.toBeNull();
  expect(refusal(list, 'evilcorp.example', '10.0.0.1')).not.toBeNull();
  expect(refusal(list, 'any.thing', '10.9.3.4')).toBeNull();
});

test('an allowed range covers every name that resolves into it, also as IPv4 inside IPv6', () => {
  expect(refusal('10.0.0.0/8', 'x.example', '10.255.0.1')).toBeNull();
  expect(refusal('10.0.0.0/8', 'x.example', '::ffff:10.1.2.3')).toBeNull();
  expect(refusal('::ffff:10.1.2.3', 'x.example', '10.1.2.3')).toBeNull();
  expect(refusal('10.0.0.0/8', 'x.example', '11.0.0.1')).toBeNull();
  expect(refusal('10.0.0.0/8', 'x.example', '192.168.0.1')).not.toBeNull();
  expect(refusal('fd00::/8', 'x.example', 'fd12::1')).toBeNull();
  expect(refusal('::1', 'localhost', '::1', 3_000)).toBeNull();
  expect(refusal('*', 'x.example', '169.254.169.254', 1)).toBeNull();
});

test('a port on the list is the only one', () => {
  for (const list of ['hooks.corp.example:8065', '10.0.0.1:8065', '10.0.0.0/8:8065']) {
    expect(refusal(list, 'hooks.corp.example', '10.0.0.1', 8_065)).toBeNull();
    expect(refusal(list, 'hooks.corp.example', '10.0.0.1', 8_066)).not.toBeNull();
  }
  expect(refusal('[fd00::1]:8065', 'x', 'fd00::1', 8_065)).toBeNull();
  expect(refusal('[fd00::1]:8065', 'x', 'fd00::1', 443)).not.toBeNull();
});

test.each([
  'http://x',
  '10.0.0.0/33',
  '10.0.0.0/',
  '10.0.0.0/8/8',
  'x:0',
  'x:70000',
  '*.',
  'a b',
  'fe80::1%eth0',
  'x/8',
  '**',
])('what cannot be understood is named: %s', (entry) => {
  expect(() => readAllowList(`ok.example,${entry}`)).toThrow(`"${entry}"`);
});

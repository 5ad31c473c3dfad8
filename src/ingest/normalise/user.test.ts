import { expect, test } from 'vitest';
import type { User } from '../event.ts';
import { context, normalise, notesOf } from './normalise.fixture.ts';

const userOf = (user: unknown, rest: Record<string, unknown> = {}): User | null => normalise({ user, ...rest }).user;

test('a user comes through; fields that are not the protocol’s are kept as data', () => {
  expect(
    userOf({
      id: 5,
      email: 'ann@example.invalid',
      username: 'ann',
      name: 'Ann',
      ip_address: '203.0.113.7',
      segment: 'beta',
      plan: { tier: 3 },
      geo: { city: 'Oslo' },
      data: { more: true },
    }),
  ).toEqual({
    id: '5',
    email: 'ann@example.invalid',
    username: 'ann',
    name: 'Ann',
    ipAddress: '203.0.113.7',
    geo: { city: 'Oslo' },
    data: { more: true, segment: 'beta', plan: { tier: 3 } },
  });
});

test.each([null, {}, [], { id: null, email: '', segment: null }])('%j is nobody', (user) => {
  expect(userOf(user)).toBeNull();
});

test('{{auto}} is the address of the connection', () => {
  expect(userOf({ ip_address: '{{auto}}' })?.ipAddress).toBe('203.0.113.9');
  expect(normalise({ user: { ip_address: '{{auto}}' } }, { clientAddress: null }).user).toBeNull();
});

test('the address is inferred where the SDK wants it, or runs at the user’s and does not know the setting', () => {
  const address = (platform: string, settings?: unknown) =>
    userOf({ id: 'u7' }, { platform, sdk: { name: 's', settings } })?.ipAddress;
  expect(address('javascript')).toBe(context.clientAddress);
  expect(address('cocoa')).toBe(context.clientAddress);
  expect(address('node')).toBeNull();
  expect(address('javascript', { infer_ip: 'never' })).toBeNull();
  expect(address('node', { infer_ip: 'auto' })).toBe(context.clientAddress);
});

test('a server knows its caller’s address from the request', () => {
  expect(userOf(null, { platform: 'python', request: { env: { REMOTE_ADDR: '203.0.113.4' } } })?.ipAddress).toBe(
    '203.0.113.4',
  );
  expect(userOf(null, { platform: 'python', request: { env: { REMOTE_ADDR: 'unknown' } } })).toBeNull();
});

test('an address that is none is dropped with a note', () => {
  const event = normalise({ user: { id: 1, ip_address: 'localhost' } });
  expect(event.user?.ipAddress).toBeNull();
  expect(notesOf(event)).toEqual(['user.ip_address invalid']);
});

test('data may be anything', () => {
  expect(userOf({ data: 'x' })?.data).toEqual({ value: 'x' });
  expect(userOf({ data: [1], plan: 'pro' })?.data).toEqual({ value: [1], plan: 'pro' });
});

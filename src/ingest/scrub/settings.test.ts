import { expect, test } from 'vitest';
import { scrubEvent } from './index.ts';
import { defaultSettings, normalised, scrubbed } from './scrub.fixture.ts';

const CARD = '4111 1111 1111 1111';

test('own field names count anywhere in a name, without case, and in text', () => {
  const event = scrubbed(
    {
      extra: { KundenNummer: 'k1', note: 'kundennummer: k1' },
      request: { headers: { 'X-Kundennummer-2': 'k1' } },
      tags: { kundennummer: 'k1' },
    },
    { sensitiveFields: ['kundennummer', ' '] },
  );
  expect(JSON.stringify(event)).not.toContain('k1');
});

test('safe fields keep their values, and all within', () => {
  const raw = {
    extra: { auth_method: 'password=x', nested: { token: 't' }, password: 'p' },
    request: { headers: { 'X-Auth-Method': 'saml' } },
  };
  const event = scrubbed(raw, { safeFields: ['Auth_Method', 'nested', 'x-auth-method'] });
  expect(event.extra).toEqual({ auth_method: 'password=x', nested: { token: 't' }, password: '[Filtered]' });
  expect(event.request?.headers).toEqual([['X-Auth-Method', 'saml']]);
});

test('without the built-in rules only the project’s own fields are filtered', () => {
  const raw = { extra: { password: 'p', plz: '0150', card: CARD } };
  expect(scrubbed(raw, { defaults: false, sensitiveFields: ['plz'] }).extra).toEqual({
    password: 'p',
    plz: '[Filtered]',
    card: CARD,
  });
});

test('switched off, the event stays the very same', () => {
  const event = normalised({ extra: { password: 'p' } });
  expect(scrubEvent(event, { ...defaultSettings, enabled: false, rules: '[Remove] [@anything] from [**]' })).toBe(
    event,
  );
});

test('addresses stay unless the project wants them gone; then they go everywhere', () => {
  const raw = {
    platform: 'python',
    message: 'peer 203.0.113.7 and 2001:db8::7 at 12:30:45',
    user: { ip_address: '203.0.113.7' },
    tags: { peer: '203.0.113.7' },
    request: {
      url: 'http://203.0.113.7/x',
      headers: { 'X-Forwarded-For': '203.0.113.7, 10.0.0.1', 'User-Agent': 'Chrome/1.2.3.4' },
      env: { REMOTE_ADDR: '203.0.113.7' },
    },
    contexts: { browser: { name: 'Chrome', version: '1.2.3.4' }, own: { client_ip: 'unix:' } },
    extra: { peers: ['203.0.113.7'] },
  };
  expect(scrubbed(raw)).toMatchObject({ user: { ipAddress: '203.0.113.7' }, message: { formatted: raw.message } });
  const event = scrubbed(raw, { ipAddresses: true });
  expect(JSON.stringify(event)).not.toMatch(/203\.0\.113|2001:db8/);
  expect(event).toMatchObject({
    message: { formatted: 'peer [ip] and [ip] at 12:30:45' },
    user: { ipAddress: null },
    request: {
      url: 'http://[ip]/x',
      headers: [
        ['X-Forwarded-For', '[ip]'],
        ['User-Agent', 'Chrome/1.2.3.4'],
      ],
      env: { REMOTE_ADDR: '[ip]' },
    },
    contexts: { browser: { version: '1.2.3.4' }, own: { client_ip: '[ip]' } },
    extra: { peers: ['[ip]'] },
  });
  expect(Object.fromEntries(event.tags)).toMatchObject({ peer: '[ip]' });
  expect(Object.fromEntries(event.tags)).not.toHaveProperty('user');
});

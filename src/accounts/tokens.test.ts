import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { secretIn, sentryCliToken } from './tokens.ts';

const url = 'https://errors.example/culprit';

describe('the form of a token for sentry-cli', () => {
  test('stands for the same secret, whatever letters that has', () => {
    const secrets = [Buffer.alloc(32, 0xff), Buffer.alloc(32), ...Array.from({ length: 100 }, () => randomBytes(32))];
    for (const secret of secrets.map((bytes) => `clp_${bytes.toString('base64url')}`)) {
      const token = sentryCliToken(secret, url, 0);
      expect(token).toMatch(/^sntrys_[A-Za-z0-9+/=]+_[A-Za-z0-9+/]{43}$/);
      expect(secretIn(`Bearer ${token}`)).toBe(secret);
      expect(secretIn(`bearer ${secret}`)).toBe(secret);
    }
  });

  test('holds the server’s address without a path, and the organisation, where the client looks for them', () => {
    const [, claims = ''] = sentryCliToken(`clp_${'a'.repeat(43)}`, url, 1_700_000_000_000_000).split('_');
    expect(JSON.parse(Buffer.from(claims, 'base64').toString())).toEqual({
      iat: 1_700_000_000,
      url: 'https://errors.example',
      region_url: 'https://errors.example',
      org: 'culprit',
    });
  });

  test.each([
    'Bearer',
    'Bearer sntrys_',
    'Bearer sntrys_e30=_',
    'Bearer sntrys__aaaa',
    'Basic clp_aaaa',
    'clp_aaaa',
    '',
  ])('%j holds none', (header) => {
    expect(secretIn(header)).toBeNull();
  });
});

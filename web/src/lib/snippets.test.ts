import { describe, expect, test } from 'vitest';
import { findPlatform, platforms } from './platforms.ts';
import { curlTest, parseDsn, snippets } from './snippets.ts';

const dsn = 'https://0123456789abcdef0123456789abcdef@errors.example/tracker/7';

describe('connecting an SDK', () => {
  test.each(platforms.map(({ id }) => id))('%s is told the DSN, or what stands in it', (id) => {
    const text = snippets(id, dsn)
      .map(({ code }) => code)
      .join('\n');
    if (id === 'curl') expect(text).toContain("curl 'https://errors.example/tracker/api/7/store/'");
    else expect(text).toContain(dsn);
  });

  test('a DSN under a base path gives the ingest address under it', () => {
    expect(parseDsn(dsn)).toEqual({
      key: '0123456789abcdef0123456789abcdef',
      id: '7',
      store: 'https://errors.example/tracker/api/7/store/',
    });
    expect(parseDsn('nonsense')).toBeNull();
  });

  test('the curl command names the key', () => {
    expect(curlTest(dsn)).toContain('sentry_key=0123456789abcdef0123456789abcdef');
  });

  test('a platform is known by its id and by what events call it', () => {
    expect(findPlatform('dotnet')?.name).toBe('.NET');
    expect(findPlatform('csharp')?.name).toBe('.NET');
    expect(findPlatform('cobol')).toBeUndefined();
  });
});

import { expect, test } from 'vitest';
import { normalise, notesOf } from './normalise.fixture.ts';
import { parseUserAgent } from './user-agent.ts';

const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1';

test('contexts come through, odd ones as a value, null ones not at all', () => {
  expect(
    normalise({
      contexts: {
        order: { id: 77, deep: { a: '[Object]' } },
        flags: { values: [{ flag: 'f', result: true }] },
        odd: 'text',
        gone: null,
        list: [1],
      },
    }).contexts,
  ).toEqual({
    order: { id: 77, deep: { a: '[Object]' } },
    flags: { values: [{ flag: 'f', result: true }] },
    odd: { value: 'text' },
    list: { value: [1] },
  });
});

test('each context is bounded by itself', () => {
  const event = normalise({ contexts: { big: { a: 'x'.repeat(50_000) }, small: { b: 1 } } });
  expect(JSON.stringify(event.contexts['big']).length).toBeLessThanOrEqual(8_192);
  expect(event.contexts['small']).toEqual({ b: 1 });
  expect(notesOf(event)).toEqual(['contexts.big too_long']);
});

test('a browser’s event gets browser, os and device from its User-Agent', () => {
  expect(normalise({ platform: 'javascript', request: { headers: { 'user-agent': IPHONE } } }).contexts).toEqual({
    browser: { type: 'browser', name: 'Safari', version: '17.1' },
    os: { type: 'os', name: 'iOS', version: '17.1' },
    device: { type: 'device', model: 'iPhone', family: 'iPhone', brand: 'Apple' },
  });
});

test('the User-Agent of the connection counts for browsers only', () => {
  expect(normalise({ platform: 'javascript' }, { userAgent: CHROME }).contexts['browser']).toEqual({
    type: 'browser',
    name: 'Chrome',
    version: '156.0.0',
  });
  expect(normalise({ platform: 'python' }, { userAgent: CHROME }).contexts).toEqual({});
});

test('on a server the caller’s system does not become the server’s', () => {
  const { contexts, tags } = normalise({
    platform: 'python',
    contexts: { os: { name: 'Debian' } },
    request: { headers: { 'User-Agent': CHROME } },
  });
  expect(contexts).toEqual({
    os: { name: 'Debian' },
    browser: { type: 'browser', name: 'Chrome', version: '156.0.0' },
    client_os: { type: 'os', name: 'Linux' },
  });
  expect(Object.fromEntries(tags)).toMatchObject({ os: 'Debian', browser: 'Chrome 156.0.0', 'browser.name': 'Chrome' });
});

test('contexts that were sent stay', () => {
  const browser = { name: 'Own', version: '1' };
  expect(
    normalise({ platform: 'javascript', contexts: { browser } }, { userAgent: CHROME }).contexts['browser'],
  ).toEqual(browser);
});

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Gecko/20100101 Firefox/121.0', 'Firefox 121.0', 'Windows 10'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Safari/537.36 Edg/119.0.2151.97',
    'Microsoft Edge 119.0.2151',
    'macOS 10.15.7',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36',
    'Chrome 120.0.0',
    'Android 14',
  ],
])('%s is %s on %s', (header, browser, os) => {
  const agent = parseUserAgent(header);
  expect(agent).toMatchObject({ browser: named(browser), os: named(os) });
});

const named = (full: string) => {
  const end = full.lastIndexOf(' ');
  return { name: full.slice(0, end), version: full.slice(end + 1) };
};

test.each(['', ' ', 'python-requests/2.28', '\uD800', '('.repeat(100_000), 'Version/'.repeat(10_000)])(
  'nothing is made up for the rest (%#)',
  (header) => {
    expect(parseUserAgent(header)).toEqual({});
  },
);

import { expect, test } from 'vitest';
import { normalise } from './normalise.fixture.ts';
import { securityReports } from './security.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0';

/** As Chromium sends it by `report-uri`. */
const byUri = {
  'csp-report': {
    'document-uri': 'http://127.0.0.1:9900/static/csp.html?q=1',
    referrer: 'http://127.0.0.1:9900/',
    'violated-directive': 'script-src-elem',
    'effective-directive': 'script-src-elem',
    'original-policy': "default-src 'self'; script-src 'self'",
    disposition: 'enforce',
    'blocked-uri': 'inline',
    'line-number': 1,
    'column-number': 67,
    'source-file': 'http://127.0.0.1:9900/static/csp.html',
    'status-code': 200,
    'script-sample': '',
  },
};

/** The same violation by `report-to`. */
const byReportTo = {
  type: 'csp-violation',
  age: 4,
  url: 'http://127.0.0.1:9900/static/csp.html?q=1',
  user_agent: FIREFOX,
  body: {
    documentURL: 'http://127.0.0.1:9900/static/csp.html?q=1',
    referrer: 'http://127.0.0.1:9900/',
    effectiveDirective: 'script-src-elem',
    originalPolicy: "default-src 'self'; script-src 'self'",
    disposition: 'enforce',
    blockedURL: 'inline',
    lineNumber: 1,
    columnNumber: 67,
    statusCode: 200,
    sample: '',
  },
};

test('both senders of a browser are understood, alone and in lists', () => {
  expect(securityReports(byUri)).toEqual([{ kind: 'csp', report: byUri['csp-report'] }]);
  expect(securityReports([byReportTo, { type: 'deprecation', body: {} }, null, 7]).map(({ kind }) => kind)).toEqual([
    'csp',
  ]);
  expect(securityReports('x')).toEqual([]);
});

test('the other kinds are told apart', () => {
  const kinds = [
    { 'expect-ct-report': { hostname: 'a' } },
    { 'expect-staple-report': { hostname: 'a' } },
    { hostname: 'a', 'known-pins': [] },
    { type: 'network-error', body: { type: 'tcp.timed_out' } },
  ].flatMap((body) => securityReports(body).map(({ kind }) => kind));
  expect(kinds).toEqual(['expectct', 'expectstaple', 'hpkp', 'nel']);
});

const event = (body: unknown) => {
  const [found] = securityReports(body);
  return normalise(found?.report, {
    kind: found?.kind,
    userAgent: FIREFOX,
    release: 'web@1.2.3',
    environment: 'production',
  });
};

test('a violation becomes an event with message, tags and request', () => {
  expect(event(byUri)).toMatchObject({
    kind: 'csp',
    level: 'error',
    platform: 'javascript',
    logger: 'csp',
    culprit: 'script-src-elem',
    release: 'web@1.2.3',
    environment: 'production',
    exceptions: [],
    fingerprint: [],
    message: { template: null, formatted: "Blocked unsafe inline 'script'" },
    request: {
      url: 'http://127.0.0.1:9900/static/csp.html',
      query: [['q', '1']],
      headers: [['Referer', 'http://127.0.0.1:9900/']],
    },
    user: { ipAddress: '203.0.113.9' },
    security: byUri['csp-report'],
    errors: [],
  });
  expect(Object.fromEntries(event(byUri).tags)).toMatchObject({
    'effective-directive': 'script-src-elem',
    'blocked-uri': 'inline',
    browser: 'Firefox 121.0',
    url: 'http://127.0.0.1:9900/static/csp.html',
  });
});

test('the same violation by both senders is the same event', () => {
  const { security: _, contexts: __, ...first } = event(byUri);
  const { security: ___, contexts: ____, ...second } = event(byReportTo);
  expect(second).toEqual(first);
});

test.each([
  ['script-src', 'https://cdn.evil.example/x.js?id=7', "Blocked 'script' from 'https://cdn.evil.example'"],
  ['script-src-attr', 'inline', "Blocked unsafe inline 'script'"],
  ['style-src-elem', 'inline', "Blocked unsafe inline 'style'"],
  ['script-src', 'eval', "Blocked unsafe eval 'script'"],
  ['img-src', 'data:image/png;base64,AAAA', "Blocked 'image' from 'data:'"],
  ['img-src', 'data', "Blocked 'image' from 'data'"],
  ['connect-src', 'wss://API.example:8443/socket', "Blocked 'connect' from 'wss://api.example:8443'"],
  ['font-src', '', "Blocked 'font' from 'self'"],
  ['worker-src', 'blob:https://h.example/uuid', "Blocked 'worker' from 'blob:'"],
  ['form-action', 'https://user:pw@h.example/', "Blocked 'form' from 'https://h.example'"],
  ['require-trusted-types-for', 'trusted-types-sink', "Blocked 'require-trusted-types-for' from 'trusted-types-sink'"],
])('%s of %s reads: %s', (directive, blocked, message) => {
  expect(event({ 'csp-report': { 'effective-directive': directive, 'blocked-uri': blocked } }).message?.formatted).toBe(
    message,
  );
});

test('old browsers name the violated directive only, with its sources', () => {
  const { message, culprit, tags } = event({
    'csp-report': {
      'violated-directive': "img-src 'self' https://a.example",
      'blocked-uri': 'https://b.example/p.png',
    },
  });
  expect([message?.formatted, culprit]).toEqual([
    "Blocked 'image' from 'https://b.example'",
    "img-src 'self' https://a.example",
  ]);
  expect(Object.fromEntries(tags)['effective-directive']).toBe('img-src');
});

test('network errors and certificate failures say what failed and where', () => {
  expect(
    event({ type: 'network-error', url: 'https://h.example/p', body: { type: 'tcp.timed_out', phase: 'connection' } }),
  ).toMatchObject({
    kind: 'nel',
    message: { formatted: "Network error 'tcp.timed_out' for 'h.example'" },
    request: { url: 'https://h.example/p' },
  });
  expect(event({ 'expect-ct-report': { hostname: 'h.example', port: 443 } })).toMatchObject({
    kind: 'expectct',
    message: { formatted: "Certificate transparency check failed for 'h.example'" },
  });
});

test('rubbish under the name of a report is still an event', () => {
  for (const report of [{}, { 'blocked-uri': 7, 'effective-directive': {} }, JSON.parse('{"__proto__": {"a": 1}}')]) {
    expect(normalise(report, { kind: 'csp' })).toMatchObject({
      kind: 'csp',
      message: { formatted: "Blocked 'unknown directive' from 'self'" },
    });
  }
  expect(normalise('text', { kind: 'hpkp' }).kind).toBe('hpkp');
});

test('an event that holds a report of its own is one', () => {
  const { kind, message, user } = normalise({
    csp: { 'effective-directive': 'img-src', 'blocked-uri': 'data' },
    user: { id: 7 },
    logentry: { formatted: 'own words' },
  });
  expect([kind, message?.formatted, user?.id]).toEqual(['csp', 'own words', '7']);
});

import { expect, test } from 'vitest';
import { CulpritError } from '../kit/index.ts';
import { basePathOf, readConfig, withoutPassword } from './config.ts';
import type { SettingName } from './settings.ts';
import { flagOf, settings } from './settings.ts';

test('without anything said, it is one process on port 8000 with SQLite in ./data', () => {
  const config = readConfig({}, {});
  expect(config).toMatchObject({
    host: 'localhost',
    port: 8000,
    url: null,
    database: null,
    broker: null,
    role: 'all',
    owner: null,
  });
  expect(config.data).toBe(`${process.cwd()}/data`);
  expect(config.limits).toEqual({ event: 1 << 20, attachment: 100 << 20, envelope: 100 << 20, body: 20 << 20 });
});

test('a flag beats the environment, which beats the default; empty variables are not set', () => {
  expect(readConfig({ port: '9000' }, { CULPRIT_PORT: '9001' }).port).toBe(9000);
  expect(readConfig({}, { CULPRIT_PORT: '9001' }).port).toBe(9001);
  expect(readConfig({}, { CULPRIT_PORT: '' }).port).toBe(8000);
});

test('the usual PORT counts where nothing else is said, and makes no work process listen', () => {
  expect(readConfig({}, { PORT: '9002' }).port).toBe(9002);
  expect(readConfig({}, { PORT: '9002', CULPRIT_PORT: '9001' }).port).toBe(9001);
  expect(() => readConfig({}, { PORT: 'any' })).toThrow(/^PORT: "any"/);
  const services = { database: 'postgres://a@b/c', broker: 'amqp://a@b', role: 'work' };
  expect(readConfig(services, { PORT: '9002' }).listens).toBe(false);
  expect(readConfig(services, { CULPRIT_PORT: '9002' }).listens).toBe(true);
});

test.each<[SettingName, string]>([
  ['port', 'eighty'],
  ['port', '70000'],
  ['port', '-1'],
  ['port', '1e3'],
  ['host', 'two words'],
  ['url', 'example.com'],
  ['url', 'ftp://example.com'],
  ['url', 'https://example.com/?a=b'],
  ['url', 'https://example.com/a%20b'],
  ['database', 'mysql://localhost/x'],
  ['database', 'just text'],
  ['broker', 'http://localhost'],
  ['brokerPrefix', 'a b'],
  ['role', 'both'],
  ['role', 'web'],
  ['owner', 'me@example.com'],
  ['owner', 'nobody:'],
  ['trustedProxies', '10.0.0.0/64'],
  ['trustedProxies', '10.0.0.1, proxy.local'],
  ['smtp', 'mail.example.com'],
  ['smtp', 'http://mail.example.com'],
  ['mailFrom', 'nobody'],
  ['mailFrom', 'a@b.c\r\nBcc: d@e.f'],
  ['outboundAllow', '10.0.0.0/33'],
  ['outboundAllow', 'http://hooks.example'],
  ['maxEventBytes', '1 MB'],
  ['log', 'loud'],
])('%s=%s is refused in one sentence that names its source', (name, value) => {
  const variable = settings.find((one) => one.name === name)?.env ?? '';
  for (const [source, read] of [
    [flagOf(name), () => readConfig({ [name]: value }, {})],
    [variable, () => readConfig({}, { [variable]: value })],
  ] as const) {
    const refusal = refused(read);
    expect(refusal.code).toBe('usage');
    expect(refusal.message.startsWith(`${source}: `)).toBe(true);
    expect(refusal.message).toMatch(/^[^\n]+\.$/);
  }
});

test('passwords are never repeated', () => {
  expect(refused(() => readConfig({ database: 'mysql://me:secret@host/x' }, {})).message).not.toContain('secret');
  expect(refused(() => readConfig({ owner: 'me:secret' }, {})).message).not.toContain('secret');
  expect(withoutPassword('postgres://me:secret@host/x')).toBe('postgres://me:***@host/x');
});

test('roles can be split once there is a database and a broker', () => {
  const services = { CULPRIT_DATABASE: 'postgres://u:p@db/culprit', CULPRIT_BROKER: 'amqp://broker' };
  expect(readConfig({ role: 'work' }, services)).toMatchObject({ role: 'work', listens: false });
  expect(readConfig({ role: 'work', port: '8001' }, services).listens).toBe(true);
  expect(readConfig({ role: 'web' }, services).listens).toBe(true);
});

test('the public URL loses its trailing slash and gives the path prefix', () => {
  const config = readConfig({ url: 'https://example.com/errors/' }, {});
  expect(config.url).toBe('https://example.com/errors');
  expect(basePathOf(config.url ?? '')).toBe('/errors');
  expect(basePathOf('http://localhost:8000')).toBe('');
});

test('proxies are a list of addresses and ranges', () => {
  expect(readConfig({ trustedProxies: '127.0.0.1, 10.0.0.0/8,fd00::/8,loopback' }, {}).trustedProxies).toEqual([
    '127.0.0.1',
    '10.0.0.0/8',
    'fd00::/8',
    'loopback',
  ]);
});

const refused = (read: () => unknown): CulpritError => {
  try {
    read();
  } catch (error) {
    if (error instanceof CulpritError) return error;
    throw error;
  }
  throw new Error('it was accepted');
};

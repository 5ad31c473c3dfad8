import { expect, test } from 'vitest';
import { normalise } from './normalise.fixture.ts';

test('the SDK is read with its integrations and packages', () => {
  const sdk = {
    name: 'sentry.javascript.node',
    version: '11.12.0',
    integrations: ['Http', { name: 'Koa' }, null, 7],
    packages: [{ name: 'npm:@sentry/node', version: '11.12.0' }, 'bare', {}],
    settings: { infer_ip: 'never' },
  };
  expect(normalise({ sdk }).sdk).toEqual({
    name: 'sentry.javascript.node',
    version: '11.12.0',
    integrations: ['Http', 'Koa', '7'],
    packages: [
      { name: 'npm:@sentry/node', version: '11.12.0' },
      { name: 'bare', version: null },
    ],
  });
});

test.each([null, {}, [], 'raven-js', { version: '1' }])('%j names no SDK', (sdk) => {
  expect(normalise({ sdk }).sdk).toBeNull();
});

test('debug images come through as sent', () => {
  const images = [
    { type: 'sourcemap', code_file: 'http://h.invalid/a.js', debug_id: '66ea4965-4eaf-4535-9794-82d867797d26' },
    { type: 'elf', image_size: 53_248 },
  ];
  expect(normalise({ debug_meta: { images: [...images, null, 'x'], sdk_info: {} } }).debugImages).toEqual(images);
  expect(normalise({ 'sentry.interfaces.DebugMeta': { images } }).debugImages).toEqual(images);
});

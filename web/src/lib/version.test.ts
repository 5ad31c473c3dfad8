import { expect, test } from 'vitest';
import { splitVersion } from './version.ts';

test.each([
  ['shop@1.2.3+7', 'shop', '1.2.3+7'],
  ['@acme/shop@1.2.3', '@acme/shop', '1.2.3'],
  ['1.2.3', '', '1.2.3'],
  ['@1.2.3', '', '@1.2.3'],
  ['shop@', '', 'shop@'],
  ['0123456789abcdef0123456789abcdef01234567', '', '0123456789ab'],
  ['shop@0123456789abcdef0123456789abcdef01234567', 'shop', '0123456789ab'],
  ['deadbeef', '', 'deadbeef'],
])('%s is version "%3$s" of package "%2$s"', (name, of, version) => {
  expect(splitVersion(name)).toEqual({ package: of, version });
});

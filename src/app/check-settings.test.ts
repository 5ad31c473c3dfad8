import { expect, test } from 'vitest';
import { defaultSettings } from '../accounts/index.ts';
import { checkSettings } from './check-settings.ts';

const withRules = (rules: { scrub?: string; fingerprint?: string }) => ({
  ...defaultSettings,
  scrub: { ...defaultSettings.scrub, rules: rules.scrub ?? '' },
  grouping: { ...defaultSettings.grouping, fingerprintRules: rules.fingerprint ?? '' },
});

test('settings with sound rules are taken', () => {
  expect(() =>
    checkSettings(withRules({ scrub: '[Mask] [@email] from [$user.**]', fingerprint: 'error.type:X -> x' })),
  ).not.toThrow();
});

test('a scrub rule that would be ignored is refused with its place', () => {
  expect(() =>
    checkSettings(withRules({ scrub: '[Remove] [@email] from [$string]\n[Hide] [@email] from [**]' })),
  ).toThrow(/settings\.scrub\.rules, line 2, column \d+: /);
});

test('a fingerprint rule that would be ignored is refused with its place', () => {
  expect(() => checkSettings(withRules({ fingerprint: 'error.type:X' }))).toThrow(
    /settings\.grouping\.fingerprintRules, line 1, column \d+: /,
  );
});

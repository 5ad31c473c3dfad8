import type { ProjectSettings } from './types.ts';

export const defaultSettings: ProjectSettings = {
  scrub: { enabled: true, defaults: true, ipAddresses: false, sensitiveFields: [], safeFields: [], rules: '' },
  allowedOrigins: [],
  grouping: { fingerprintRules: '', stackRules: '' },
  retention: { maxEvents: null, maxAgeDays: null },
};

export type SettingsPatch = {
  readonly [Part in keyof ProjectSettings]?: ProjectSettings[Part] extends readonly unknown[]
    ? ProjectSettings[Part]
    : Partial<ProjectSettings[Part]>;
};

/** The settings with what `patch` says changed; lists are replaced whole. */
export const mergeSettings = (settings: ProjectSettings, patch: SettingsPatch): ProjectSettings => ({
  scrub: { ...settings.scrub, ...tidy(patch.scrub ?? {}) },
  allowedOrigins: patch.allowedOrigins === undefined ? settings.allowedOrigins : trimmed(patch.allowedOrigins),
  grouping: { ...settings.grouping, ...patch.grouping },
  retention: { ...settings.retention, ...patch.retention },
});

/** What was stored, over the defaults: a setting that came later has its default in older projects. */
export const readSettings = (json: string): ProjectSettings =>
  mergeSettings(defaultSettings, JSON.parse(json) as SettingsPatch);

const tidy = (scrub: NonNullable<SettingsPatch['scrub']>): NonNullable<SettingsPatch['scrub']> => ({
  ...scrub,
  ...(scrub.sensitiveFields === undefined ? {} : { sensitiveFields: trimmed(scrub.sensitiveFields) }),
  ...(scrub.safeFields === undefined ? {} : { safeFields: trimmed(scrub.safeFields) }),
});

/** Without blanks, empty lines and repetitions: people paste lists. */
const trimmed = (list: readonly string[]): string[] => [
  ...new Set(list.map((entry) => entry.trim()).filter((entry) => entry !== '')),
];

export { General } from './general.tsx';
export { GroupingRules } from './grouping-rules.tsx';
export { Keys } from './keys.tsx';
export { Origins } from './origins.tsx';
export { Quotas } from './quotas.tsx';
export { Scrubbing } from './scrubbing.tsx';
export { SettingsPage } from './settings-page.tsx';
export { Storage } from './storage.tsx';

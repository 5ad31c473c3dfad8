export { normaliseEvent } from './normalise.ts';
export type { NormaliseContext } from './normalise.ts';
export { releaseNamed } from './release.ts';
export { securityReports } from './security.ts';

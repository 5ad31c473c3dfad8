export { parseScrubRules } from './rules/parse.ts';
export { scrubEvent, scrubText } from './scrub.ts';

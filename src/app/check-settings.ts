import type { ProjectSettings } from '../accounts/index.ts';
import { parseScrubRules } from '../ingest/index.ts';
import { previewRules } from '../issues/index.ts';
import { badRequest } from '../kit/index.ts';

/** Throws `invalid_rules` for rules that would be ignored later: the first mistake, with its line and column. */
export const checkSettings = ({ grouping, scrub }: ProjectSettings): void => {
  const [error] = [
    ...previewRules(grouping).errors.map((found) => ({ ...found, field: `grouping.${found.field}` })),
    ...parseScrubRules(scrub.rules).errors.map((found) => ({ ...found, field: 'scrub.rules' })),
  ];
  if (error === undefined) return;
  const { field, line, column, message } = error;
  throw badRequest(`settings.${field}, line ${line}, column ${column}: ${message}`, 'invalid_rules');
};

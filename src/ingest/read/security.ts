import { securityReports } from '../normalise/index.ts';
import { derivedId } from '../wire/event-id.ts';
import type { Draft } from './draft.ts';
import { discard } from './draft.ts';

/** Browsers gather reports for a minute; more at once are a flood. */
const maxReports = 100;

/** Every report of a security request becomes an event; the first has the id that was answered. */
export const addSecurityReports = (draft: Draft, body: unknown, eventId: string): void => {
  const sent = Array.isArray(body) ? body.length : 1;
  const reports = securityReports(Array.isArray(body) ? body.slice(0, maxReports) : body);
  reports.forEach(({ kind, report }, index) => {
    draft.events.push({ eventId: index === 0 ? eventId : derivedId(eventId, 'report', index), raw: report, kind });
  });
  if (sent > maxReports) discard(draft, 'too_many', 'security', sent - maxReports);
  const others = Math.min(sent, maxReports) - reports.length;
  if (others > 0) discard(draft, 'not_supported', 'security', others);
};

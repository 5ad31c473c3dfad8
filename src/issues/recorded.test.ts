import { describe, expect, test } from 'vitest';
import { recordedIngestRequest } from '../../test/support/ingest.ts';
import { eachIssueHouse } from '../../test/support/issues.ts';
import { recordedProject, sdkRequests } from '../../test/support/sdk-requests.ts';
import type { EventFacts } from '../../test/support/sdk-requests.ts';
import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { eventPage } from './routes/event-schemas.ts';

type EventPage = Static<typeof eventPage>;

const recorded = sdkRequests.filter(({ url }) => !url.startsWith('/api/0/'));
const items = recorded.flatMap(({ facts }) =>
  (facts.items ?? []).map((item) => ({ ...item, envelope: facts.envelope_event_id ?? null })),
);
const events = items.flatMap(({ type, facts, envelope }) =>
  (type === 'event' || type === 'store-event') && facts !== undefined ? [{ id: idOf(envelope, facts), facts }] : [],
);

function idOf(envelope: string | null, facts: EventFacts): string {
  return (envelope ?? facts.event_id ?? '').replaceAll('-', '');
}

eachIssueHouse('every recorded request, digested', (open) => {
  test('is found again in the API as its client meant it, once, however often it is delivered', async () => {
    const house = await open();
    await house.project('shop', recordedProject);
    for (const request of recorded) expect((await house.accept(recordedIngestRequest(request))).status).toBe(200);
    const deliveries = [...house.waiting];
    expect(await house.flush()).toEqual([]);
    const again = async () => ({
      project: await house.get(`/projects/${recordedProject}/stats?period=30d`),
      issues: await house.get(`/projects/${recordedProject}/issues?limit=100&sort=first_seen`),
      sessions: await house.get(`/projects/${recordedProject}/sessions?period=30d`),
      monitors: await house.get(`/projects/${recordedProject}/monitors`),
    });
    const once = await again();
    expect(await house.restart()(deliveries)).toEqual([]);
    expect(await again()).toEqual(once);

    for (const { id, facts } of events) {
      const page = await house.get<EventPage>(`/projects/${recordedProject}/events/${id}`);
      expect([...Value.Errors(eventPage, page)]).toEqual([]);
      expect(page.event).toMatchObject({
        eventId: id,
        platform: facts.platform ?? 'other',
        release: facts.release,
        environment: facts.environment,
        dist: facts.dist,
        transaction: facts.transaction,
        fingerprint: facts.fingerprint ?? [],
      });
      expect(page.event.exceptions.map(({ type, stacktrace }) => [type, stacktrace?.frames.length ?? 0])).toEqual(
        facts.exceptions.map(({ type, frames }) => [type, frames]),
      );
      const issue = await house.get<{ events: number }>(`/issues/${page.issueId}`);
      expect(issue.events).toBeGreaterThan(0);
    }
  });
});

describe('the recordings', () => {
  test('hold what this suite is about', () => {
    expect(events.length).toBeGreaterThan(25);
  });
});

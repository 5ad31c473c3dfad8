import { expect } from 'vitest';
import type { Load } from './load.ts';
import type { TestServer } from './server.ts';
import { until } from './until.ts';

interface Status {
  readonly lanes: readonly {
    readonly name: string;
    readonly ready: number;
    readonly delayed: number;
    readonly dead: number;
  }[];
}

/** Resolves when every lane is empty. */
export const untilDigested = (server: TestServer, seconds = 120): Promise<void> =>
  until(async () => {
    const { lanes } = await server.api<Status>('GET', '/status');
    return lanes.every(({ ready, delayed }) => ready + delayed === 0);
  }, seconds);

interface StoredEvent {
  readonly event_id: string;
  readonly issue: string;
}

interface Books {
  readonly events: readonly StoredEvent[];
  readonly issues: readonly { readonly shortId: string; readonly events: number }[];
  /** Digest order of the newest event before and after the rest was read: the same when nothing was digested meanwhile. */
  readonly newest: readonly [before: number, after: number];
}

const readBooks = async (server: TestServer, { id, slug }: { id: number; slug: string }): Promise<Books> => {
  const newest = async (): Promise<number> => {
    const { items } = await server.api<{ items: { number: number }[] }>('GET', `/projects/${id}/events?limit=1`);
    return items[0]?.number ?? 0;
  };
  const before = await newest();
  const { stdout } = await server.culprit(['events', '--project', slug, '--json']);
  const { items } = await server.api<{ items: { shortId: string; events: number }[] }>('GET', `/projects/${id}/issues`);
  return {
    events: stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as StoredEvent),
    issues: items,
    newest: [before, await newest()],
  };
};

/**
 * The books must balance: everything acknowledged is stored, nothing is stored twice, nothing that was never sent, nothing died, and what is counted
 * is what is there. A broker does not tell what a consumer has in hand, and what was sent but not acknowledged may still come: so the books are read
 * until nothing moved meanwhile and nothing acknowledged is missing, or for half a minute; what is wrong then is wrong.
 */
export const expectNothingLostOrDoubled = async (
  server: TestServer,
  projects: readonly { readonly id: number; readonly slug: string }[],
  load: Load,
): Promise<void> => {
  let books: Books[] = [];
  const settled = async (): Promise<boolean> => {
    books = await Promise.all(projects.map((project) => readBooks(server, project)));
    const ids = new Set(books.flatMap(({ events }) => events.map(({ event_id }) => event_id)));
    return (
      books.every(({ newest: [before, after] }) => before === after) &&
      [...load.acknowledged].every((id) => ids.has(id))
    );
  };
  await until(settled, 30).catch(() => undefined);

  const stored = books.flatMap(({ events }) => events.map(({ event_id }) => event_id));
  for (const [index, { events, issues, newest }] of books.entries()) {
    const byIssue = Object.groupBy(events, ({ issue }) => issue);
    const counted = Object.fromEntries(issues.map(({ shortId, events }) => [shortId, events]));
    expect(counted).toEqual(Object.fromEntries(Object.entries(byIssue).map(([issue, list]) => [issue, list?.length])));
    expect(newest[1], 'events are numbered without gaps').toBe(events.length);

    // Attachments come with every fifth event; a message that is delivered twice must not attach twice.
    for (const { event_id } of events.slice(0, 100)) {
      const path = `/projects/${projects[index]?.id}/events/${event_id}`;
      const { attachments } = await server.api<{ attachments: object[] }>('GET', path);
      expect(attachments.length).toBeLessThanOrEqual(1);
    }
  }
  expect(new Set(stored).size, 'stored twice').toBe(stored.length);
  const storedIds = new Set(stored);
  expect(
    [...load.acknowledged].filter((id) => !storedIds.has(id)),
    'acknowledged and lost',
  ).toEqual([]);
  expect(
    stored.filter((id) => !load.sent.has(id)),
    'never sent',
  ).toEqual([]);
  const { lanes } = await server.api<Status>('GET', '/status');
  expect(lanes.map(({ name, dead }) => [name, dead])).toEqual(lanes.map(({ name }) => [name, 0]));
};

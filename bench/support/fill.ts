import { defaultSettings } from '../../src/accounts/index.ts';
import { readSpooled } from '../../src/ingest/index.ts';
import { prepareEvent } from '../../src/issues/digest/prepare.ts';
import { DAY, HOUR, sha256, systemClock } from '../../src/kit/index.ts';
import { drawOf, itemIrrelevance } from '../../src/issues/retention/irrelevance.ts';
import { orderOf } from '../../src/issues/releases/order.ts';
import type { BulkInsert, Row, Storage } from '../../src/storage/index.ts';
import { envelopeOf, eventOf } from './bodies.ts';
import { spoolHeaders } from './spooler.ts';

const integers = (...names: string[]) => Object.fromEntries(names.map((name) => [name, 'integer' as const]));
const texts = (...names: string[]) => Object.fromEntries(names.map((name) => [name, 'text' as const]));

const issueRows: BulkInsert = {
  table: 'issue',
  columns: {
    ...integers('id', 'project_id', 'number', 'handled', 'first_seen', 'last_seen', 'events', 'stored_events', 'users'),
    ...texts('kind', 'type', 'value', 'title', 'culprit', 'level', 'platform'),
    ...integers('status', 'first_release_id', 'last_release_id'),
  },
};
const textRows: BulkInsert = { table: 'issue_text', columns: { issue_id: 'integer', text: 'text' } };
const fileRows: BulkInsert = { table: 'issue_file', columns: { ...integers('project_id', 'issue_id'), path: 'text' } };
const releaseRows: BulkInsert = {
  table: 'issue_release',
  columns: integers('issue_id', 'release_id', 'first_seen', 'last_seen', 'events'),
};
const eventRows: BulkInsert = {
  table: 'event',
  columns: {
    ...integers('id', 'project_id', 'issue_id', 'digest_order', 'timestamp', 'received_at', 'environment_id'),
    ...integers('irrelevance'),
    ...texts('kind', 'level', 'platform', 'title', 'user_text'),
    event_id: 'blob',
  },
};
const bodyRows: BulkInsert = { table: 'event_body', columns: { id: 'integer', body: 'blob' } };
const countRows: BulkInsert = { table: 'event_count', columns: integers('scope', 'id', 'width', 'start', 'events') };
const environmentRows: BulkInsert = {
  table: 'issue_environment',
  columns: integers('issue_id', 'environment_id', 'first_seen', 'last_seen', 'events'),
};
const tagRows: BulkInsert = { table: 'issue_tag', columns: integers('issue_id', 'key_id', 'value_id', 'events') };

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

const RELEASES = 200;

const types = [
  'TypeError',
  'ValueError',
  'KeyError',
  'std::bad_alloc',
  'TimeoutError',
  'OperationalError',
  'HTTPError',
];

const values = [
  (id: number) => `cannot read property ${id}`,
  (id: number) => `connection to db-${id % 50}.internal:5432 timed out after ${id} ms`,
  (id: number) => `GET https://api.example.com/v1/orders/${id} failed with 502`,
  (id: number) => `no such key: 'user_${id}'`,
  (id: number) => `expected a value for the field number_${id}`,
];

/** What an issue is called: seven types and five kinds of message, each with a number of its own. */
export const namesOf = (id: number): { type: string; value: string; title: string; culprit: string } => {
  const type = types[id % types.length] ?? '';
  const value = values[id % values.length]?.(id) ?? '';
  return { type, value, title: `${type}: ${value}`, culprit: `handler${id} (src/${folder(id)}/service${id % 997}.ts)` };
};

const folder = (id: number): string =>
  ['checkout', 'billing', 'orders', 'search', 'auth', 'worker', 'mailer', 'reports', 'admin', 'catalog'][id % 10] ?? '';

const filesOf = (id: number): string[] =>
  range(0, 6).map(
    (frame) => `src/${folder(id + frame)}/module${(id * 7 + frame * 131) % 1_999}/file${(id + frame) % 37}.ts`,
  );

/** As the digest writes it: about 500 characters. */
const textOf = (id: number): string => {
  const { title, culprit } = namesOf(id);
  const frames = filesOf(id).map(
    (path, frame) => `step${(id * 7 + frame) % 1_999} (/srv/app/${path}:${(id * 13 + frame) % 400}:7)`,
  );
  return [title, culprit, `/${folder(id)}/{id}`, ...frames].join('\n').toLowerCase();
};

/**
 * Writes `issues` issues with `events` events in all into an empty project, as the digest would have left them, but by bulk statements: a million events in a
 * minute or two. Ids start at 1. Bodies are 10 KB events compressed, of a few kinds.
 */
export const fill = async (
  storage: Storage,
  projectId: number,
  issues: number,
  events: number,
  say: (line: string) => void,
): Promise<void> => {
  const now = systemClock.now();
  const bodies = await Promise.all(range(0, 8).map((kind) => bodyOf(projectId, kind)));
  await storage.insertMany({ table: 'environment', columns: { ...integers('id', 'project_id'), name: 'text' } }, [
    { id: 1, project_id: projectId, name: 'production' },
  ]);
  await storage.insertMany(
    { table: 'tag_key', columns: { ...integers('id', 'project_id'), key: 'text' } },
    range(1, 9).map((id) => ({ id, project_id: projectId, key: `tag-${id}` })),
  );
  await storage.insertMany(
    { table: 'tag_value', columns: { ...integers('id', 'key_id'), value: 'text' } },
    range(1, 81).map((id) => ({ id, key_id: 1 + (id % 8), value: `value ${id}` })),
  );
  await storage.insertMany(
    {
      table: 'release',
      columns: {
        ...integers(
          'id',
          'project_id',
          'created_at',
          'first_seen',
          'last_seen',
          'events',
          'new_issues',
          'epoch',
          'semantic',
        ),
        ...texts('version', 'order_key'),
      },
    },
    range(1, RELEASES + 1).map((id) => ({
      id,
      project_id: projectId,
      created_at: now,
      first_seen: now - 30 * DAY,
      last_seen: now,
      events: 1,
      new_issues: 1,
      epoch: 0,
      semantic: 1,
      version: `shop@1.${id}.0`,
      order_key: orderOf(`1.${id}.0`, 0, null).key,
    })),
  );
  const perIssue = Math.max(1, Math.floor(events / issues));
  const lastSeen = (issue: number) => now - Math.floor((issue * 29 * DAY) / issues);
  const chunk = async (insert: BulkInsert, rows: Row[]) => {
    for (let from = 0; from < rows.length; from += 10_000)
      await storage.insertMany(insert, rows.slice(from, from + 10_000));
  };
  for (let from = 1; from <= issues; from += 5_000) {
    const ids = range(from, Math.min(from + 5_000, issues + 1));
    await chunk(
      issueRows,
      ids.map((id) => ({
        id,
        project_id: projectId,
        number: id,
        kind: id % 11 === 0 ? 'message' : 'error',
        ...namesOf(id),
        status: id % 10 < 6 ? 0 : id % 10 < 9 ? 1 : 2,
        first_release_id: 1 + (id % RELEASES),
        last_release_id: 1 + (id % RELEASES),
        level: 'error',
        platform: 'node',
        handled: id % 3,
        first_seen: lastSeen(id) - DAY,
        last_seen: lastSeen(id),
        events: perIssue,
        stored_events: perIssue,
        users: id % 17,
      })),
    );
    await chunk(
      textRows,
      ids.map((id) => ({ issue_id: id, text: textOf(id) })),
    );
    await chunk(
      fileRows,
      ids.flatMap((id) => filesOf(id).map((path) => ({ project_id: projectId, issue_id: id, path }))),
    );
    await chunk(
      releaseRows,
      ids.map((id) => ({
        issue_id: id,
        release_id: 1 + (id % RELEASES),
        first_seen: lastSeen(id) - DAY,
        last_seen: lastSeen(id),
        events: perIssue,
      })),
    );
    await chunk(
      countRows,
      ids.flatMap((id) =>
        [1, 2].map((width) => ({
          scope: 1,
          id,
          width,
          start: Math.floor(lastSeen(id) / (width === 1 ? HOUR : DAY)) * (width === 1 ? HOUR : DAY),
          events: perIssue,
        })),
      ),
    );
    await chunk(
      environmentRows,
      ids.map((id) => ({
        issue_id: id,
        environment_id: 1,
        first_seen: lastSeen(id) - DAY,
        last_seen: lastSeen(id),
        events: perIssue,
      })),
    );
    await chunk(
      tagRows,
      ids.flatMap((id) =>
        range(1, 9).map((key) => ({
          issue_id: id,
          key_id: key,
          value_id: 8 * (id % 9) + (key - 1 === 0 ? 8 : key - 1),
          events: perIssue,
        })),
      ),
    );
    const numbers = ids.flatMap((id) =>
      range(0, perIssue).map((turn) => ({ issue: id, order: turn * issues + id, turn: turn + 1 })),
    );
    await chunk(
      eventRows,
      numbers.map(({ issue, order, turn }) => ({
        id: order,
        project_id: projectId,
        issue_id: issue,
        digest_order: order,
        event_id: sha256(`event ${order}`).subarray(0, 16),
        irrelevance: itemIrrelevance(drawOf(sha256(`event ${order}`)), turn),
        timestamp: lastSeen(issue) - (order % 997),
        received_at: lastSeen(issue),
        environment_id: 1,
        kind: 'error',
        level: 'error',
        platform: 'node',
        title: namesOf(issue).title,
        user_text: `id:${issue % 997}`,
      })),
    );
    await chunk(
      bodyRows,
      numbers.map(({ order }) => ({ id: order, body: bodies[order % bodies.length] ?? new Uint8Array() })),
    );
    if ((from - 1) % 25_000 === 0) say(`  filled ${Math.min(from + 4_999, issues)} of ${issues} issues`);
  }
  await storage.insertMany(
    {
      table: 'project_total',
      columns: integers(
        'project_id',
        'issues',
        'events',
        'stored_events',
        'stored_bytes',
        'first_event_at',
        'last_event_at',
      ),
      conflict: {
        keys: ['project_id'],
        set: {
          issues: 'excluded.issues',
          events: 'excluded.events',
          stored_events: 'excluded.stored_events',
          stored_bytes: 'excluded.stored_bytes',
          first_event_at: 'excluded.first_event_at',
          last_event_at: 'excluded.last_event_at',
        },
      },
    },
    [
      {
        project_id: projectId,
        issues,
        events: issues * perIssue,
        stored_events: issues * perIssue,
        stored_bytes: issues * perIssue * (bodies[0]?.length ?? 0),
        first_event_at: now - 30 * DAY,
        last_event_at: now,
      },
    ],
  );
};

/** An event of 10 KB as the digest stores it. */
const bodyOf = async (projectId: number, kind: number): Promise<Uint8Array> => {
  const envelope = envelopeOf(eventOf(10_000, kind), true);
  const { events } = await readSpooled(spoolHeaders(projectId, ''), envelope, defaultSettings.scrub);
  const [event] = events;
  if (event === undefined) throw new Error('the envelope holds no event');
  return prepareEvent(projectId, event, { version: 'bench', ...defaultSettings.grouping }).body;
};

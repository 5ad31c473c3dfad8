import { DAY, floorTo, HOUR, MINUTE } from '../../kit/index.ts';
import type { BulkInsert, BulkUpdate, Row, Transaction } from '../../storage/index.ts';
import type { Written } from './issues.ts';
import type { ReleaseIds } from './releases.ts';

/** Scopes and widths of `event_count`. */
export const scopes = { project: 0, issue: 1 } as const;
export const widths = [MINUTE, HOUR, DAY] as const;
export const widthOf = { minute: 0, hour: 1, day: 2 } as const;

/** Adds the batch to every counter: spans of project and issue, releases, and what each issue had of releases and environments. */
export const writeCounts = async (tx: Transaction, { issues, homes }: Written, releases: ReleaseIds): Promise<void> => {
  const spans = createSums(['scope', 'id', 'width', 'start']);
  const issueReleases = createSums(['issue_id', 'release_id']);
  const issueEnvironments = createSums(['issue_id', 'environment_id']);
  const versions = createSums(['id']);
  const places = createSums(['release_id', 'environment_id']);
  const merged = new Set(homes);
  for (const touched of [...issues, ...homes]) {
    const { id, project, number, events } = touched;
    // Those of merged ones are counted once for the project.
    const isHome = merged.has(touched);
    for (const [index, { event }] of events.entries()) {
      const at = event.receivedAt;
      for (const [width, span] of widths.entries()) {
        const start = floorTo(at, span);
        if (!isHome) spans.add([scopes.project, project, width, start], at);
        spans.add([scopes.issue, id, width, start], at);
      }
      const release = releases.release(project, event.release);
      if (release !== null) {
        issueReleases.add([id, release], at);
        if (!isHome) versions.add([release], at, number !== null && index === 0 ? 1 : 0);
      }
      const environment = releases.environment(project, event.environment);
      if (environment !== null) issueEnvironments.add([id, environment], at);
      if (release !== null && environment !== null && !isHome) places.add([release, environment], at);
    }
  }
  await tx.insertMany(spanInsert, spans.rows());
  await tx.insertMany(seenInsert('issue_release', ['issue_id', 'release_id']), issueReleases.rows());
  await tx.insertMany(seenInsert('issue_environment', ['issue_id', 'environment_id']), issueEnvironments.rows());
  await tx.insertMany(releasePlaces, places.rows());
  await tx.updateMany(releaseUpdate, versions.rows());
};

/** Sums by key: events, first and last seen, new issues. */
const createSums = (columns: readonly string[]) => {
  const rows = new Map<string, Sum>();
  return {
    add: (key: readonly number[], at: number, newIssues = 0): void => {
      const name = key.join(' ');
      let row = rows.get(name);
      if (row === undefined) {
        row = { events: 0, first_seen: at, last_seen: at, new_issues: 0 };
        for (const [index, column] of columns.entries()) row[column] = key[index] ?? 0;
        rows.set(name, row);
      }
      row.events += 1;
      row.first_seen = Math.min(row.first_seen, at);
      row.last_seen = Math.max(row.last_seen, at);
      row.new_issues += newIssues;
    },
    rows: (): Row[] => [...rows.values()],
  };
};

interface Sum extends Record<string, number> {
  events: number;
  first_seen: number;
  last_seen: number;
  new_issues: number;
}

const spanInsert: BulkInsert = {
  table: 'event_count',
  columns: { scope: 'integer', id: 'integer', width: 'integer', start: 'integer', events: 'integer' },
  conflict: { keys: ['scope', 'id', 'width', 'start'], set: { events: 'event_count.events + excluded.events' } },
};

const seenInsert = (table: string, keys: readonly [string, string]): BulkInsert => ({
  table,
  columns: {
    [keys[0]]: 'integer',
    [keys[1]]: 'integer',
    first_seen: 'integer',
    last_seen: 'integer',
    events: 'integer',
  },
  conflict: {
    keys: [...keys],
    set: {
      events: `${table}.events + excluded.events`,
      first_seen: `case when excluded.first_seen < ${table}.first_seen then excluded.first_seen else ${table}.first_seen end`,
      last_seen: `case when excluded.last_seen > ${table}.last_seen then excluded.last_seen else ${table}.last_seen end`,
    },
  },
});

/** Where releases run; sessions name places too, without events. */
export const releasePlaces = seenInsert('release_environment', ['release_id', 'environment_id']);

const releaseUpdate: BulkUpdate = {
  table: 'release',
  keys: { id: 'integer' },
  columns: {
    events: { type: 'integer', mode: 'add' },
    new_issues: { type: 'integer', mode: 'add' },
    first_seen: { type: 'integer', mode: 'min' },
    last_seen: { type: 'integer', mode: 'max' },
  },
};

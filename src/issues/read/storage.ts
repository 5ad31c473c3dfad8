import { sql } from 'kysely';
import type { Project } from '../../accounts/index.ts';
import type { Instant } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';
import type { IssuesTables } from '../tables.ts';
import type { RetentionRun } from '../tables/retention.ts';
import type { RetentionLimits } from '../retention/limits.ts';
import { countOlder } from '../retention/levels.ts';
import { limitsOf, maxAgeOf } from '../retention/limits.ts';

/** What is stored of a project. */
export interface StoredOfProject {
  readonly projectId: number;
  /** Stored now, and received ever. */
  readonly events: number;
  readonly received: number;
  /** Of their bodies, compressed. */
  readonly eventBytes: number;
  readonly attachments: number;
  readonly attachmentBytes: number;
  /** What retention did last; null: nothing yet. */
  readonly run: RetentionRun | null;
}

/** What is stored of these projects; those that never had anything have zeros. Events are sums that the digest keeps, attachments are added up. */
export const storedOf = async (queries: Queries, projects: readonly number[]): Promise<StoredOfProject[]> => {
  if (projects.length === 0) return [];
  const db = queries.as<IssuesTables>();
  const totals = await db.selectFrom('project_total').selectAll().where('project_id', 'in', projects).execute();
  const runs = await db.selectFrom('retention_run').selectAll().where('project_id', 'in', projects).execute();
  const files = await db
    .selectFrom('event_attachment')
    .select((eb) => [
      'project_id',
      eb.fn.countAll<number>().as('count'),
      eb.fn.coalesce(eb.fn.sum<number>('size'), sql<number>`0`).as('bytes'),
    ])
    .where('project_id', 'in', projects)
    .groupBy('project_id')
    .execute();
  const totalOf = new Map(totals.map((row) => [row.project_id, row]));
  const runOf = new Map(runs.map((row) => [row.project_id, row]));
  const filesOf = new Map(files.map((row) => [row.project_id, row]));
  return projects.map((projectId) => ({
    projectId,
    events: totalOf.get(projectId)?.stored_events ?? 0,
    received: totalOf.get(projectId)?.events ?? 0,
    eventBytes: totalOf.get(projectId)?.stored_bytes ?? 0,
    attachments: filesOf.get(projectId)?.count ?? 0,
    attachmentBytes: filesOf.get(projectId)?.bytes ?? 0,
    run: runOf.get(projectId) ?? null,
  }));
};

/** The same with its limits, as an overview of projects shows it. */
export interface StoredProject extends Omit<StoredOfProject, 'run'>, RetentionLimits {
  readonly slug: string;
  readonly name: string;
  readonly lastRunAt: Instant | null;
}

export const storedOfProjects = async (
  queries: Queries,
  projects: readonly Pick<Project, 'id' | 'slug' | 'name' | 'settings'>[],
  defaults: RetentionLimits,
): Promise<StoredProject[]> => {
  const stored = await storedOf(
    queries,
    projects.map(({ id }) => id),
  );
  const byId = new Map(projects.map((project) => [project.id, project]));
  return stored.flatMap(({ run, ...of }) => {
    const project = byId.get(of.projectId);
    if (project === undefined) return [];
    const { slug, name, settings } = project;
    return { ...of, slug, name, ...limitsOf(settings, defaults), lastRunAt: run?.finished_at ?? null };
  });
};

/** Different contents of attachments of the whole installation: the same one is kept once. */
export const storedBlobs = async (queries: Queries): Promise<{ count: number; bytes: number }> => {
  const contents = queries.as<IssuesTables>().selectFrom('event_attachment').select(['hash', 'size']).distinct();
  return await queries
    .as<IssuesTables>()
    .selectFrom(contents.as('contents'))
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.coalesce(eb.fn.sum<number>('size'), sql<number>`0`).as('bytes'),
    ])
    .executeTakeFirstOrThrow();
};

export interface WouldFree {
  /** Events older than allowed, and those above the cap when these are gone. */
  readonly aboveAge: number;
  readonly aboveCap: number;
  /** About: as large as the project's events are on average. */
  readonly bytes: number;
}

/** What limits would remove of a project now. */
export const wouldFree = async (
  queries: Queries,
  { projectId, events, eventBytes }: Pick<StoredOfProject, 'projectId' | 'events' | 'eventBytes'>,
  limits: RetentionLimits,
  now: Instant,
): Promise<WouldFree> => {
  const old = await countOlder(queries, projectId, now - maxAgeOf(limits));
  const aboveCap = Math.max(0, events - old - limits.maxEvents);
  const average = events === 0 ? 0 : eventBytes / events;
  return { aboveAge: old, aboveCap, bytes: Math.round((old + aboveCap) * average) };
};

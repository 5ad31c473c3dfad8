import { Type } from 'typebox';
import type { Static } from 'typebox';
import { toIso } from '../../kit/index.ts';
import type { StoredOfProject } from '../read/storage.ts';
import type { RetentionLimits } from '../retention/limits.ts';
import type { RetentionRun } from '../tables/retention.ts';
import { instant, instantOrNull, nullable } from './common.ts';

const limits = Type.Object({ maxEvents: Type.Integer(), maxAgeDays: Type.Integer() });

const run = Type.Object({
  startedAt: instant,
  finishedAt: Type.Unsafe<string | null>({ ...instantOrNull, description: 'null: it runs, or goes on soon' }),
  aboveCap: Type.Integer({ description: 'Events that it removed because there were too many' }),
  aboveAge: Type.Integer({ description: 'Events that it removed because they were too old' }),
  attachments: Type.Integer(),
  bytes: Type.Integer(),
});

export const projectStorage = Type.Object({
  projectId: Type.Integer(),
  limits: Type.Object({ ...limits.properties }, { description: 'Those that hold: its own, else the installation’s' }),
  defaults: Type.Object({ ...limits.properties }, { description: 'The installation’s' }),
  events: Type.Integer({ description: 'Stored now' }),
  received: Type.Integer({ description: 'Ever' }),
  eventBytes: Type.Integer({ description: 'Of the events’ bodies, compressed' }),
  attachments: Type.Integer(),
  attachmentBytes: Type.Integer(),
  oldestEventAt: instantOrNull,
  waiting: Type.Integer({ description: 'Events above the limits, to be removed soon' }),
  lastRun: nullable(run),
});

export const preview = Type.Object({
  aboveAge: Type.Integer({ description: 'Events that would be too old' }),
  aboveCap: Type.Integer({ description: 'Events that would be too many then' }),
  bytes: Type.Integer({ description: 'About' }),
});

export const showRun = (row: RetentionRun | null): Static<typeof run> | null =>
  row === null
    ? null
    : {
        startedAt: toIso(row.started_at),
        finishedAt: row.finished_at === null ? null : toIso(row.finished_at),
        aboveCap: row.above_cap,
        aboveAge: row.above_age,
        attachments: row.attachments,
        bytes: row.bytes,
      };

export const showStored = (
  { run: last, ...stored }: StoredOfProject,
  more: {
    readonly limits: RetentionLimits;
    readonly defaults: RetentionLimits;
    readonly oldestEventAt: string | null;
    readonly waiting: number;
  },
): Static<typeof projectStorage> => ({ ...stored, ...more, lastRun: showRun(last) });

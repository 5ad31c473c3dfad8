import { Type } from 'typebox';
import type { Static } from 'typebox';
import { periods, toIso } from '../../kit/index.ts';
import { priorities } from '../lifecycle/state.ts';
import type { ActionRequest } from '../lifecycle/wanted.ts';
import type { OperationRow } from '../lifecycle/operations.ts';
import { states, tabs } from '../read/filter.ts';
import type { Refusal } from '../read/operations.ts';
import { instant, instantOrNull, numberOrNull, textOrNull } from './common.ts';
import { seen } from './search-schemas.ts';
import { shortIdOf } from '../short-id.ts';

const count = Type.Integer({ minimum: 1, maximum: 1_000 });
const period = Type.Enum([...periods]);

const fields = {
  in: Type.Optional(
    Type.Union(
      [
        Type.Enum(['latest', 'next']),
        Type.Object({ version: Type.String({ minLength: 1, maxLength: 250 }) }, { additionalProperties: false }),
      ],
      { description: 'resolve: the release that holds the fix; without it any event is a regression' },
    ),
  ),
  for: Type.Optional(
    Type.Object(
      { n: count, period },
      { additionalProperties: false, description: 'mute: for so long, by the calendar' },
    ),
  ),
  until: Type.Optional(Type.String({ format: 'date-time', description: 'mute: until then' })),
  volume: Type.Optional(
    Type.Array(
      Type.Object(
        { period, n: count, count: Type.Integer({ minimum: 1, maximum: 100_000 }) },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 5, description: 'mute: until more than `count` events come in `n` periods' },
    ),
  ),
  users: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'mute: until so many more users had it' }),
  ),
  userId: Type.Optional(
    Type.Unsafe<number | null>({ type: ['integer', 'null'], description: 'assign: to whom; null: to nobody' }),
  ),
  teamId: Type.Optional(Type.Integer({ minimum: 1, description: 'assign: to a team, instead of userId' })),
  priority: Type.Optional(Type.Enum([...priorities], { description: 'prioritize' })),
};

const action = Type.Enum(['resolve', 'reopen', 'mute', 'unmute', 'assign', 'prioritize', 'delete'], {
  description: 'mute without any condition is for ever; delete can be taken back for an hour',
});

export const actionBody = Type.Object({ action, ...fields }, { additionalProperties: false });

export const bulkBody = Type.Object(
  {
    action,
    ...fields,
    ids: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1, maxItems: 10_000, description: 'These issues' }),
    ),
    query: Type.Optional(
      Type.Object(
        {
          query: Type.Optional(Type.String({ maxLength: 1_000, description: 'In the search language' })),
          q: Type.Optional(Type.String({ maxLength: 200, description: 'Text as it stands' })),
          state: Type.Enum([...states], { default: 'all' }),
          tab: Type.Enum([...tabs], { default: 'all' }),
          environment: Type.Optional(Type.String({ maxLength: 64 })),
          ...seen,
        },
        { additionalProperties: false, description: 'All that match now, as the list would show them' },
      ),
    ),
  },
  { additionalProperties: false },
);

export const operation = Type.Object({
  id: Type.String({ description: 'Also what POST /undo takes' }),
  projectId: Type.Integer(),
  status: Type.Enum(['running', 'done', 'undoing', 'undone']),
  total: Type.Integer({ description: 'Issues meant' }),
  done: Type.Integer(),
  changed: Type.Integer(),
  refused: Type.Integer(),
  refusals: Type.Array(Type.Object({ issueId: Type.Integer(), shortId: textOrNull, why: Type.String() }), {
    description: 'The first 100',
  }),
  createdAt: instant,
  undoneAt: instantOrNull,
});

export const showOperation = (
  row: OperationRow,
  slug: string,
  refusals: readonly Refusal[],
): Static<typeof operation> => ({
  id: row.id,
  projectId: row.project_id,
  status: row.status as 'done',
  total: row.total,
  done: row.done,
  changed: row.changed,
  refused: row.refused,
  refusals: refusals.map(({ issueId, number, why }) => ({
    issueId,
    shortId: number === null ? null : shortIdOf(slug, number),
    why,
  })),
  createdAt: toIso(row.created_at),
  undoneAt: row.undone_at === null ? null : toIso(row.undone_at),
});

const person = Type.Object({ id: Type.Integer(), name: Type.String() });

export const historyEntry = Type.Object({
  id: Type.Integer(),
  kind: Type.String({
    description:
      'first_seen, resolved, reopened, muted, unmuted, regressed, next_materialized, assigned, prioritized, comment, merged, unmerged, merged_into, unmerged_from, deleted, undone, …',
  }),
  at: instant,
  user: Type.Union([person, Type.Null()], { description: 'null: the system' }),
  part: { ...textOrNull, description: 'The merged issue that it was said of; null: of the issue itself' },
  eventId: textOrNull,
  metadata: Type.Record(Type.String(), Type.Unknown()),
  names: Type.Object(
    {
      release: Type.Optional(textOrNull),
      from: Type.Optional(textOrNull),
      to: Type.Optional(textOrNull),
    },
    {
      description:
        'What the numbers in `metadata` stand for: the version of a release, who had the issue and who got it',
    },
  ),
  undo: Type.Union(
    [
      Type.Object({ operation: Type.String(), issues: Type.Integer({ description: 'That it concerned' }) }),
      Type.Null(),
    ],
    {
      description:
        'What POST /undo takes; null: it cannot be taken back (any more), or something newer stands above it',
    },
  ),
  comment: Type.Union([
    Type.Object({
      id: Type.Integer(),
      body: Type.String({ description: 'Markdown as it was written; empty once deleted' }),
      editedAt: instantOrNull,
      deletedAt: instantOrNull,
      mentions: Type.Array(Type.Object({ handle: Type.String(), user: person }), {
        description: 'Whom it names: `@handle`, in any case',
      }),
    }),
    Type.Null(),
  ]),
});

export const resolution = Type.Object({
  status: Type.Enum(['unresolved', 'resolved', 'muted', 'merged', 'deleted']),
  regressed: Type.Boolean(),
  resolvedBy: Type.Union([Type.Enum(['always', 'release', 'next']), Type.Null()]),
  resolvedIn: textOrNull,
  mutedUntil: instantOrNull,
  mutedUntilUsers: numberOrNull,
  deletedUntil: Type.Union([instant, Type.Null()], { description: 'So long a deletion can be taken back' }),
  mutedUntilVolume: Type.Array(Type.Object({ period, n: Type.Integer(), count: Type.Integer() })),
  priority: Type.Enum([...priorities]),
  assigneeId: Type.Union([Type.Integer(), Type.Null()]),
  assigneeTeamId: Type.Union([Type.Integer(), Type.Null()]),
});

/** The body as the room reads it: instants are numbers. */
export const requestOf = ({ until, ...rest }: Static<typeof actionBody>): ActionRequest => ({
  ...(rest as Omit<ActionRequest, 'until'>),
  ...(until === undefined ? {} : { until: Date.parse(until) * 1_000 }),
});

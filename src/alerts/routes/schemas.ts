import { Type } from 'typebox';
import type { Static, TSchema } from 'typebox';
import { MINUTE, toIso } from '../../kit/index.ts';
import type { Instant } from '../../kit/index.ts';
import { deliveryStates } from '../lifecycle.ts';
import type { Notice } from '../notice.ts';
import { fields, operators } from '../rules.ts';
import type { DeliveryRow } from '../store-deliveries.ts';
import type { AttemptRow } from '../store-log.ts';
import type { StoredRule } from '../store-targets.ts';
import { hintOf, secretNames, targetKinds } from '../targets.ts';
import type { Target } from '../targets.ts';
import { triggers } from '../triggers.ts';

export const tags = ['alerts'];
export const closed = { additionalProperties: false } as const;
const textOrNull = Type.Unsafe<string | null>({ type: ['string', 'null'] });
const numberOrNull = Type.Unsafe<number | null>({ type: ['integer', 'null'] });
const instant = Type.String({ format: 'date-time', description: 'ISO 8601, UTC' });
const instantOrNull = Type.Unsafe<string | null>({ type: ['string', 'null'], format: 'date-time' });
const name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });

export const projectPath = Type.Object({ projectId: Type.String({ maxLength: 60, description: 'Number or slug' }) });
export const targetPath = Type.Object({ ...projectPath.properties, targetId: Type.Integer() });
export const rulePath = Type.Object({ ...projectPath.properties, ruleId: Type.Integer() });
export const deliveryPath = Type.Object({ ...projectPath.properties, deliveryId: Type.String({ maxLength: 36 }) });
export const pageQuery = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 25 }),
  cursor: Type.Optional(Type.String({ maxLength: 500, description: 'nextCursor of the page before' })),
});
export const nothing = Type.Null({ description: 'Done' });
export const pageOf = <Item extends TSchema>(item: Item) =>
  Type.Object({ items: Type.Array(item), nextCursor: textOrNull });

const kind = Type.Enum([...targetKinds]);
const digestMinutes = Type.Integer({
  minimum: 0,
  maximum: 1_440,
  description: 'At most one message in so many minutes, with all that happened; 0: each alert at once',
});
const url = Type.String({
  maxLength: 2_000,
  description: 'slack, mattermost, discord, teams, webhook: where to send. Never shown again',
});

const settingsInput = Type.Object(
  {
    to: Type.Optional(Type.Array(Type.String({ maxLength: 254 }), { maxItems: 50, description: 'email: addresses' })),
    url: Type.Optional(url),
    secret: Type.Optional(
      Type.String({ maxLength: 200, description: 'webhook: signs what is sent. Never shown again' }),
    ),
    token: Type.Optional(Type.String({ maxLength: 200, description: 'telegram: of the bot. Never shown again' })),
    chatId: Type.Optional(Type.String({ maxLength: 50, description: 'telegram' })),
    threadId: Type.Optional(Type.Integer({ minimum: 1, description: 'telegram: topic of a group' })),
    apiUrl: Type.Optional(Type.String({ maxLength: 2_000, description: 'telegram: Bot API server of your own' })),
  },
  closed,
);

export const newTarget = Type.Object(
  {
    name,
    kind,
    enabled: Type.Boolean({ default: true }),
    digestMinutes: Type.Integer({ ...digestMinutes, default: 0 }),
    settings: settingsInput,
  },
  closed,
);

export const targetChange = Type.Object(
  {
    name: Type.Optional(name),
    enabled: Type.Optional(Type.Boolean()),
    digestMinutes: Type.Optional(digestMinutes),
    settings: Type.Optional(settingsInput),
  },
  { ...closed, description: 'What is left out stays, secrets too' },
);

export const target = Type.Object({
  id: Type.Integer(),
  projectId: Type.Integer(),
  name: Type.String(),
  kind,
  enabled: Type.Boolean(),
  digestMinutes: Type.Integer(),
  settings: Type.Object(
    {
      to: Type.Optional(Type.Array(Type.String())),
      chatId: Type.Optional(Type.String()),
      threadId: Type.Optional(Type.Integer()),
      apiUrl: Type.Optional(Type.String()),
    },
    { description: 'What may be shown' },
  ),
  secrets: Type.Object(
    { url: Type.Optional(Type.String()), secret: Type.Optional(Type.String()), token: Type.Optional(Type.String()) },
    { description: 'Hints at what is set, such as https://hooks.slack.com/…' },
  ),
  pausedUntil: instantOrNull,
  createdAt: instant,
});

const conditions = Type.Array(
  Type.Object(
    {
      field: Type.Enum([...fields], { description: 'owner: an e-mail address, or # and the slug of a team' }),
      key: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Of a tag' })),
      operator: Type.Enum([...operators], {
        description: 'is: one of the values; is_not: none; matches: a pattern with * and ?; at_least: a level',
      }),
      values: Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 50 }),
    },
    closed,
  ),
  { maxItems: 20, description: 'All of them must hold' },
);
const triggerList = Type.Array(Type.Enum([...triggers]), { minItems: 1, maxItems: triggers.length, uniqueItems: true });
const targetIds = Type.Array(Type.Integer(), { maxItems: 50 });

export const newRule = Type.Object(
  {
    name,
    enabled: Type.Boolean({ default: true }),
    triggers: triggerList,
    conditions: Type.Optional(conditions),
    targetIds,
  },
  closed,
);

export const previewed = Type.Object({
  looked: Type.Integer({ description: 'How many of the newest issues were looked at' }),
  items: Type.Array(
    Type.Object({ id: Type.Integer(), shortId: Type.String({ examples: ['SHOP-12'] }), title: Type.String() }),
  ),
});

export const previewRequest = Type.Object({ conditions }, closed);

export const ruleChange = Type.Partial(
  Type.Object({ name, enabled: Type.Boolean(), triggers: triggerList, conditions, targetIds }),
  closed,
);

export const rule = Type.Object({
  id: Type.Integer(),
  projectId: Type.Integer(),
  name: Type.String(),
  enabled: Type.Boolean(),
  triggers: triggerList,
  conditions,
  targetIds,
  createdAt: instant,
});

export const deliveryState = Type.Enum([...deliveryStates], {
  description: 'buffered waits for a digest, digested went out with one; waiting will be tried again',
});

export const delivery = Type.Object({
  id: Type.String({ description: 'Receivers of webhooks see it as webhook-id' }),
  projectId: Type.Integer(),
  targetId: Type.Integer(),
  ruleId: numberOrNull,
  issueId: numberOrNull,
  trigger: Type.String(),
  title: Type.String(),
  state: deliveryState,
  attempts: Type.Integer(),
  status: Type.Unsafe<number | null>({ type: ['integer', 'null'], description: 'Of the last answer, HTTP' }),
  error: textOrNull,
  digestId: Type.Unsafe<string | null>({ type: ['string', 'null'], description: 'The delivery it went out with' }),
  createdAt: instant,
  nextTryAt: instantOrNull,
  sentAt: instantOrNull,
});

export const deliveryDetail = Type.Object({
  ...delivery.properties,
  log: Type.Array(
    Type.Object({
      number: Type.Integer(),
      at: instant,
      endedAt: Type.Unsafe<string | null>({
        type: ['string', 'null'],
        description: 'null: under way, or interrupted by the end of the process; it may or may not have arrived',
      }),
      status: numberOrNull,
      error: textOrNull,
      response: Type.Unsafe<string | null>({ type: ['string', 'null'], description: 'The beginning of the answer' }),
    }),
    { description: 'Tries, the newest first' },
  ),
});

export const showTarget = (one: Target): Static<typeof target> => {
  const { kind, ...settings } = one.settings;
  const entries = Object.entries(settings).filter(([, value]) => value !== undefined);
  const secret = (name: string) => secretNames.find((known) => known === name);
  return {
    id: one.id,
    projectId: one.projectId,
    name: one.name,
    kind,
    enabled: one.enabled,
    digestMinutes: one.digest / MINUTE,
    settings: Object.fromEntries(entries.filter(([name]) => secret(name) === undefined)),
    secrets: Object.fromEntries(
      entries.flatMap(([name, value]) => {
        const known = secret(name);
        return known === undefined ? [] : [[name, hintOf(known, kind, String(value))]];
      }),
    ),
    pausedUntil: iso(one.pausedUntil),
    createdAt: toIso(one.createdAt),
  };
};

export const showRule = (one: StoredRule): Static<typeof rule> => ({
  ...one,
  triggers: [...one.triggers],
  conditions: one.conditions.map((condition) => ({ ...condition, values: [...condition.values] })),
  targetIds: [...one.targetIds],
  createdAt: toIso(one.createdAt),
});

export const showDelivery = (row: DeliveryRow): Static<typeof delivery> => ({
  id: row.id,
  projectId: row.project_id,
  targetId: row.target_id,
  ruleId: row.rule_id,
  issueId: row.issue_id,
  trigger: row.trigger_kind,
  title: (JSON.parse(row.notice) as Notice).title,
  state: row.state,
  attempts: row.attempts,
  status: row.status,
  error: row.error,
  digestId: row.digest_id,
  createdAt: toIso(row.created_at),
  nextTryAt: row.state === 'waiting' || row.state === 'buffered' ? iso(row.due_at) : null,
  sentAt: iso(row.sent_at),
});

export const showDetail = (row: DeliveryRow, attempts: readonly AttemptRow[]): Static<typeof deliveryDetail> => ({
  ...showDelivery(row),
  log: attempts.map(({ number, at, ended_at, status, error, response }) => ({
    number,
    at: toIso(at),
    endedAt: iso(ended_at),
    status,
    error,
    response,
  })),
});

const iso = (at: Instant | null): string | null => (at === null ? null : toIso(at));

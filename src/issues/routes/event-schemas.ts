import { Type } from 'typebox';
import type { Static } from 'typebox';
import { toHex, toIso } from '../../kit/index.ts';
import type { StoredGrouping } from '../digest/prepare.ts';
import type { EventRow } from '../read/events.ts';
import type { Explanation } from '../types.ts';
import { hex32, instant, level, nullable, textOrNull } from './common.ts';
import { event } from './event-schema.ts';
import { feedback, grouping } from './issue-schemas.ts';

export const eventRow = Type.Object({
  id: hex32,
  number: Type.Integer({ description: 'Counts from 1 in every project in the order of digestion' }),
  issueId: Type.Integer(),
  projectId: Type.Integer(),
  title: Type.String(),
  timestamp: instant,
  receivedAt: instant,
  level,
  platform: Type.String(),
  release: textOrNull,
  environment: textOrNull,
  user: nullable(Type.String({ description: 'In a few words' })),
});

export const attachment = Type.Object({
  id: Type.String(),
  filename: Type.String(),
  contentType: Type.String({ description: 'As the client said' }),
  type: Type.String({ examples: ['event.attachment', 'event.minidump'] }),
  size: Type.Integer({ description: 'Bytes' }),
});

/** An event with what lies around it. */
export const eventPage = Type.Object({
  event,
  number: eventRow.properties.number,
  total: Type.Integer({ description: 'Stored events of the issue' }),
  issueId: Type.Integer(),
  projectId: Type.Integer(),
  grouping: nullable(grouping),
  attachments: Type.Array(attachment),
  feedback: Type.Array(feedback),
  first: hex32,
  previous: nullable(hex32),
  next: nullable(hex32),
  latest: hex32,
});

export const showEventRow = (row: EventRow): Static<typeof eventRow> => ({
  id: toHex(row.event_id),
  number: row.digest_order,
  issueId: row.issue_id,
  projectId: row.project_id,
  title: row.title,
  timestamp: toIso(row.timestamp),
  receivedAt: toIso(row.received_at),
  level: row.level as Static<typeof level>,
  platform: row.platform,
  release: row.release,
  environment: row.environment,
  user: row.user_text,
});

export const showGrouping = (
  config: string,
  { rule, matchedRule, components }: Explanation,
): Static<typeof grouping> => ({
  rule,
  matchedRule,
  config,
  components: [...components],
});

export const showStoredGrouping = ({ config, explanation }: StoredGrouping): Static<typeof grouping> =>
  showGrouping(config, explanation);

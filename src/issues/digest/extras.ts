import type { Feedback } from '../../ingest/index.ts';
import type { Instant } from '../../kit/index.ts';
import { fromHex, toHex } from '../../kit/index.ts';
import type { BulkInsert, BulkUpdate, Transaction } from '../../storage/index.ts';
import { storable } from './dictionary.ts';
import type { Touched } from './issues.ts';
import type { StoredAttachment } from './prepare.ts';

/** Attachments of an event, whenever they come; the same one a second time changes nothing. */
export const writeAttachments = async (
  tx: Transaction,
  attachments: readonly ({ readonly project: number } & StoredAttachment)[],
  now: Instant,
): Promise<void> => {
  await tx.insertMany(
    attachmentInsert,
    attachments.map(({ project, hash, attachment: { eventId, filename, contentType, type, bytes } }) => ({
      project_id: project,
      event_id: fromHex(eventId),
      filename: storable(filename).slice(0, 300),
      content_type: contentType.slice(0, 200),
      type: type.slice(0, 100),
      size: bytes.length,
      hash,
      received_at: now,
    })),
  );
};

/** Feedback of people, tied to the issue of the event it is about: at once when the event is there, else when it comes. */
export const writeFeedback = async (
  tx: Transaction,
  feedback: readonly { readonly project: number; readonly feedback: Feedback }[],
  issues: readonly Touched[],
): Promise<void> => {
  const arrived = issues.flatMap(({ id, project, events }) =>
    events.map((event) => ({ project_id: project, event_id: event.id, issue_id: id })),
  );
  await tx.updateMany(feedbackUpdate, arrived);
  if (feedback.length === 0) return;
  const about = await tx.lookupMany<{ project_id: number; event_id: Uint8Array; issue_id: number }>(
    {
      table: 'event',
      keys: { project_id: 'integer', event_id: 'blob' },
      columns: ['project_id', 'event_id', 'issue_id'],
    },
    feedback.flatMap(({ project, feedback: { eventId } }) =>
      eventId === null ? [] : [{ project_id: project, event_id: fromHex(eventId) }],
    ),
  );
  const issueOf = new Map(
    about.map(({ project_id, event_id, issue_id }) => [`${project_id} ${toHex(event_id)}`, issue_id]),
  );
  await tx.insertMany(
    feedbackInsert,
    feedback.map(({ project, feedback: each }) => ({
      project_id: project,
      feedback_id: fromHex(each.id),
      event_id: each.eventId === null ? null : fromHex(each.eventId),
      issue_id: issueOf.get(`${project} ${each.eventId}`) ?? null,
      name: each.name,
      email: each.email,
      message: each.message,
      url: each.url,
      source: each.source,
      timestamp: each.timestamp,
    })),
  );
};

const attachmentInsert: BulkInsert = {
  table: 'event_attachment',
  columns: {
    project_id: 'integer',
    event_id: 'blob',
    filename: 'text',
    content_type: 'text',
    type: 'text',
    size: 'integer',
    hash: 'blob',
    received_at: 'integer',
  },
  conflict: { keys: ['project_id', 'event_id', 'filename', 'hash'] },
};

const feedbackInsert: BulkInsert = {
  table: 'feedback',
  columns: {
    project_id: 'integer',
    feedback_id: 'blob',
    event_id: 'blob',
    issue_id: 'integer',
    name: 'text',
    email: 'text',
    message: 'text',
    url: 'text',
    source: 'text',
    timestamp: 'integer',
  },
  conflict: { keys: ['project_id', 'feedback_id'] },
};

const feedbackUpdate: BulkUpdate = {
  table: 'feedback',
  keys: { project_id: 'integer', event_id: 'blob' },
  columns: { issue_id: { type: 'integer', mode: 'set' } },
};

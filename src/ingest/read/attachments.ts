import type { Limits } from '../limits.ts';
import type { UploadedFile } from '../wire/multipart.ts';
import type { Draft } from './draft.ts';
import { discard } from './draft.ts';
import { textOf } from './fields.ts';

/** As many as Relay takes with one event. */
const maxAttachments = 30;

/** Adds a file to its event; what is too large, too many or of no event is counted and left out. */
export const addAttachment = (
  draft: Draft,
  file: { eventId: string; filename: unknown; contentType: unknown; type: unknown; bytes: Buffer },
  limits: Pick<Limits, 'attachment'>,
): void => {
  if (file.eventId === '') return discard(draft, 'invalid', 'attachment');
  if (file.bytes.length > limits.attachment) return discard(draft, 'too_large', 'attachment');
  if (draft.attachments.length === maxAttachments) return discard(draft, 'too_many', 'attachment');
  draft.attachments.push({
    eventId: file.eventId,
    // A path would be of the machine that crashed, and of no use elsewhere.
    filename: textOf(file.filename, 1_000)?.split(/[/\\]/).at(-1)?.slice(-200) || 'attachment',
    contentType: textOf(file.contentType, 200) ?? 'application/octet-stream',
    type: textOf(file.type, 100) ?? 'event.attachment',
    bytes: file.bytes,
  });
};

export const addUploadedFiles = (
  draft: Draft,
  files: readonly UploadedFile[],
  eventId: string,
  limits: Pick<Limits, 'attachment'>,
): void => {
  for (const { name, filename, contentType, bytes } of files)
    addAttachment(draft, { eventId, filename: filename || name, contentType, type: null, bytes }, limits);
};

import { badRequest } from '../../kit/index.ts';
import { eventIdOf } from '../wire/event-id.ts';
import { inflate } from '../wire/inflate.ts';
import { readMinidumpUpload } from '../wire/minidump-upload.ts';
import { readMultipart } from '../wire/multipart.ts';
import { accepted, acceptedMinidump } from './answers.ts';
import type { InspectContext, Inspected } from './inspect.ts';
import { encodingOf, inspected } from './inspect.ts';

/** A crash dump: becomes a fatal event with the dump attached. */
export const inspectMinidump = async ({ request, limits, newEventId }: InspectContext): Promise<Inspected> => {
  const encoding = encodingOf(request);
  const bytes = inflate(request.body, encoding, limits.envelope, 'A minidump upload');
  const upload = await readMinidumpUpload(bytes, request.headers['content-type'] ?? '');
  const eventId = upload.eventId ?? newEventId();
  return inspected({
    endpoint: 'minidump',
    body: request.body,
    encoding,
    eventId,
    answer: (headers) => acceptedMinidump(eventId, headers),
  });
};

/** Files for an event that was sent before, or will be. */
export const inspectAttachments = async ({ request, limits }: InspectContext): Promise<Inspected> => {
  const eventId = eventIdOf(request.params.event);
  if (eventId === null) throw badRequest('The path names no event: it needs 32 hexadecimal digits.', 'bad_event_id');
  const encoding = encodingOf(request);
  const bytes = inflate(request.body, encoding, limits.envelope, 'An upload of attachments');
  const { files } = await readMultipart(bytes, request.headers['content-type'] ?? '');
  if (files.length === 0) throw badRequest('The upload has no file.', 'bad_multipart');
  return inspected({
    endpoint: 'attachments',
    body: request.body,
    encoding,
    eventId,
    counts: { attachment: files.length },
    answer: (headers) => accepted(eventId, headers, 201),
  });
};

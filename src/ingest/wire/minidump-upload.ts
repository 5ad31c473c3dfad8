import { unpack, unpackMultiple } from 'msgpackr';
import { badRequest } from '../../kit/index.ts';
import { eventIdOf } from './event-id.ts';
import type { JsonObject } from './json.ts';
import { isObject } from './json.ts';
import type { Multipart, UploadedFile } from './multipart.ts';
import { readMultipart } from './multipart.ts';

/** A crash reporter's upload: the dump, what the client knows of the event, and other files. */
export interface MinidumpUpload {
  readonly dump: UploadedFile;
  /** What came as `sentry` fields or as the native SDK's files; the other form fields are its `extra`. */
  readonly event: JsonObject;
  readonly eventId: string | null;
  readonly files: readonly UploadedFile[];
}

/**
 * Reads an inflated upload as breakpad, crashpad and Electron send it: multipart with the dump as `upload_file_minidump`, or the dump alone.
 * https://docs.sentry.io/platforms/native/guides/minidumps/. Throws CulpritError 400 when there is no dump.
 */
export const readMinidumpUpload = async (body: Buffer, contentType: string): Promise<MinidumpUpload> => {
  const upload = /^multipart\//i.test(contentType.trim()) ? await readMultipart(body, contentType) : alone(body);
  const dump = upload.files.find(({ name }) => name === 'upload_file_minidump');
  if (dump === undefined) throw badRequest('The upload has no file upload_file_minidump.', 'bad_minidump');
  if (!signatures.has(dump.bytes.toString('latin1', 0, 4)))
    throw badRequest('The file upload_file_minidump is not a minidump: it does not start with MDMP.', 'bad_minidump');
  const event = { ...fromFiles(upload.files), ...fromFields(upload.fields) };
  const files = upload.files.filter((file) => file !== dump && !isOurs(file));
  return { dump, event, eventId: eventIdOf(event['event_id']), files };
};

/** Little and big endian. */
const signatures: ReadonlySet<string> = new Set(['MDMP', 'PMDM']);

const alone = (bytes: Buffer): Multipart => ({
  fields: new Map(),
  files: [{ name: 'upload_file_minidump', filename: 'minidump.dmp', contentType: 'application/x-dmp', bytes }],
});

/** The native SDK's event and breadcrumbs, as it left them beside the dump in MessagePack. */
const isOurs = ({ name }: UploadedFile): boolean => /^__sentry-(event|breadcrumb[12]?)$/.test(name);

const fromFiles = (files: readonly UploadedFile[]): JsonObject => {
  const event = files.find(({ name }) => name === '__sentry-event');
  const read = event === undefined ? null : attempt(() => unpack(event.bytes) as unknown);
  const breadcrumbs = files
    .filter(({ name }) => name.startsWith('__sentry-breadcrumb'))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap(({ bytes }) => attempt(() => (bytes.length === 0 ? [] : unpackMultiple(bytes))) ?? []);
  return { ...(isObject(read) ? read : {}), ...(breadcrumbs.length > 0 ? { breadcrumbs } : {}) };
};

/** A field that cannot be read must not cost the crash. */
const attempt = <Result>(read: () => Result): Result | null => {
  try {
    return read();
  } catch {
    return null;
  }
};

/** `sentry` as JSON, in one field or cut into `sentry__1`, `sentry__2`, …; `sentry[tags][a]` field by field; anything else is extra. */
const fromFields = (fields: ReadonlyMap<string, string>): JsonObject => {
  const event: JsonObject = {};
  const extra: JsonObject = {};
  const chunks: [number: number, text: string][] = [];
  for (const [name, value] of fields) {
    const chunk = /^sentry__(\d{1,4})$/.exec(name)?.[1];
    const path = /^sentry((?:\[[^\]]{1,100}\]){1,5})$/.exec(name)?.[1];
    if (name === 'sentry') chunks.push([0, value]);
    else if (chunk !== undefined) chunks.push([Number(chunk), value]);
    else if (path !== undefined) assign(event, path.slice(1, -1).split(']['), value);
    else if (name !== 'sentry_key') extra[name] = value;
  }
  const json = chunks
    .sort(([one], [other]) => one - other)
    .map(([, text]) => text)
    .join('');
  const read = json === '' ? null : attempt(() => JSON.parse(json) as unknown);
  const merged = { ...event, ...(isObject(read) ? read : {}) };
  if (Object.keys(extra).length === 0) return merged;
  return { ...merged, extra: { ...extra, ...(isObject(merged['extra']) ? merged['extra'] : {}) } };
};

const assign = (target: JsonObject, path: readonly string[], value: string): void => {
  if (path.includes('__proto__')) return;
  let at = target;
  for (const key of path.slice(0, -1)) {
    const next = Object.hasOwn(at, key) ? at[key] : undefined;
    const child: JsonObject = isObject(next) ? next : {};
    at[key] = child;
    at = child;
  }
  at[path.at(-1) ?? ''] = value;
};

import type { Event } from '../event.ts';
import { isRecord } from './source.ts';
import { tagValue } from './tags.ts';
import type { Tag } from './tags.ts';
import { userTag } from './user.ts';

/** Tags that say what a field of the event says: they always follow the field. */
export const fieldTags = (
  event: Pick<
    Event,
    'level' | 'logger' | 'serverName' | 'transaction' | 'release' | 'dist' | 'environment' | 'user' | 'request'
  >,
): Tag[] =>
  present([
    ['level', event.level],
    ['logger', event.logger],
    ['server_name', event.serverName],
    ['transaction', event.transaction],
    ['release', event.release],
    ['dist', event.dist],
    ['environment', event.environment],
    ['user', userTag(event.user)],
    ['url', event.request?.url],
  ]);

/** Tags drawn from exceptions and contexts; a tag of that name that the application sent itself is worth more. */
export const drawnTags = (event: Pick<Event, 'exceptions' | 'contexts'>): Tag[] => {
  const browser = named(event.contexts['browser']);
  const os = named(event.contexts['os']);
  const runtime = named(event.contexts['runtime']);
  const device = event.contexts['device'];
  return present([
    ['handled', handled(event)],
    ['mechanism', event.exceptions.findLast((exception) => exception.mechanism !== null)?.mechanism?.type],
    ['browser', browser.full],
    ['browser.name', browser.name],
    ['os', os.full],
    ['os.name', os.name],
    ['runtime', runtime.full],
    ['runtime.name', runtime.name],
    ['device', isRecord(device) ? (device['model'] ?? device['family']) : null],
  ]);
};

/** All tags of an event: by key, each key once. */
export const mergedTags = (sent: readonly Tag[], drawn: readonly Tag[], fields: readonly Tag[]): Tag[] =>
  [...new Map([...drawn, ...sent, ...fields])].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

/** `no` when any exception went unhandled: an SDK marks the cause or the outermost one, never both. */
const handled = (event: Pick<Event, 'exceptions'>): string | null => {
  const said = event.exceptions.map((exception) => exception.mechanism?.handled);
  if (said.includes(false)) return 'no';
  return said.includes(true) ? 'yes' : null;
};

const named = (context: unknown): { name: unknown; full: string | null } => {
  if (!isRecord(context) || typeof context['name'] !== 'string') return { name: null, full: null };
  const { name, version } = context;
  return { name, full: typeof version === 'string' && version !== '' ? `${name} ${version}` : name };
};

const present = (tags: [key: string, value: unknown][]): Tag[] =>
  tags.flatMap(([key, value]): Tag[] => {
    const read = typeof value === 'string' ? tagValue(value) : null;
    return read === null ? [] : [[key, read]];
  });

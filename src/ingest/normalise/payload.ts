import type { Event, Json } from '../event.ts';
import type { Notes } from './notes.ts';
import { reportIn, securityPayload, wrappedReport } from './security.ts';
import type { SecurityKind, SecurityReport } from './security.ts';
import { asRecord, isRecord } from './source.ts';

/** What is to be read as an event. */
export interface Payload {
  fields: Readonly<Record<string, unknown>>;
  /** What stands in for fields that say nothing usable. */
  defaults: Readonly<Record<string, unknown>>;
  /** Fixed by where the event came from or what it holds; null: its fields decide. */
  kind: Event['kind'] | null;
  security: Json | null;
}

const SECURITY = { depth: 6, size: 16_384 };
const SECURITY_KINDS = new Set<Event['kind'] | undefined>(['csp', 'expectct', 'expectstaple', 'hpkp', 'nel']);

/** Names of fields before the interfaces lost their prefix (raven clients). */
const OLD_NAMES = [
  ['sentry.interfaces.Exception', 'exception'],
  ['sentry.interfaces.Message', 'logentry'],
  ['sentry.interfaces.Stacktrace', 'stacktrace'],
  ['sentry.interfaces.Http', 'request'],
  ['sentry.interfaces.User', 'user'],
  ['sentry.interfaces.Breadcrumbs', 'breadcrumbs'],
  ['sentry.interfaces.Threads', 'threads'],
  ['sentry.interfaces.Contexts', 'contexts'],
  ['sentry.interfaces.DebugMeta', 'debug_meta'],
  ['sentry.interfaces.Csp', 'csp'],
  ['sentry.interfaces.ExpectCT', 'expectct'],
  ['sentry.interfaces.ExpectStaple', 'expectstaple'],
  ['sentry.interfaces.Hpkp', 'hpkp'],
] as const;

/** The fields of the event under their present names: old names translated, security reports and minidumps given the fields an SDK would fill. */
export const payloadOf = (raw: unknown, kind: Event['kind'] | undefined, notes: Notes): Payload => {
  if (!isRecord(raw)) notes.add('', 'invalid', 'the event is not a JSON object');
  const fields = isRecord(raw) ? withPresentNames(raw) : {};
  const report = SECURITY_KINDS.has(kind) || kind === undefined ? securityOf(fields, kind) : null;
  if (report) {
    const kept = asRecord(report.report, SECURITY, notes, report.kind);
    const defaults = securityPayload({ kind: report.kind, report: kept });
    return { fields: picked(fields, READ_WITH_REPORT), defaults, kind: report.kind, security: kept };
  }
  const defaults = kind === 'minidump' ? MINIDUMP : kind === 'feedback' ? feedbackDefaults(fields) : {};
  return { fields, defaults, kind: kind ?? null, security: null };
};

/** Beside a bare report nothing else is an event's field (its own `url` or `type` mean other things); an event that holds a report may have these. */
const READ_WITH_REPORT = new Set(
  (
    'timestamp release dist environment user request tags contexts sdk extra level logentry message culprit fingerprint server_name ' +
    'breadcrumbs transaction logger errors _meta'
  ).split(' '),
);

/** A crash whose stack is in the dump only. */
const MINIDUMP = {
  level: 'fatal',
  platform: 'native',
  exception: [
    { type: 'Minidump', value: 'Native crash', mechanism: { type: 'minidump', handled: false, synthetic: true } },
  ],
};

const securityOf = (
  fields: Readonly<Record<string, unknown>>,
  kind: Event['kind'] | undefined,
): SecurityReport | null => {
  // Without a word from the endpoint, only an event that names its report is one, and nothing with an exception is.
  if (kind === undefined) return (fields['exception'] ?? null) === null ? wrappedReport(fields) : null;
  const found = reportIn(fields);
  return found?.kind === kind ? found : { kind: kind as SecurityKind, report: { ...fields } };
};

const withPresentNames = (raw: Record<string, unknown>): Record<string, unknown> => {
  let renamed: Record<string, unknown> | null = null;
  // Asked for one by one: to list the names of an object of a million takes a second.
  for (const [old, name] of OLD_NAMES) {
    const value = raw[old];
    if (value === undefined || (raw[name] ?? null) !== null) continue;
    renamed ??= { ...raw };
    renamed[name] = value;
  }
  return renamed ?? raw;
};

const picked = (fields: Readonly<Record<string, unknown>>, names: ReadonlySet<string>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => names.has(name)));

/** Feedback is an event whose words are in a context. */
const feedbackDefaults = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const { contexts } = fields;
  const feedback = isRecord(contexts) ? contexts['feedback'] : null;
  return { level: 'info', logentry: { formatted: isRecord(feedback) ? feedback['message'] : null } };
};

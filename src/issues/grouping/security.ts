import type { Event, Json } from '../../ingest/index.ts';
import { cut } from './text.ts';

/** What a browser's security report is about. */
export interface SecurityReport {
  /** `CSP`, `Expect-CT`, …: the title's type. */
  readonly type: string;
  readonly value: string;
  /** The key: kind of report, then what was violated and by whom. */
  readonly parts: readonly { kind: string; value: string }[];
}

/** The report of an event of a security kind; null for other events. Reports of one violation are one issue whichever API sent them. */
export const securityReport = (event: Event): SecurityReport | null => {
  const report = bodyOf(event.security);
  switch (event.kind) {
    case 'csp':
      return cspReport(report);
    case 'expectct':
      return hostReport('Expect-CT', 'hostname', 'certificate transparency failed for', report);
    case 'expectstaple':
      return hostReport('Expect-Staple', 'hostname', 'no valid stapled response from', report);
    case 'hpkp':
      return hostReport('HPKP', 'hostname', 'pinned key failed for', report);
    case 'nel':
      return networkReport(report, event.security);
    default:
      return null;
  }
};

type Report = { readonly [key: string]: Json };

/** `{"csp-report": {…}}` of `report-uri`, `{type, body: {…}}` of the Reporting API, or the report itself. */
const bodyOf = (json: Json): Report => {
  const report = asObject(Array.isArray(json) ? (json[0] ?? null) : json);
  for (const key of [
    'csp-report',
    'expect-ct-report',
    'expect-staple-report',
    'hpkp-report',
    'known-pins-report',
    'body',
  ]) {
    const inner = report[key];
    if (inner !== null && typeof inner === 'object' && !Array.isArray(inner)) return inner;
  }
  return report;
};

const asObject = (json: Json): Report =>
  json !== null && typeof json === 'object' && !Array.isArray(json) ? json : {};

const textOf = (report: Report, ...keys: string[]): string => {
  for (const key of keys) {
    const value = report[key];
    if (typeof value === 'string' && value.trim() !== '') return cut(value.trim(), 2048);
  }
  return '';
};

const cspReport = (report: Report): SecurityReport => {
  const directive = (
    textOf(report, 'effective-directive', 'effectiveDirective', 'violated-directive', 'violatedDirective').split(
      /\s/,
    )[0] ?? ''
  ).toLowerCase();
  const blocked = blockedHost(
    textOf(report, 'blocked-uri', 'blockedURL', 'blockedURI'),
    textOf(report, 'document-uri', 'documentURL', 'documentURI'),
  );
  return {
    type: 'CSP',
    value: cut(`Blocked '${directive || 'unknown'}' from '${blocked}'`, 1024),
    parts: [
      { kind: 'type', value: 'csp' },
      { kind: 'directive', value: directive },
      { kind: 'host', value: blocked },
    ],
  };
};

/** The host of what was blocked, `self` for the page's own, else the word the browser uses (`inline`, `eval`, `data`). */
const blockedHost = (blocked: string, page: string): string => {
  const text = blocked.toLowerCase();
  if (text === '') return 'inline';
  if (text === "'self'" || text === 'self') return 'self';
  const host = hostOf(text);
  if (host === '') return (/^'?([a-z][a-z0-9+.-]{0,63})/.exec(text)?.[1] ?? text.slice(0, 64)).replace(/^'|'$/g, '');
  return host === hostOf(page.toLowerCase()) ? 'self' : host;
};

const hostOf = (url: string): string =>
  /^(?:[a-z][a-z0-9+.-]{0,30}:)?\/\/(?:[^/?#@]{0,256}@)?([^/?#]{1,256})/.exec(url)?.[1] ?? '';

const hostReport = (type: string, key: string, what: string, report: Report): SecurityReport => {
  const host = textOf(report, key, 'noted-hostname').toLowerCase();
  return {
    type,
    value: cut(`${what} ${host || 'an unknown host'}`, 1024),
    parts: [
      { kind: 'type', value: type.toLowerCase() },
      { kind: 'host', value: host },
    ],
  };
};

const networkReport = (report: Report, whole: Json): SecurityReport => {
  const error = textOf(report, 'type') || 'unknown';
  const outer = asObject(Array.isArray(whole) ? (whole[0] ?? null) : whole);
  const host = hostOf((textOf(outer, 'url') || textOf(report, 'url')).toLowerCase()) || textOf(report, 'server_ip');
  return {
    type: 'NEL',
    value: cut(`${error} from ${host || 'an unknown host'}`, 1024),
    parts: [
      { kind: 'type', value: 'nel' },
      { kind: 'error', value: error },
      { kind: 'host', value: host },
    ],
  };
};

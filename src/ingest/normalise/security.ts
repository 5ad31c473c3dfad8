import type { Event } from '../event.ts';
import { isRecord } from './source.ts';

export type SecurityKind = Extract<Event['kind'], 'csp' | 'expectct' | 'expectstaple' | 'hpkp' | 'nel'>;

type Fields = Record<string, unknown>;

/** One violation a browser reported, as the browser wrote it. */
export interface SecurityReport {
  kind: SecurityKind;
  report: Fields;
}

/** Under which key of a report object each kind stands, and of an event that holds one (`csp` and so on, after the old Sentry interfaces). */
const WRAPPERS: readonly (readonly [key: string, kind: SecurityKind])[] = [
  ['csp-report', 'csp'],
  ['expect-ct-report', 'expectct'],
  ['expect-staple-report', 'expectstaple'],
  ['csp', 'csp'],
  ['expectct', 'expectct'],
  ['expectstaple', 'expectstaple'],
  ['hpkp', 'hpkp'],
  ['nel', 'nel'],
];

/** Reporting API types; others (deprecation, intervention, crash) are no errors of the page. */
const REPORT_TYPES = new Map<string, SecurityKind>([
  ['csp-violation', 'csp'],
  ['csp', 'csp'],
  ['network-error', 'nel'],
]);

const MAX_REPORTS = 100;

/**
 * The violations in the body of a security request: `report-uri` sends one wrapped object, the Reporting API (`report-to`) a list of
 * `{type, url, user_agent, body}`, public key pinning a flat object. Empty when it holds none.
 */
export const securityReports = (body: unknown): SecurityReport[] => {
  const bodies: unknown[] = Array.isArray(body) ? body.slice(0, MAX_REPORTS) : [body];
  return bodies.flatMap((one) => reportIn(one) ?? []);
};

/** See `securityReports`; null when the value is no report. */
export const reportIn = (value: unknown): SecurityReport | null => {
  if (!isRecord(value)) return null;
  const wrapped = wrappedReport(value);
  if (wrapped) return wrapped;
  const { type, body, url } = value;
  const kind = typeof type === 'string' ? REPORT_TYPES.get(type) : undefined;
  if (kind && isRecord(body)) return { kind, report: typeof url === 'string' ? { ...body, url } : body };
  return 'known-pins' in value || 'noted-hostname' in value ? { kind: 'hpkp', report: value } : null;
};

/** The report that stands under a name of its own; null without one. */
export const wrappedReport = (value: Readonly<Fields>): SecurityReport | null => {
  for (const [key, kind] of WRAPPERS) {
    const report = value[key];
    if (isRecord(report)) return { kind, report };
  }
  return null;
};

/** The report as the payload of an event, with the same fields an SDK would fill: message, tags, request, culprit. */
export const securityPayload = ({ kind, report }: SecurityReport): Fields => {
  const said = (...names: string[]): string | null => {
    for (const name of names) {
      const value = report[name];
      if (typeof value === 'string' && value.trim() !== '') return value.slice(0, 8_192).trim();
    }
    return null;
  };
  const details =
    kind === 'csp' ? cspDetails(said) : kind === 'nel' ? nelDetails(said) : pinDetails(kind, said, report);
  const referrer = said('referrer');
  return {
    logger: kind,
    platform: 'javascript',
    logentry: { formatted: details.message },
    culprit: details.culprit,
    tags: details.tags,
    request: {
      url: said('document-uri', 'documentURL', 'url'),
      headers: referrer === null ? [] : [['Referer', referrer]],
    },
  };
};

type Said = (...names: string[]) => string | null;

interface Details {
  message: string;
  culprit: string | null;
  tags: Record<string, string | null>;
}

/** The two senders of a browser name the same fields differently; both must become the same event. */
const cspDetails = (said: Said): Details => {
  const violated = said('violated-directive', 'violatedDirective');
  const directive =
    said('effective-directive', 'effectiveDirective') ?? violated?.split(/\s/, 1)[0] ?? 'unknown directive';
  const blocked = blockedSource(said('blocked-uri', 'blockedURL'));
  const resource =
    RESOURCES.get(directive.replace(/-(?:src)?-?(?:elem|attr)$/, (end) => (end.startsWith('-src') ? '-src' : ''))) ??
    directive;
  const message =
    blocked === 'inline' || blocked === 'eval' || blocked === 'wasm-eval'
      ? `Blocked unsafe ${blocked} '${resource}'`
      : `Blocked '${resource}' from '${blocked}'`;
  return {
    message,
    culprit: violated ?? directive,
    tags: { 'effective-directive': directive, 'blocked-uri': blocked },
  };
};

const RESOURCES = new Map([
  ['script-src', 'script'],
  ['style-src', 'style'],
  ['img-src', 'image'],
  ['font-src', 'font'],
  ['media-src', 'media'],
  ['object-src', 'object'],
  ['connect-src', 'connect'],
  ['frame-src', 'frame'],
  ['child-src', 'child'],
  ['worker-src', 'worker'],
  ['manifest-src', 'manifest'],
  ['prefetch-src', 'prefetch'],
  ['form-action', 'form'],
  ['base-uri', 'base'],
  ['frame-ancestors', 'frame ancestor'],
  ['navigate-to', 'navigation'],
]);

/** What was blocked, without what differs from page view to page view: a keyword, a bare scheme, or scheme and host. */
const blockedSource = (uri: string | null): string => {
  if (uri === null || uri === 'self') return 'self';
  if (/^[a-z-]{1,32}$/i.test(uri)) return uri.toLowerCase();
  const scheme = /^([a-z][a-z0-9+.-]{0,32}):/i.exec(uri)?.[1]?.toLowerCase();
  if (scheme === undefined) return uri.split(/[/?#]/, 1)[0] || 'self';
  const host = /^[^:]{1,33}:\/\/([^/?#]{1,255})/.exec(uri)?.[1];
  return host === undefined ? `${scheme}:` : `${scheme}://${host.slice(host.lastIndexOf('@') + 1).toLowerCase()}`;
};

const nelDetails = (said: Said): Details => {
  const type = said('type') ?? 'unknown error';
  const host = hostOf(said('url')) ?? said('server_ip') ?? 'unknown host';
  return {
    message: `Network error '${type}' for '${host}'`,
    culprit: type,
    tags: { 'nel.type': type, 'nel.phase': said('phase'), hostname: host },
  };
};

const PINNED: Record<'expectct' | 'expectstaple' | 'hpkp', string> = {
  expectct: 'Certificate transparency',
  expectstaple: 'OCSP stapling',
  hpkp: 'Public key pinning',
};

const pinDetails = (kind: 'expectct' | 'expectstaple' | 'hpkp', said: Said, report: Fields): Details => {
  const host = said('hostname', 'noted-hostname') ?? 'unknown host';
  const { port } = report;
  return {
    message: `${PINNED[kind]} check failed for '${host}'`,
    culprit: host,
    tags: { hostname: host, port: typeof port === 'number' ? String(port) : null },
  };
};

const hostOf = (url: string | null): string | null =>
  url !== null && URL.canParse(url) ? new URL(url).host || null : null;

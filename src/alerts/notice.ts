import type { Instant } from '../kit/index.ts';
import { clean } from './text.ts';
import type { Trigger } from './triggers.ts';

/**
 * What an alert says, before it is put into the words of a service. Kept with the delivery, so that a replay says the same. Text is clean (one line, bounded) but not escaped:
 * that differs from service to service.
 */
export interface Notice {
  readonly trigger: Trigger | 'test' | 'digest';
  readonly at: Instant;
  readonly project: { readonly id: number; readonly name: string; readonly slug: string };
  readonly issue: NoticeIssue | null;
  readonly event: {
    readonly id: string | null;
    readonly environment: string | null;
    readonly release: string | null;
  } | null;
  readonly level: string | null;
  /** What it is about in one line: the issue's title, else what happened. */
  readonly title: string;
  /** Such as `more than 5 events per 1 hour`. */
  readonly reason: string | null;
  readonly rule: { readonly id: number; readonly name: string } | null;
  /** Of the page about it, below the public URL: `/issues/12`. */
  readonly path: string;
  /** Of a digest: what it gathers, the oldest first. */
  readonly items: readonly Notice[];
  /** Of a digest: how many more there were. */
  readonly more: number;
}

export interface NoticeIssue {
  readonly id: number;
  /** `SHOP-12`. */
  readonly shortId: string;
  readonly culprit: string;
  readonly kind: string;
  readonly platform: string;
}

/** What a notice keeps of texts that clients sent. */
export const limits = { title: 300, culprit: 200, name: 100, reason: 200 } as const;

export const headlines: Readonly<Record<Notice['trigger'], string>> = {
  new: 'New issue',
  regressed: 'Regression',
  unmuted: 'Unmuted',
  assigned: 'Assigned',
  filed: 'Filed',
  spike: 'Spike',
  quota_near: 'Quota nearly used up',
  quota_exceeded: 'Quota used up',
  monitor_missed: 'Missed run',
  test: 'Test alert',
  digest: 'Digest',
};

/** `Regression in Shop`; `12 alerts in Shop`. */
export const headlineOf = ({ trigger, items, more, project }: Notice): string =>
  `${trigger === 'digest' ? `${items.length + more} alerts` : headlines[trigger]} in ${project.name}`;

/** What else is known, as label and value. */
export const detailsOf = ({ event, level, issue, reason, rule }: Notice): [label: string, value: string][] =>
  (
    [
      ['Reason', reason],
      ['Environment', event?.environment ?? null],
      ['Release', event?.release ?? null],
      ['Level', level],
      ['Where', issue?.culprit ?? null],
      ['Rule', rule?.name ?? null],
    ] as const
  ).flatMap(([label, value]) => (value === null || value === '' ? [] : [[label, value]]));

/** How a digest names one of its items: `Regression: SHOP-12`. */
export const labelOf = ({ trigger, issue }: Notice): string =>
  issue === null ? headlines[trigger] : `${headlines[trigger]}: ${issue.shortId}`;

/** The address of the page about it. */
export const linkOf = (notice: Notice, publicUrl: string): string => `${publicUrl}${notice.path}`;

export const testNotice = (project: Notice['project'], at: Instant): Notice => ({
  trigger: 'test',
  at,
  project: { ...project, name: clean(project.name, limits.name) },
  issue: null,
  event: null,
  level: null,
  title: 'This is how an alert looks. Somebody pressed the test button; nothing is wrong.',
  reason: null,
  rule: null,
  path: '/',
  items: [],
  more: 0,
});

/** Several notices of one project in one. Those beyond `MAX_ITEMS` are only counted. */
export const digestNotice = (project: Notice['project'], at: Instant, items: readonly Notice[]): Notice => ({
  ...testNotice(project, at),
  trigger: 'digest',
  title: `${items.length} alerts`,
  items: items.slice(0, MAX_ITEMS),
  more: Math.max(0, items.length - MAX_ITEMS),
});

const MAX_ITEMS = 100;

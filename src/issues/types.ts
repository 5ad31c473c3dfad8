import type { Event } from '../ingest/index.ts';

/** How one event finds its issue, and why: the whole answer of the pure grouping, stored with the event and shown on the issue page. */
export interface Grouping {
  /** sha256 over the key's parts, most specific first; the first one known decides, the others are attached to the same issue. 32 bytes each. */
  readonly hashes: readonly Uint8Array[];
  /** Version of the configuration that made the hashes, such as `2026-11`. */
  readonly config: string;
  readonly explanation: Explanation;
  readonly title: Title;
  /** True when the crash frame that names the culprit is in the app. */
  readonly inApp: boolean;
}

export interface Title {
  /** Exception type (≤ 128), `Log Message`, or the kind of report. */
  readonly type: string;
  /** First line of value or message (≤ 1024). */
  readonly value: string;
  /** `type: value`, cut at 256; what people read and search. */
  readonly title: string;
  /** Function (module or file) of the crash frame, else the transaction, else empty. */
  readonly culprit: string;
}

export interface Explanation {
  readonly rule:
    | 'sdk_fingerprint'
    | 'project_rule'
    | 'stack'
    | 'exception_value'
    | 'message_template'
    | 'message'
    | 'security'
    | 'fallback';
  /** The project rule's text when one spoke. */
  readonly matchedRule: string | null;
  /** Every part in order; `contributes` false with a reason for what was looked at and left out. */
  readonly components: readonly Component[];
}

export interface Component {
  /** `type`, `value`, `frame`, `message`, `fingerprint`, … */
  readonly kind: string;
  readonly value: string;
  readonly contributes: boolean;
  /** Why it does not contribute, or what was done to it (`parameterised`, `recursion`, `not in app`, `ignored by rule …`); empty when plain. */
  readonly reason: string;
}

/** A project's grouping configuration; versions are kept so that changing it never splits existing issues. */
export interface GroupingConfig {
  readonly version: string;
  /** Fingerprint rules, one a line (`error.type:X -> {{ default }}, x title="…"`). */
  readonly fingerprintRules: string;
  /** Stack-trace rules, one a line (`stack.abs_path:**\/vendor/** -app`). */
  readonly stackRules: string;
}

/** `group(event, config)` in grouping.ts: pure, total (never throws), bounded time. */
export type Group = (event: Event, config: GroupingConfig) => Grouping;

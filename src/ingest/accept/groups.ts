/** What a request may hold, as it is counted and limited. Errors and feedback have limits of their own, so that a flood of the one does not silence the other. */
export type LimitedGroup = 'error' | 'feedback';
/** Attachments go as errors go: they are of no use without them. */
export type RefusedGroup = LimitedGroup | 'attachment';
export type Group = RefusedGroup | 'session' | 'monitor';

/** The data categories of each group, as `X-Sentry-Rate-Limits` names them. Sessions, check-ins and client reports are never refused. */
export const categoriesOf: Readonly<Record<RefusedGroup, string>> = {
  error: 'error;default;security;attachment',
  feedback: 'feedback;user_report_v2',
  attachment: 'attachment',
};

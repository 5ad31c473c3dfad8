import type { paths } from '../api.gen.ts';
import type { Precise } from './event.ts';

/** What the API answers, by the names that pages use, from the types that the server's schemas give. Instants are ISO 8601 text. */
type Get<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

type Item<Path extends keyof paths> = Get<Path> extends { items: (infer One)[] } ? One : never;

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export type Session = Get<'/session'>;
export type Account = Session['user'];
/** Somebody who sees a project. */
export type Person = Item<'/projects/{projectId}/people'>;
export type Role = Account['role'];
export type Token = Item<'/tokens'>;
/** With its secret, in both forms. */
export type NewToken = paths['/tokens']['post']['responses'][201]['content']['application/json'];
export type Member = Item<'/users'>;
export type Invitation = Item<'/invitations'>;
export type Team = Item<'/teams'>;
export type SignedIn = Item<'/sessions'>;
export type Scope = Token['scopes'][number];

export type Project = Item<'/projects'>;
export type ProjectSettings = Project['settings'];
export type Key = Item<'/projects/{projectId}/keys'>;
export type ProjectOverview = Item<'/projects-overview'>;

export type SavedSearch = Item<'/projects/{projectId}/searches'>;
export type StateCounts = Get<'/projects/{projectId}/issues/counts'>;
export type IssueRow = Item<'/projects/{projectId}/issues'>;
export type Issue = Get<'/issues/{issueId}'>;
export type Grouping = NonNullable<Issue['grouping']>;
export type EventRow = Item<'/issues/{issueId}/events'>;
export type EventPage = Precise<Get<'/issues/{issueId}/events/{which}'>>;
export type Attachment = EventPage['attachments'][number];
export type Feedback = Item<'/projects/{projectId}/feedback'>;
export type TagSummary = Item<'/issues/{issueId}/tags'>;
export type Stats = Get<'/projects/{projectId}/stats'>;
export type InstallationStats = Get<'/stats'>;
export type ProjectQuotas = Get<'/projects/{projectId}/quotas'>;
export type QuotaLimits = Pick<ProjectQuotas, 'fiveMinutes' | 'hour' | 'month'>;
export type QuotaUsage = ProjectQuotas['usage'][number];
export type QuotaSpan = QuotaUsage['span'];
export type Release = Item<'/projects/{projectId}/releases'>;
export type ReleaseDetail = Get<'/projects/{projectId}/releases/{version}'>;
export type ReleaseHealth = Get<'/projects/{projectId}/releases/{version}/health'>;
export type ReleaseIssueKind = 'new' | 'regressed' | 'resolved';
export type Commit = Item<'/projects/{projectId}/releases/{version}/commits'>;
export type Monitor = Precise<Item<'/projects/{projectId}/monitors'>>;
export type DeadLetter = Item<'/dead-letters'>;

type Preview = paths['/projects/{projectId}/grouping/preview']['post']['responses'][200];
export type GroupingPreview = Preview['content']['application/json'];

export type AlertTarget = Item<'/projects/{projectId}/alert-targets'>;
export type TargetKind = AlertTarget['kind'];
export type AlertRule = Item<'/projects/{projectId}/alert-rules'>;
export type AlertCondition = AlertRule['conditions'][number];
export type AlertTrigger = AlertRule['triggers'][number];
export type AlertDelivery = Item<'/projects/{projectId}/alert-deliveries'>;
export type DeliveryState = AlertDelivery['state'];
export type DeliveryDetail = Get<'/projects/{projectId}/alert-deliveries/{deliveryId}'>;

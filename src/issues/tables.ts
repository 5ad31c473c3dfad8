import type { Instant } from '../kit/index.ts';
import type { Migration } from '../storage/index.ts';
import { createTables } from './tables/create.ts';
import { addDeletion } from './tables/deletion.ts';
import type * as Deletion from './tables/deletion.ts';
import { eventTables } from './tables/event.ts';
import type * as Events from './tables/event.ts';
import { healthTables } from './tables/health.ts';
import type * as Health from './tables/health.ts';
import { issueTables } from './tables/issue.ts';
import type * as Issues from './tables/issue.ts';
import { addLifecycle, addTeamsAndMentions } from './tables/lifecycle.ts';
import type * as Lifecycle from './tables/lifecycle.ts';
import { addList } from './tables/list.ts';
import type * as List from './tables/list.ts';
import { moveDiscards } from './tables/discards.ts';
import { addMerge } from './tables/merge.ts';
import { addReleaseEnvironments } from './tables/release-environment.ts';
import type * as Releases from './tables/release-environment.ts';
import { addRetention } from './tables/retention.ts';
import type * as Retention from './tables/retention.ts';
import { addSearch } from './tables/search.ts';
import type * as Search from './tables/search.ts';
import { statisticsTables } from './tables/statistics.ts';
import type * as Statistics from './tables/statistics.ts';

/** The tables of the room. Instants in microseconds, booleans 0/1, JSON as text, hashes and event ids as bytes. No other room's SQL names them. */
export interface IssuesTables {
  project_total: Issues.ProjectTotal;
  issue: Issues.IssueTable;
  issue_explanation: Issues.IssueExplanation;
  issue_grouping: Issues.IssueGrouping;
  deleted_grouping: Deletion.DeletedGrouping;
  blob_garbage: Deletion.BlobGarbage;
  event_reference: Retention.EventReference;
  retention_run: Retention.RetentionRun;
  grouping_config: Issues.GroupingConfigTable;
  turning_point: Issues.TurningPoint;
  event_count: Statistics.EventCount;
  issue_user: Statistics.IssueUser;
  issue_release: Statistics.IssueRelease;
  issue_environment: Statistics.IssueEnvironment;
  issue_tag: Statistics.IssueTag;
  tag_key: Statistics.TagKey;
  tag_value: Statistics.TagValue;
  environment: Statistics.EnvironmentTable;
  release: Statistics.ReleaseTable;
  event: Events.EventTable;
  event_body: Events.EventBody;
  event_attachment: Events.EventAttachment;
  feedback: Events.FeedbackTable;
  digested_message: Events.DigestedMessage;
  release_environment: Releases.ReleaseEnvironment;
  release_session: Health.ReleaseSession;
  release_health: Health.ReleaseHealth;
  release_user: Health.ReleaseUser;
  monitor: Health.MonitorTable;
  monitor_environment: Health.MonitorEnvironment;
  check_in: Health.CheckInTable;
  issue_fix: Lifecycle.IssueFix;
  mute_condition: Lifecycle.MuteCondition;
  issue_arrival: Lifecycle.IssueArrival;
  issue_comment: Lifecycle.IssueComment;
  issue_mention: Lifecycle.IssueMention;
  operation: Lifecycle.OperationTable;
  operation_entry: Lifecycle.OperationEntry;
  release_commit: Lifecycle.ReleaseCommit;
  release_ref: Lifecycle.ReleaseRef;
  deploy: Lifecycle.DeployTable;
  issue_text: Search.IssueText;
  issue_file: Search.IssueFile;
  saved_search: Search.SavedSearch;
  saved_search_pin: List.SavedSearchPin;
  /** Issues that come far more often than usual. */
  issue_spike: { issue_id: number; since: Instant };
}

/** The steps of the room's tables, oldest first. A released step is never changed. */
export const issuesMigrations: readonly Migration[] = [
  {
    name: '2026-11-22-issues',
    up: async (db, ddl) => {
      await createTables(db, ddl, [...issueTables, ...statisticsTables, ...eventTables, ...healthTables]);
      await ddl.external('event_body', 'body');
    },
  },
  { name: '2026-11-24-issues-lifecycle', up: addLifecycle },
  { name: '2026-11-25-issues-search', up: addSearch },
  { name: '2026-11-26-issues-merge', up: addMerge },
  { name: '2026-11-27-issues-teams-and-mentions', up: addTeamsAndMentions },
  { name: '2026-11-27-issues-deletion', up: addDeletion },
  { name: '2026-11-27-issues-release-environments', up: addReleaseEnvironments },
  { name: '2026-11-28-issues-list', up: addList },
  {
    name: '2026-11-28-issues-archived-releases',
    up: (db, ddl) => db.schema.alterTable('release').addColumn('archived_at', ddl.integer).execute(),
  },
  { name: '2026-11-28-issues-usage', up: moveDiscards },
  {
    name: '2026-11-28-issues-spikes',
    up: (db, ddl) =>
      createTables(db, ddl, [
        { name: 'issue_spike', columns: { issue_id: 'integer', since: 'integer' }, key: ['issue_id'] },
      ]),
  },
  { name: '2026-11-28-issues-retention', up: addRetention },
];

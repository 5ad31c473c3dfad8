import type { Instant, Period } from '../../kit/index.ts';
import type { VolumeCondition } from './periods.ts';
import { priorities } from './state.ts';
import type { IssueState, Priority, Status } from './state.ts';

/** The words behind the numbers of the row. */
export const statuses = { unresolved: 0, resolved: 1, muted: 2, merged: 3, deleted: 4 } as const;
const resolutions = ['always', 'release', 'next'] as const;

/** The columns of `issue` that hold its state. */
export interface StateColumns {
  readonly status: number;
  readonly regressed: number;
  readonly resolution: number | null;
  readonly resolved_in: number | null;
  readonly muted_until: Instant | null;
  readonly muted_until_users: number | null;
  readonly assignee_id: number | null;
  readonly assigned_team_id: number | null;
  readonly priority: number;
  readonly merged_into: number | null;
  readonly purge_at: Instant | null;
}

export const stateColumns = [
  'status',
  'regressed',
  'resolution',
  'resolved_in',
  'muted_until',
  'muted_until_users',
  'assignee_id',
  'assigned_team_id',
  'priority',
  'merged_into',
  'purge_at',
] as const satisfies readonly (keyof StateColumns)[];

export interface ConditionRow {
  readonly period: string;
  readonly n: number;
  readonly count: number;
}

export const stateOf = (row: StateColumns, conditions: readonly ConditionRow[]): IssueState => ({
  status: statusOf(row, conditions),
  assignee: row.assignee_id,
  team: row.assigned_team_id,
  priority: priorityOf(row.priority),
});

export const priorityOf = (value: number): Priority => priorities[value] ?? 'medium';

export const statusName = (value: number): Status['kind'] =>
  (Object.keys(statuses) as Status['kind'][]).find((name) => statuses[name] === value) ?? 'unresolved';

export const columnsOf = ({ status, assignee, team, priority }: IssueState): StateColumns => ({
  ...empty,
  ...columnsOfStatus(status),
  assignee_id: assignee,
  assigned_team_id: team,
  priority: priorities.indexOf(priority),
});

const statusOf = (row: StateColumns, conditions: readonly ConditionRow[]): Status => {
  switch (statusName(row.status)) {
    case 'unresolved':
      return { kind: 'unresolved', regressed: row.regressed === 1 };
    case 'resolved': {
      const by = resolutions[row.resolution ?? 0] ?? 'always';
      return by === 'release' ? { kind: 'resolved', by, release: row.resolved_in ?? 0 } : { kind: 'resolved', by };
    }
    case 'muted':
      return {
        kind: 'muted',
        until: row.muted_until,
        users: row.muted_until_users,
        volume: conditions.map(conditionOf),
      };
    case 'merged':
      return { kind: 'merged', into: row.merged_into ?? 0 };
    case 'deleted':
      return { kind: 'deleted', until: row.purge_at ?? 0 };
  }
};

const conditionOf = ({ period, n, count }: ConditionRow): VolumeCondition => ({ period: period as Period, n, count });

const empty: StateColumns = {
  status: 0,
  regressed: 0,
  resolution: null,
  resolved_in: null,
  muted_until: null,
  muted_until_users: null,
  assignee_id: null,
  assigned_team_id: null,
  priority: 1,
  merged_into: null,
  purge_at: null,
};

const columnsOfStatus = (status: Status): Partial<StateColumns> => {
  const code = { status: statuses[status.kind] };
  switch (status.kind) {
    case 'unresolved':
      return { ...code, regressed: status.regressed ? 1 : 0 };
    case 'resolved':
      return {
        ...code,
        resolution: resolutions.indexOf(status.by),
        resolved_in: status.by === 'release' ? status.release : null,
      };
    case 'muted':
      return { ...code, muted_until: status.until, muted_until_users: status.users };
    case 'merged':
      return { ...code, merged_into: status.into };
    case 'deleted':
      return { ...code, purge_at: status.until };
  }
};

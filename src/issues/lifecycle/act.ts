import type { Instant } from '../../kit/index.ts';
import type { Transaction } from '../../storage/index.ts';
import { lockProjects } from '../digest/lock.ts';
import { writePoints } from './points.ts';
import type { Action, IssueState, MarkChange } from './state.ts';
import { loadIssues, loadMarks, saveMarks, saveStates } from './store.ts';
import type { LivingIssue } from './store.ts';
import { transition } from './transition.ts';

/** What an issue was, so that an action can be taken back. */
export interface Snapshot {
  readonly state: IssueState;
  /** What was known of the releases that the action spoke of. */
  readonly marks: readonly MarkChange[];
}

/** What an action did to one issue. */
export interface Acted {
  readonly issue: LivingIssue;
  /** Null where it was refused. */
  readonly after: IssueState | null;
  /** The sentence of a refusal. */
  readonly refusal: string | null;
  /** Null where nothing happened. */
  readonly point: number | null;
  readonly before: Snapshot;
}

export interface Acting {
  readonly project: number;
  readonly issues: readonly number[];
  /** One for all, or what it is for each. */
  readonly action: Action | ((issue: LivingIssue) => Action);
  readonly user: number | null;
  readonly now: Instant;
}

/**
 * Does one thing to many issues of a project, each by the table of transitions: set-based, in the given transaction, behind the project's lock. Issues of other
 * projects and such as do not exist are passed over.
 */
export const act = async (tx: Transaction, { project, issues, action, user, now }: Acting): Promise<Acted[]> => {
  await lockProjects(tx, [project]);
  const loaded = await loadIssues(tx, [...new Set(issues)]);
  const judged = [...loaded.values()]
    .filter((issue) => issue.project === project)
    .map((issue) => ({
      issue,
      result: transition(issue.state, typeof action === 'function' ? action(issue) : action),
    }));
  const concerned = judged.flatMap(({ issue, result }) => (result.ok && result.marks.length > 0 ? [issue.id] : []));
  const marks = await loadMarks(tx, concerned);

  const happened = judged.flatMap(({ issue, result }) =>
    result.ok && result.point !== null ? [{ issue, ...result, point: result.point }] : [],
  );
  await saveStates(
    tx,
    happened.map(({ issue, state }) => ({ issue, after: state })),
  );
  await saveMarks(
    tx,
    happened.flatMap(({ issue, marks: changes }) => changes.map((mark) => ({ issue: issue.id, mark }))),
  );
  const ids = await writePoints(
    tx,
    happened.map(({ issue, point }) => ({
      project,
      issue: issue.id,
      number: issue.number,
      at: now,
      user,
      event: null,
      point,
    })),
  );
  const points = new Map(happened.map(({ issue }, index) => [issue.id, ids[index] ?? null]));

  return judged.map(({ issue, result }) => ({
    issue,
    after: result.ok ? result.state : null,
    refusal: result.ok ? null : result.why,
    point: points.get(issue.id) ?? null,
    before: {
      state: issue.state,
      marks: result.ok
        ? result.marks.map(({ release }) => ({
            release,
            as: marks.get(issue.id)?.find((mark) => mark.release === release)?.as ?? null,
          }))
        : [],
    },
  }));
};

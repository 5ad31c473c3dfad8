import type { Clock, Instant } from '../../kit/index.ts';
import { HOUR } from '../../kit/index.ts';
import type { Storage } from '../../storage/index.ts';
import { configOf, previousConfigs } from '../grouping/versions.ts';
import type { IssuesTables } from '../tables.ts';
import type { GroupingConfig } from '../types.ts';

export interface GroupingConfigs {
  readonly current: GroupingConfig;
  /** Replaced ones to ask before an unknown key makes a new issue. */
  readonly previous: readonly GroupingConfig[];
}

interface Rules {
  readonly fingerprintRules: string;
  readonly stackRules: string;
}

/** Finds the configuration a project has and those it had. Rules that it sees for the first time become the current ones: nobody has to announce a change. */
export const createGroupingConfigs = (storage: Storage, clock: Clock) => {
  const memory = new Map<number, GroupingConfigs & { readonly rules: Rules; readonly until: Instant }>();
  return async (project: number, rules: Rules): Promise<GroupingConfigs> => {
    const known = memory.get(project);
    if (known !== undefined && isSame(known.rules, rules) && clock.now() < known.until) return known;
    const now = clock.now();
    const current = configOf(rules);
    const history = await readHistory(storage, project);
    if (history[0]?.config.version !== current.version) {
      const since = Math.max(now, (history[0]?.since ?? 0) + 1);
      await writeConfig(storage, project, current, since);
      history.unshift({ config: current, since });
    }
    const configs = { current, previous: previousConfigs(history, now), rules, until: now + HOUR };
    memory.set(project, configs);
    return configs;
  };
};

const isSame = (a: Rules, b: Rules): boolean =>
  a.fingerprintRules === b.fingerprintRules && a.stackRules === b.stackRules;

/** The newest first; each with the instant from which it was the current one, the last time. */
const readHistory = async (storage: Storage, project: number) => {
  const rows = await storage
    .as<IssuesTables>()
    .selectFrom('grouping_config')
    .selectAll()
    .where('project_id', '=', project)
    .orderBy('since', 'desc')
    .limit(20)
    .execute();
  return rows.map(({ version, fingerprint_rules, stack_rules, since }) => ({
    config: { version, fingerprintRules: fingerprint_rules, stackRules: stack_rules },
    since,
  }));
};

const writeConfig = async (
  storage: Storage,
  project: number,
  { version, fingerprintRules, stackRules }: GroupingConfig,
  since: Instant,
): Promise<void> => {
  await storage
    .as<IssuesTables>()
    .insertInto('grouping_config')
    .values({ project_id: project, version, fingerprint_rules: fingerprintRules, stack_rules: stackRules, since })
    .onConflict((conflict) => conflict.columns(['project_id', 'version']).doUpdateSet({ since }))
    .execute();
};

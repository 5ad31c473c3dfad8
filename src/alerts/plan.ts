import { visibleProject } from '../accounts/index.ts';
import type { Project } from '../accounts/index.ts';
import { factSubject } from '../issues/index.ts';
import type { FactSubject } from '../issues/index.ts';
import type { Instant } from '../kit/index.ts';
import { CulpritError, newId } from '../kit/index.ts';
import type { Storage } from '../storage/index.ts';
import { gatherUntil, RATE } from './lifecycle.ts';
import type { Notice } from './notice.ts';
import { headlines, limits } from './notice.ts';
import type { Rule, Subject } from './rules.ts';
import { audience } from './rules.ts';
import type { NewDelivery } from './store-deliveries.ts';
import { countSince, insertDeliveries, QUEUE_PATIENCE } from './store-deliveries.ts';
import { listRules, listTargets } from './store-targets.ts';
import { subjectOf } from './subject.ts';
import type { Target } from './targets.ts';
import { clean } from './text.ts';
import type { Happening } from './triggers.ts';

/**
 * Decides who is told of what happened, and writes it down: one delivery for each happening and target, in one transaction with the word that it is to be sent. A happening that
 * is told twice, by whichever rule, plans nothing more. Returns how many deliveries are new.
 */
export const planAlerts = async (storage: Storage, happenings: readonly Happening[], now: Instant): Promise<number> => {
  const projects = [...new Set(happenings.map(({ projectId }) => projectId))];
  const rules = (await listRules(storage, projects)).filter(({ enabled }) => enabled);
  const wanted = happenings.filter(({ projectId, trigger }) =>
    rules.some((rule) => rule.projectId === projectId && rule.triggers.includes(trigger)),
  );
  if (wanted.length === 0) return 0;
  const targets = new Map((await listTargets(storage, projects)).map((target) => [target.id, target]));

  const planned: Planned[] = [];
  const projectOf = createProjectOf(storage);
  for (const happening of wanted) {
    const project = await projectOf(happening.projectId);
    // A project or an issue that is gone is nobody's business any more.
    if (project === null) continue;
    const subject =
      happening.issueId === null ? null : await factSubject(storage, { ...happening, issueId: happening.issueId });
    if (subject === undefined) continue;
    const looked = await subjectOf(storage, happening, subject);
    for (const [id, rule] of audience(rules, project.id, happening.trigger, looked)) {
      const target = targets.get(id);
      if (target?.enabled === true)
        planned.push({ happening, target, rule, notice: noticeOf(happening, project, subject, looked, rule) });
    }
  }
  if (planned.length === 0) return 0;
  return await storage.transaction(async (tx) => {
    const recent = await countSince(tx, [...new Set(planned.map(({ target }) => target.id))], now - RATE.window);
    const deliveries = planned.map((plan) => {
      const count = recent.get(plan.target.id) ?? 0;
      recent.set(plan.target.id, count + 1);
      return deliveryOf(plan, gatherUntil(plan.target, count, now), now);
    });
    return (await insertDeliveries(tx, deliveries, now)).size;
  });
};

interface Planned {
  readonly happening: Happening;
  readonly target: Target;
  readonly rule: Rule;
  readonly notice: Notice;
}

const deliveryOf = (
  { happening, target, rule, notice }: Planned,
  gather: Instant | null,
  now: Instant,
): NewDelivery => ({
  id: newId(),
  projectId: target.projectId,
  targetId: target.id,
  ruleId: rule.id,
  fact: happening.key,
  notice,
  state: gather === null ? 'queued' : 'buffered',
  dueAt: gather ?? now + QUEUE_PATIENCE,
});

/** Projects by id, each asked for once; null for one that was deleted. */
const createProjectOf = (storage: Storage) => {
  const known = new Map<number, Project | null>();
  return async (id: number): Promise<Project | null> => {
    const cached = known.get(id);
    if (cached !== undefined) return cached;
    const project = await visibleProject(storage, { projects: 'all' }, id).catch((error: unknown) => {
      if (error instanceof CulpritError && error.code === 'not_found') return null;
      throw error;
    });
    known.set(id, project);
    return project;
  };
};

const noticeOf = (
  happening: Happening,
  project: Project,
  subject: FactSubject | null,
  { environment, level, release }: Subject,
  rule: Rule,
): Notice => {
  const short = (text: string | null): string | null => (text === null ? null : clean(text, limits.name));
  const issue = subject?.issue;
  const event = subject?.event;
  return {
    trigger: happening.trigger,
    at: happening.at,
    project: { id: project.id, name: clean(project.name, limits.name), slug: project.slug },
    issue:
      issue === undefined
        ? null
        : {
            id: issue.id,
            shortId: `${project.slug.toUpperCase()}-${issue.number}`,
            culprit: clean(issue.culprit, limits.culprit),
            kind: issue.kind,
            platform: clean(issue.platform, limits.name),
          },
    event:
      event === undefined || event === null
        ? environment === null
          ? null
          : { id: null, environment: short(environment), release: null }
        : { id: event.id, environment: short(environment), release: short(release) },
    level,
    title: clean(issue?.title ?? happening.title ?? headlines[happening.trigger], limits.title),
    reason: happening.reason === null ? null : clean(happening.reason, limits.reason),
    rule: { id: rule.id, name: clean(rule.name, limits.name) },
    path: issue === undefined ? `/projects/${project.slug}` : `/issues/${issue.id}`,
    items: [],
    more: 0,
  };
};

import { expect, test } from 'vitest';
import { accountRules } from './support/access/accounts.ts';
import { alertRules } from './support/access/alerts.ts';
import { issueRules } from './support/access/issues.ts';
import { operationRules } from './support/access/operations.ts';
import type { Rule, Rules } from './support/access/rule.ts';
import { sentryApiRules } from './support/access/sentry-api.ts';
import { usageRules } from './support/access/usage.ts';
import { createWorld, places } from './support/access/world.ts';
import type { Place, Target, Visitor, World } from './support/access/world.ts';
import { eachIssueHouse } from './support/issues.ts';
import { apiDocument, operationsOf } from '../src/app/api/document.ts';

/** What every route promises. The accounts' come last: with them sessions end. */
const rules: Rules = {
  ...issueRules,
  ...alertRules,
  ...usageRules,
  ...operationRules,
  ...sentryApiRules,
  ...accountRules,
};

/** Every route of the running server × everybody who may come × what is theirs and what is not. */
eachIssueHouse('access', (open) => {
  test('every route answers everybody as its rule says, and nobody learns of what they do not see', async () => {
    const world = await createWorld(await open());
    try {
      const documented = operationsOf(apiDocument(world.app)).map(({ method, path }) => `${method} ${path}`);
      const routes = [...documented, ...world.sentryRoutes];
      const missing = routes.filter((route) => rules[route] === undefined);
      expect.soft(missing, 'these routes need a rule in test/support/access').toEqual([]);
      const found: string[] = [];
      // In the order of the rules: with the last of them sessions end.
      for (const [route, rule] of Object.entries(rules))
        if (routes.includes(route)) found.push(...(await walk(world, route, rule)));
      expect.soft(found).toEqual([]);
    } finally {
      await world.close();
    }
  });
});

/** Calls one route as everybody and says what was not as it should be. */
const walk = async (world: World, route: string, rule: Rule): Promise<string[]> => {
  const found: string[] = [];
  const [kettle, anchor] = [await world.targets('kettle'), await world.targets('anchor')];
  const all = { kettle, anchor };
  for (const visitor of world.visitors) {
    for (const place of rule.placed || rule.effect !== undefined ? places : places.slice(0, 1)) {
      // Whatever is made anew has a number only.
      for (const target of rule.fresh === undefined ? all[place] : all[place].slice(0, 1)) {
        const made = { ...target, ...(await rule.fresh?.(world, place)) };
        found.push(...(await visit(world, route, rule, visitor, place, made, expected(route, rule, visitor, place))));
      }
    }
    // What is theirs in the path, and behind it what is not: of another project, so it is not there, for owners neither.
    const foreign = { ...anchor[0], ...(rule.placed ? await rule.fresh?.(world, 'anchor') : {}) };
    for (const target of strayTargets(route, kettle[0], foreign)) {
      const wanted = expected(route, { ...rule, ok: 404 }, visitor, 'kettle');
      found.push(...(await visit(world, route, rule, visitor, 'kettle', target, wanted)));
    }
  }
  return found;
};

const strayTargets = (route: string, own: Target, foreign: Target): Target[] => {
  if (/\{issueId\}.*\{which\}/.test(route)) return [{ ...own, which: foreign['eventId'] ?? '' }];
  const children = ['eventId', 'attachmentId', 'keyId', 'slug', 'commentId', 'ruleId', 'targetId', 'searchId'];
  return children
    .filter((name) => route.includes(`{${name}}`))
    .map((name) => ({ ...own, [name]: foreign[name] ?? '' }));
};

let count = 0;

const visit = async (
  world: World,
  route: string,
  rule: Rule,
  visitor: Visitor,
  place: Place,
  target: Target,
  wanted: number,
): Promise<string[]> => {
  count++;
  const [method = '', pattern = ''] = route.split(' ');
  const path = pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(target[name] ?? `no ${name}`));
  const response = await world.call(
    method,
    `${path}${rule.query ?? ''}`,
    rule.body?.({ target, place, count }),
    visitor.headers,
  );
  const { statusCode, body } = response;
  const found: string[] = [];
  if (statusCode !== wanted) found.push(`${statusCode}, not ${wanted}: ${body.slice(0, 200)}`);
  else if (wanted === 404 && !response.json<{ detail: string }>().detail.endsWith('or you may not see it.'))
    found.push(`tells more than that there is nothing: ${body}`);
  for (const word of places)
    if (statusCode < 400 && !visitor.sees.includes(word) && body.includes(word)) found.push(`tells of the ${word}`);
  if (rule.effect !== undefined && statusCode === 200) {
    const done = response.json<Record<string, number>>()[rule.effect];
    if (done !== (visitor.sees.includes(place) ? 1 : 0)) found.push(`${rule.effect} ${done}`);
  }
  return found.map((what) => `${method} ${path} (${place}) as ${visitor.name}: ${what}`);
};

/** What a route answers to whoever comes, in the order in which it asks. */
const expected = (route: string, rule: Rule, visitor: Visitor, place: Place): number => {
  const ok = typeof rule.ok === 'number' ? rule.ok : rule.ok(visitor);
  if (rule.needs === 'open') return ok;
  if (visitor.via === 'nobody') return 401;
  if (!visitor.scopes.includes(rule.needs)) return 403;
  if (rule.session && visitor.via === 'token') return 403;
  if (rule.unbound && visitor.bound) return 403;
  if (rule.placed && !visitor.sees.includes(place)) return 404;
  if (rule.newProject === true && visitor.bound) return 404;
  // Whoever is in no team would not see the project that they make.
  if (route === 'POST /projects' && visitor.sees.length === 0) return 400;
  return ok;
};

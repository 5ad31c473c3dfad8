import type { Command } from 'commander';
import type { ActionRequest, CommandResult } from '../../issues/index.ts';
import { CulpritError, systemClock } from '../../kit/index.ts';
import type { Storage } from '../../storage/index.ts';
import { addSettings, clientSettings, configOf, printJson, usage, storeSettings, wholeNumber } from './shared.ts';

/** `culprit issue resolve|reopen|mute|unmute|assign|delete|merge`. */
export const register = (program: Command): void => {
  const group = program.command('issue').description('What people do to issues. An issue is named as in SHOP-12.');

  const action = (name: ActionRequest['action'], description: string): Command =>
    common(group.command(name).description(description).argument('<issues...>'));

  action('resolve', 'Resolves issues: any further event brings them back, unless a release is named.')
    .option('--in <release>', 'the release that holds the fix: its name, latest, or next')
    .action((issues: string[], options: { in?: string; json?: true }) =>
      run(issues, { action: 'resolve', ...releaseOf(options.in) }, options),
    );
  for (const [name, description] of [
    ['reopen', 'Reopens resolved issues.'],
    ['unmute', 'Ends the muting of issues.'],
  ] as const)
    action(name, description).action((issues: string[], options: { json?: true }) =>
      run(issues, { action: name }, options),
    );
  action('mute', 'Mutes issues: for ever, or until the first condition that holds.')
    .option('--for <span>', 'so long, such as 3d, 2weeks, 1month')
    .option('--until <instant>', 'until then, such as 2026-12-24T08:00Z')
    .option('--more-than <count/span>', 'until more events come in a span, such as 100/1h', gather, [])
    .option('--users <count>', 'until so many more users had it')
    .action((issues: string[], options: MuteOptions) => run(issues, muteOf(options), options));
  action('assign', 'Gives issues to somebody.')
    .requiredOption('--to <who>', 'an e-mail address, #team, or nobody')
    .action(async (issues: string[], options: { to: string; json?: true }) => {
      await onData(options, async (storage) => {
        const to = await assigneeOf(storage, options.to);
        const { commandIssues } = await import('../../issues/index.ts');
        return await commandIssues(storage, systemClock, issues, { action: 'assign', ...to });
      });
    });
  action('delete', 'Deletes issues: hidden at once, removed for good after an hour.')
    .option('--yes', 'do it: their events, comments and numbers go too')
    .action((issues: string[], options: { yes?: true; json?: true }) => {
      if (options.yes !== true)
        throw usage(`This deletes ${issues.join(', ')} with all their events. Say --yes if you mean it.`);
      return run(issues, { action: 'delete' }, options);
    });
  common(
    group
      .command('merge')
      .description('Merges issues into the first; future events follow.')
      .argument('<into>')
      .argument('<issues...>'),
  ).action(async (into: string, issues: string[], options: { json?: true }) => {
    const { commandMerge } = await import('../../issues/index.ts');
    await onData(options, async (storage) => [await commandMerge(storage, systemClock, into, issues)]);
  });
};

interface MuteOptions {
  readonly for?: string;
  readonly until?: string;
  readonly moreThan: readonly string[];
  readonly users?: string;
  readonly json?: true;
}

const common = (command: Command): Command =>
  addSettings(command.option('--json', 'one JSON object an issue'), storeSettings);

const run = async (issues: readonly string[], request: ActionRequest, options: { json?: true }): Promise<void> => {
  const { commandIssues } = await import('../../issues/index.ts');
  await onData(options, (storage) => commandIssues(storage, systemClock, issues, request));
};

/** Prints what became of each; fails when one was refused. */
const onData = async (
  options: { readonly json?: true },
  work: (storage: Storage) => Promise<readonly CommandResult[]>,
): Promise<void> => {
  const { withStores } = await import('./with-stores.ts');
  const results = await withStores(configOf(options, clientSettings), ({ storage }) => work(storage));
  for (const result of results) {
    if (options.json === true) printJson(result);
    else if (result.refusal === null) console.log(`${result.issue}: ${result.changed ? 'done' : 'nothing to do'}`);
  }
  const refused = results.flatMap(({ refusal }) => (refusal === null ? [] : [refusal]));
  if (refused.length > 0) throw new CulpritError('refused', 409, refused.join(' '));
};

const assigneeOf = async (storage: Storage, who: string): Promise<Pick<ActionRequest, 'userId' | 'teamId'>> => {
  if (who === 'nobody') return { userId: null };
  const { personByEmail, teamBySlug } = await import('../../accounts/index.ts');
  const isTeam = who.startsWith('#');
  const found = isTeam ? await teamBySlug(storage, who.slice(1)) : await personByEmail(storage, who);
  if (found === null) throw new CulpritError('not_found', 404, `There is no ${isTeam ? 'team' : 'user'} ${who}.`);
  return isTeam ? { teamId: found.id } : { userId: found.id };
};

const releaseOf = (named: string | undefined): Pick<ActionRequest, 'in'> => {
  if (named === undefined) return {};
  return { in: named === 'latest' || named === 'next' ? named : { version: named } };
};

const muteOf = ({ for: span, until, moreThan, users }: MuteOptions): ActionRequest => {
  const end = until === undefined ? undefined : Date.parse(until) * 1_000;
  if (end !== undefined && Number.isNaN(end)) throw usage(`--until: "${until ?? ''}" is not an instant.`);
  const volume = moreThan.map((text) => {
    const [, count, rest] = /^([1-9]\d{0,4})\/(.+)$/.exec(text) ?? [];
    if (count === undefined || rest === undefined) throw usage(`--more-than: "${text}" is not like 100/1h.`);
    return { ...spanOf(rest, '--more-than'), count: Number(count) };
  });
  return {
    action: 'mute',
    ...(span === undefined ? {} : { for: spanOf(span, '--for') }),
    ...(end === undefined ? {} : { until: end }),
    ...(volume.length === 0 ? {} : { volume }),
    ...(users === undefined ? {} : { users: wholeNumber('--users', users, 1, 999_999_999) }),
  };
};

const spanOf = (text: string, option: string): NonNullable<ActionRequest['for']> => {
  const [, n = '1', unit = ''] = /^(\d{0,3}) ?([a-z]+)$/.exec(text) ?? [];
  const period = units[unit.replace(/(?<=..)s$/, '')];
  if (period === undefined || Number(n || 1) < 1)
    throw usage(`${option}: "${text}" is not a span such as 30min, 2h, 3d, 2weeks, 1month or 1year.`);
  return { n: Number(n || 1), period };
};

const units: Readonly<Record<string, NonNullable<ActionRequest['for']>['period']>> = {
  min: 'minute',
  minute: 'minute',
  h: 'hour',
  hour: 'hour',
  d: 'day',
  day: 'day',
  w: 'week',
  week: 'week',
  month: 'month',
  y: 'year',
  year: 'year',
};

const gather = (value: string, before: readonly string[]): string[] => [...before, value];

import type { Command } from 'commander';
import { systemClock, toIso } from '../../kit/index.ts';
import type { QuotaSettings, QuotaView } from '../../usage/index.ts';
import { addSettings, clientSettings, configOf, printJson, printTable, storeSettings, usage } from './shared.ts';

interface Options {
  readonly project?: string;
  readonly json?: true;
}

interface Change extends Options {
  readonly fiveMinutes?: string;
  readonly hour?: string;
  readonly month?: string;
  readonly spikeProtection?: string;
  readonly spikeFactor?: string;
}

/** `culprit quota show|set`: how much may be sent, of a project or of all together. */
export const register = (program: Command): void => {
  const group = program.command('quota').description('How much may be sent: quotas of projects and the installation.');
  const about = (command: Command): Command =>
    addSettings(command, [...storeSettings, 'quotas'])
      .option('--project <name>', 'name, slug or id of a project; without it the installation')
      .option('--json', 'one JSON object on standard output');

  about(group.command('show').description('Shows the quotas and how far they are used up.')).action(
    async (options: Options) => change(options, {}),
  );
  about(
    group.command('set').description('Changes the quotas that are named; a running server knows within two seconds.'),
  )
    .option('--five-minutes <events>', 'in any five minutes; none: unlimited')
    .option('--hour <events>', 'in any hour; none: unlimited')
    .option('--month <events>', 'in any month; none: unlimited')
    .option('--spike-protection <on|off>', 'refuse what is far above the usual rate of the project')
    .option('--spike-factor <number>', 'how many times the usual rate is a spike, 2 to 1000')
    .action(async (options: Change) => change(options, wanted(options)));
};

const wanted = (options: Change): Partial<QuotaSettings> => {
  const changed: { -readonly [Name in keyof QuotaSettings]?: QuotaSettings[Name] } = {};
  for (const [name, flag] of [
    ['fiveMinutes', '--five-minutes'],
    ['hour', '--hour'],
    ['month', '--month'],
  ] as const) {
    const text = options[name];
    if (text === undefined) continue;
    if (!/^(none|\d{1,9})$/.test(text)) throw usage(`${flag}: "${text}" is neither a whole number nor "none".`);
    changed[name] = text === 'none' ? null : Number(text);
  }
  const { spikeProtection, spikeFactor, project } = options;
  if (project === undefined && (spikeProtection ?? spikeFactor) !== undefined)
    throw usage('Spikes are a matter of projects: name one with --project.');
  if (spikeProtection !== undefined) {
    if (!['on', 'off'].includes(spikeProtection))
      throw usage(`--spike-protection: "${spikeProtection}" is neither on nor off.`);
    changed.spikeProtection = spikeProtection === 'on';
  }
  if (spikeFactor !== undefined) {
    const factor = Number(spikeFactor);
    if (!(factor >= 2 && factor <= 1_000)) throw usage(`--spike-factor: "${spikeFactor}" is no number from 2 to 1000.`);
    changed.spikeFactor = factor;
  }
  if (Object.keys(changed).length === 0) throw usage('Nothing to set: name a quota, such as --hour 20000.');
  return changed;
};

const change = async (options: Options, changed: Partial<QuotaSettings>): Promise<void> => {
  const config = configOf(options, [...clientSettings, 'quotas']);
  const { withStores } = await import('./with-stores.ts');
  const { findProject } = await import('./find-project.ts');
  const { changeQuota, INSTALLATION, viewQuota } = await import('../../usage/index.ts');
  await withStores(config, async ({ storage }) => {
    const project = options.project === undefined ? null : await findProject(storage, options.project);
    const id = project?.id ?? INSTALLATION;
    if (Object.keys(changed).length > 0) await storage.transaction((tx) => changeQuota(tx, id, changed, config.quotas));
    const view = await viewQuota(storage, id, { defaults: config.quotas, now: systemClock.now() });
    print(project?.slug ?? null, view, options.json === true);
  });
};

const print = (project: string | null, { settings, usage: windows }: QuotaView, json: boolean): void => {
  const { spikeProtection, spikeFactor } = settings;
  const rows = windows.map(({ span, limit, used, freesAt }) => ({
    span,
    limit,
    used,
    frees_at: freesAt === null ? null : toIso(freesAt),
  }));
  if (json) {
    const spikes = { spike_protection: spikeProtection, spike_factor: spikeFactor };
    return printJson({ project, quotas: rows, ...(project === null ? {} : spikes) });
  }
  printTable([
    ['IN ANY', 'QUOTA', 'USED', 'FREE FROM'],
    ...rows.map(({ span, limit, used, frees_at }) => [
      { fiveMinutes: '5 minutes', hour: 'hour', month: 'month' }[span],
      limit === null ? 'unlimited' : String(limit),
      String(used),
      limit !== null && used >= limit ? (frees_at ?? '-') : '-',
    ]),
  ]);
  if (project !== null)
    console.log(`Spike protection: ${spikeProtection ? `from ${spikeFactor} times the usual` : 'off'}`);
};

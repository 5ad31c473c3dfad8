import type { Command } from 'commander';
import { CulpritError, systemClock } from '../../kit/index.ts';
import { addSettings, clientSettings, configOf, plain, printJson, printTable, storeSettings, usage } from './shared.ts';

/** `culprit alerts targets|test`: whether alerts arrive, seen from this machine. */
export const register = (program: Command): void => {
  const group = program.command('alerts').description('Targets of alerts: list them, try them.');

  addSettings(group.command('targets').description('Lists the targets of all projects.'), storeSettings)
    .option('--json', 'one JSON object a line')
    .action(async (options: { readonly json?: true }) => list(options));

  addSettings(
    group
      .command('test')
      .description(
        'Sends a test message to a target, once, from this machine with this configuration. Fails where it is not taken.',
      ),
    [...storeSettings, 'url', 'port', 'smtp', 'mailFrom', 'outboundAllow'],
  )
    .argument('<target>', 'id as `targets` shows it')
    .option('--json', 'one JSON object on standard output')
    .action(async (target: string, options: { readonly json?: true }) => test(target, options));
};

const list = async (options: { readonly json?: true }): Promise<void> => {
  const { withStores } = await import('./with-stores.ts');
  const { allTargets } = await import('../../alerts/index.ts');
  await withStores(configOf(options, clientSettings), async ({ storage }) => {
    const targets = (await allTargets(storage)).map(({ id, projectId, name, enabled, settings }) => ({
      id,
      project: projectId,
      kind: settings.kind,
      name,
      enabled,
    }));
    if (options.json === true) for (const target of targets) printJson(target);
    else if (targets.length === 0) console.log('There are no targets.');
    else
      printTable([
        ['ID', 'PROJECT', 'KIND', 'ENABLED', 'NAME'],
        ...targets.map(({ id, project, kind, name, enabled }) => [
          String(id),
          String(project),
          kind,
          enabled ? 'yes' : 'no',
          plain(name),
        ]),
      ]);
  });
};

const test = async (id: string, options: { readonly json?: true }): Promise<void> => {
  if (!/^[1-9]\d{0,14}$/.test(id)) throw usage(`"${id}" is no id of a target; \`culprit alerts targets\` lists them.`);
  const config = configOf(options, clientSettings);
  const { withStores } = await import('./with-stores.ts');
  const { createWires } = await import('../wires.ts');
  const { publicUrlOf } = await import('../public-url.ts');
  const { allTargets, testTarget } = await import('../../alerts/index.ts');
  await withStores(config, async ({ storage }) => {
    const target = (await allTargets(storage)).find((one) => one.id === Number(id));
    if (target === undefined) throw new CulpritError('not_found', 404, `There is no target ${id}.`);
    const wires = createWires(config, () => publicUrlOf(config));
    try {
      const sent = await testTarget({ storage, clock: systemClock, ...wires }, target);
      if (options.json === true)
        printJson({ delivery: sent.id, state: sent.state, status: sent.status, error: sent.error });
      if (sent.state !== 'sent')
        throw new CulpritError('not_delivered', 502, plain(sent.error ?? 'It was not sent.', 300));
      if (options.json !== true) console.log(`${plain(target.name)} (${target.settings.kind}) took it.`);
    } finally {
      wires.mailer?.close();
    }
  });
};

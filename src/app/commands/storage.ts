import type { Command } from 'commander';
import { systemClock, toIso } from '../../kit/index.ts';
import type { Config } from '../config.ts';
import { addSettings, clientSettings, configOf, plain, printJson, printTable, storeSettings, usage } from './shared.ts';

const retentionSettings = [...storeSettings, 'retentionEvents', 'retentionDays'] as const;

/** `culprit storage` and `culprit retention run`: what uses the space, and removing what is above the limits now. */
export const register = (program: Command): void => {
  addSettings(
    program.command('storage').description('Shows what uses the space: database, attachments, lanes, each project.'),
    retentionSettings,
  )
    .option('--json', 'one JSON object on standard output')
    .option(
      '--compact',
      'first gives what removed rows left in the SQLite file back to the disk; stop the server before',
    )
    .action(async (options: { readonly json?: true; readonly compact?: true }) => {
      const config = configOf(options, clientSettings);
      if (options.compact === true) await compact(config);
      await show(config, options.json === true);
    });

  addSettings(
    program
      .command('retention')
      .description('What projects keep.')
      .command('run')
      .description('Removes events above the limits of their projects now; a server does so by itself.'),
    retentionSettings,
  )
    .option('--project <project>', 'only this one: id, slug or name')
    .option('--json', 'one JSON object a project')
    .action(async (options: { readonly project?: string; readonly json?: true }) =>
      run(configOf(options, clientSettings), options),
    );
};

const show = async (config: Config, json: boolean): Promise<void> => {
  const { withStores } = await import('./with-stores.ts');
  const { allProjects } = await import('./find-project.ts');
  const { reportStorage } = await import('../storage-report.ts');
  const report = await withStores(config, async (stores) =>
    reportStorage(config, stores, await allProjects(stores.storage)),
  );
  const { database, attachments, projects } = report;
  if (json) {
    printJson({
      database: { dialect: database.dialect, bytes: database.bytes, free_bytes: database.freeBytes },
      attachments,
      lanes_bytes: report.lanesBytes,
      dead_letters: report.deadLetters,
      disk_free_bytes: report.diskFreeBytes,
      projects: projects.map((project) => ({
        project: project.slug,
        events: project.events,
        event_bytes: project.eventBytes,
        attachments: project.attachments,
        attachment_bytes: project.attachmentBytes,
        max_events: project.maxEvents,
        max_age_days: project.maxAgeDays,
        last_run_at: project.lastRunAt === null ? null : toIso(project.lastRunAt),
      })),
    });
    return;
  }
  const free = database.freeBytes === null ? '' : ` (${megabytes(database.freeBytes)} free inside)`;
  printTable([
    ['WHAT', 'SIZE'],
    ['database', `${megabytes(database.bytes)}${free}`],
    ['attachments', `${megabytes(attachments.bytes)} in ${attachments.count}`],
    ...(report.lanesBytes === null ? [] : [['lanes', megabytes(report.lanesBytes)]]),
    ...(report.diskFreeBytes === null ? [] : [['free on the disk', megabytes(report.diskFreeBytes)]]),
  ]);
  if (projects.length === 0) return;
  console.log('');
  printTable([
    ['PROJECT', 'EVENTS', 'OF', 'DAYS', 'EVENTS’ SIZE', 'ATTACHMENTS'],
    ...projects.map((project) => [
      plain(project.slug),
      String(project.events),
      String(project.maxEvents),
      String(project.maxAgeDays),
      megabytes(project.eventBytes),
      `${megabytes(project.attachmentBytes)} in ${project.attachments}`,
    ]),
  ]);
};

const run = async (config: Config, options: { readonly project?: string; readonly json?: true }): Promise<void> => {
  const { withStores } = await import('./with-stores.ts');
  const { allProjects, findProject } = await import('./find-project.ts');
  const { runRetention } = await import('../../issues/index.ts');
  await withStores(config, async ({ storage }) => {
    const projects =
      options.project === undefined ? await allProjects(storage) : [await findProject(storage, options.project)];
    for (const { id, slug, settings } of projects) {
      const removed = await runRetention(storage, systemClock, { id, settings }, config.retention);
      if (options.json === true) printJson({ project: slug, removed });
      else console.log(`${slug}: ${removed === 0 ? 'nothing to remove' : `${removed} events removed`}`);
    }
  });
};

/** Writes the file anew; needs as much room again while it does. */
const compact = async (config: Config): Promise<void> => {
  if (config.database !== null)
    throw usage('--compact is for SQLite. PostgreSQL uses free room by itself; VACUUM FULL gives it back.');
  const { withStores } = await import('./with-stores.ts');
  const { lockDataFolder } = await import('../lock.ts');
  const lock = lockDataFolder(config.data);
  try {
    await withStores(config, ({ storage }) => storage.query('compact', 'VACUUM', []));
  } finally {
    lock.release();
  }
};

const megabytes = (bytes: number): string => `${(bytes / (1 << 20)).toFixed(1)} MB`;

import type { Command } from 'commander';
import type { Instant } from '../../kit/index.ts';
import { DAY, fromDate, HOUR, MINUTE, systemClock } from '../../kit/index.ts';
import { addSettings, configOf, storeSettings, plain, usage, wholeNumber, writeLine } from './shared.ts';

interface EventOptions {
  readonly project: string;
  readonly issue?: string;
  readonly since?: string;
  readonly limit?: string;
  readonly json?: true;
}

/** `culprit events --project NAME`: one event a line, the newest first, streamed. */
export const register = (program: Command): void => {
  addSettings(
    program
      .command('events')
      .description('Prints the stored events of a project, the newest first, one a line.')
      .requiredOption('--project <name>', 'project by name, slug or id')
      .option('--issue <id>', 'only of this issue, such as SHOP-12')
      .option('--since <when>', 'only what was received since: 30m, 24h, 7d, or a date such as 2026-11-22T10:00Z')
      .option('--limit <number>', 'at most so many')
      .option(
        '--json',
        'one JSON object a line: event_id, issue, title, culprit, level, platform, release, environment, exceptions, tags, received_at',
      ),
    storeSettings,
  ).action(async (options: EventOptions) => {
    const limit = options.limit === undefined ? Infinity : wholeNumber('--limit', options.limit);
    const since = options.since === undefined ? undefined : readSince(options.since, systemClock.now());
    const { withStores } = await import('./with-stores.ts');
    const { findProject } = await import('./find-project.ts');
    const { exportEvents } = await import('../../issues/index.ts');
    await withStores(configOf(options, storeSettings), async ({ storage }) => {
      const project = await findProject(storage, options.project);
      let printed = 0;
      if (limit === 0) return;
      for await (const event of exportEvents(storage, project, { issue: options.issue, since })) {
        const line =
          options.json === true
            ? JSON.stringify(event)
            : `${event.received_at}  ${event.event_id}  ${event.issue}  ${plain(event.title, 100)}`;
        if ((await writeLine(line)) || ++printed >= limit) return;
      }
    });
  });
};

/** `7d` before now, or a date. */
export const readSince = (text: string, now: Instant): Instant => {
  const [, count, unit] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  if (count !== undefined) return now - Number(count) * { m: MINUTE, h: HOUR, d: DAY }[unit as 'm' | 'h' | 'd'];
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw usage(`--since: "${text}" is neither like 30m, 24h, 7d nor a date.`);
  return fromDate(date);
};

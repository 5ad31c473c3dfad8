import type { Command } from 'commander';
import { settleSoon } from '../settle.ts';
import { addSettings, allSettings, configOf, FAILED } from './shared.ts';

/** `culprit serve`: runs until it is told to stop. */
export const register = (program: Command): void => {
  const command = program.command('serve').description('Runs the server.');
  addSettings(command, allSettings);
  command.action(async (options: object) => {
    const config = configOf(options, allSettings);
    // Threads and libraries read it; a flag must reach them too.
    process.env['CULPRIT_LOG'] = config.log;
    const { startServer } = await import('../start.ts');
    const server = await startServer(config, { onCrash: () => process.exit(FAILED) });
    console.log(server.url === null ? 'Culprit works.' : `Culprit listens on ${server.url}`);
    stopOnSignal(() => server.close());
    settleSoon();
  });
};

/** The first signal lets everything in hand finish, the second one ends it now. Neither loses what was acknowledged. */
const stopOnSignal = (close: () => Promise<void>): void => {
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(FAILED);
    stopping = true;
    console.log(`Stopping (${signal}); once more ends it now.`);
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(FAILED);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
};

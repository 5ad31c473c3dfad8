import type { Command } from 'commander';
import { addSettings, configOf, printJson, storeSettings } from './shared.ts';

/** `culprit backup FILE`. */
export const register = (program: Command): void => {
  const command = program
    .command('backup')
    .description(
      'Writes the databases, queues and attachments of the data folder into one tar archive, also while the server runs. Restore: tar -xf FILE -C FOLDER.',
    )
    .argument('<file>', 'archive to write; - for standard output')
    .option('--json', 'one JSON object on standard output');
  addSettings(command, storeSettings);
  command.action(async (file: string, options: { readonly json?: true }) => {
    const { backUp } = await import('../backup/backup.ts');
    const bytes = await backUp(configOf(options, storeSettings), file);
    if (file === '-') return;
    if (options.json === true) printJson({ file, bytes });
    else console.log(`${file}: ${bytes} bytes`);
  });
};

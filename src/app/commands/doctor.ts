import type { Command } from 'commander';
import { addSettings, allSettings, configOf, FAILED, printJson } from './shared.ts';

/** `culprit doctor`. */
export const register = (program: Command): void => {
  const command = program
    .command('doctor')
    .description('Checks the installation and says what to do. Exit code 1 when something does not work.')
    .option('--json', 'one JSON object on standard output');
  addSettings(command, allSettings);
  command.action(async (options: { readonly json?: true }) => {
    const { examine } = await import('../doctor/checks.ts');
    const findings = await examine(configOf(options, allSettings));
    const failed = findings.some(({ state }) => state === 'failed');
    if (options.json === true) printJson({ ok: !failed, findings });
    else
      for (const { name, state, found, advice } of findings)
        console.log(`${marks[state]} ${name}: ${found}${advice === undefined ? '' : `\n       ${advice}`}`);
    if (failed) process.exitCode = FAILED;
  });
};

const marks = { ok: 'ok    ', warning: 'note  ', failed: 'FAILED' } as const;

import { Command, CommanderError } from 'commander';
import { CulpritError } from '../kit/index.ts';
import { register as alerts } from './commands/alerts.ts';
import { register as backup } from './commands/backup.ts';
import { register as deadLetters } from './commands/dead-letters.ts';
import { register as demo } from './commands/demo.ts';
import { register as doctor } from './commands/doctor.ts';
import { register as events } from './commands/events.ts';
import { register as invite } from './commands/invite.ts';
import { register as issue } from './commands/issue.ts';
import { register as issues } from './commands/issues.ts';
import { register as provenance } from './commands/provenance.ts';
import { register as project } from './commands/project.ts';
import { register as quota } from './commands/quota.ts';
import { register as release } from './commands/release.ts';
import { register as serve } from './commands/serve.ts';
import { FAILED, USAGE } from './commands/shared.ts';
import { register as storage } from './commands/storage.ts';
import { register as team } from './commands/team.ts';
import { register as user } from './commands/user.ts';
import { version } from './version.ts';

/** Runs the command line and resolves with the exit code. What goes wrong is one line on standard error. */
export const runProgram = async (args: readonly string[]): Promise<number> => {
  const program = new Command('culprit')
    .description('Self-hosted error tracker: from any Sentry SDK to a filed, explained issue.')
    .version(version)
    .helpCommand(false)
    .showHelpAfterError('(--help tells more)')
    .addHelpText(
      'after',
      [
        '\nEvery setting is a flag or an environment variable: --data or CULPRIT_DATA, --port or CULPRIT_PORT (or PORT),',
        '--database or CULPRIT_DATABASE. `culprit serve --help` has them all, docs/operations.md tells more.',
        '\nExit codes: 0 done, 1 failed, 2 called wrongly.',
      ].join('\n'),
    );
  const verbs = [
    serve,
    demo,
    project,
    user,
    invite,
    team,
    issues,
    issue,
    events,
    release,
    quota,
    alerts,
    storage,
    provenance,
    deadLetters,
    doctor,
    backup,
  ];
  for (const register of verbs) register(program);
  exitByThrowing(program);

  // Whoever pipes into `head` has read enough.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    if (error instanceof CulpritError) {
      console.error(`culprit: ${error.message}`);
      return error.status === 400 ? USAGE : FAILED;
    }
    // A defect of ours: whoever reports it needs all of it.
    console.error(error);
    return FAILED;
  }
};

const exitByThrowing = (command: Command): void => {
  command.exitOverride();
  for (const child of command.commands) exitByThrowing(child);
};

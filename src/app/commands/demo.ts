import { createServer } from 'node:net';
import type { Command } from 'commander';
import { CulpritError } from '../../kit/index.ts';
import type { Found } from '../demo/run.ts';
import { FAILED, plain, printJson, printTable, wholeNumber } from './shared.ts';

const usualPort = 8000;

/** `culprit demo`: shows the product at work on an empty folder, and checks that it worked. */
export const register = (program: Command): void => {
  program
    .command('demo')
    .description(
      'Runs a server on an empty folder and a sample application that fails in many ways, and shows the issues that come of it.',
    )
    .option('--once', 'end when all expected issues are there (exit code 0), or say what is missing (1)')
    .option('--port <number>', `port of the server; default ${usualPort} when it is free, else any`)
    .option('--json', 'one JSON object instead of a table')
    .action(async (options: { readonly once?: true; readonly port?: string; readonly json?: true }) => {
      const port = options.port === undefined ? await freePort() : wholeNumber('--port', options.port, 0, 65_535);
      const { isComplete, runDemo } = await import('../demo/run.ts');
      const { leaveNothing } = await import('../demo/leftovers.ts');
      leaveNothing();
      const say = (line: string) => console.error(`· ${line}`);
      const demo = await runDemo({ port, say });
      const missing = demo.found.filter((found) => !isComplete(found));
      if (options.json === true) {
        printJson({
          url: demo.url,
          email: demo.email,
          password: demo.password,
          repository: demo.repository,
          complete: missing.length === 0,
          issues: demo.found.map((found) => asJson(found, demo.url)),
        });
      } else {
        printTable([
          ['what', 'issue', 'events', 'users', 'ms', 'link'],
          ...demo.found.map((found) => asRow(found, demo.url)),
        ]);
        const slowest = Math.max(...demo.found.map(({ delayMs }) => delayMs ?? 0));
        console.log(
          `\n${demo.found.length - missing.length} of ${demo.found.length} as expected; from exception to issue in at most ${slowest} ms.`,
        );
      }
      for (const { expectation, issue } of missing) console.error(missingLine(expectation.what, expectation, issue));
      if (options.once === true) {
        await demo.stop();
        process.exitCode = missing.length === 0 ? 0 : FAILED;
        return;
      }
      console.log(
        `\nThe server runs on: ${demo.url}\n  sign in as ${demo.email} with ${demo.password}\n  the shop's repository: ${demo.repository}\nCtrl-C ends it and removes its data.`,
      );
      await demo.ended;
      await demo.stop();
      throw new CulpritError('server_ended', 500, 'The server of the demo has ended; its data is removed.');
    });
};

const link = (url: string, { issue }: Found): string => (issue === null ? '' : `${url}/issues/${issue.shortId}`);

const asRow = (found: Found, url: string): string[] => [
  found.expectation.what,
  found.issue === null ? 'MISSING' : plain(`${found.issue.shortId} ${found.issue.title}`, 60),
  String(found.issue?.events ?? 0),
  String(found.issue?.users ?? 0),
  String(found.delayMs ?? ''),
  link(url, found),
];

const asJson = (found: Found, url: string) => ({
  what: found.expectation.what,
  title: found.issue?.title ?? null,
  events: found.issue?.events ?? 0,
  users: found.issue?.users ?? 0,
  delay_ms: found.delayMs,
  link: link(url, found),
});

const missingLine = (what: string, expected: { events: number; users: number }, issue: Found['issue']): string =>
  issue === null
    ? `missing: ${what}`
    : `not as expected: ${what}: ${issue.events} events and ${issue.users} users instead of ${expected.events} and ${expected.users}`;

/** The usual port, or any when it is taken. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(usualPort, '127.0.0.1', () => probe.close(() => resolve(usualPort)));
  });

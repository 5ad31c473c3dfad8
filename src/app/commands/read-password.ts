import { usage } from './shared.ts';

/** The first line of standard input; a terminal is asked and does not show what is typed. */
export const readPassword = async (): Promise<string> => {
  const { createInterface } = await import('node:readline/promises');
  const { Writable } = await import('node:stream');
  const asked = process.stdin.isTTY;
  if (asked) process.stderr.write('Password: ');
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: asked });
  try {
    for await (const line of lines) return line;
    throw usage('There is no password on standard input: give it there or with --password.');
  } finally {
    lines.close();
    if (asked) process.stderr.write('\n');
  }
};

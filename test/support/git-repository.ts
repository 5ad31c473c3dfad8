import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Commit {
  /** Its name here, its branch, and its message. */
  readonly msg: string;
  /** Seconds since 1970. */
  readonly date: number;
  /** By name, the first first. */
  readonly parents: readonly string[];
  /** All files: path to text. */
  readonly content: Readonly<Record<string, string>>;
  readonly tag?: string | null;
}

/** Makes a bare repository of these commits, a branch each, in a new temporary folder. Always the same ids. */
export const makeRepository = (
  commits: readonly Commit[],
  person = 'Ada <ada@example.org>',
  format: 'sha1' | 'sha256' = 'sha1',
): string => {
  const folder = mkdtempSync(join(tmpdir(), 'culprit-git-'));
  execFileSync('git', ['init', '--quiet', '--bare', `--object-format=${format}`, '-b', 'main', folder]);
  const marks = new Map<string, number>();
  const stream: Buffer[] = [];
  const say = (text: string) => stream.push(Buffer.from(text));
  const data = (text: string) => say(`data ${Buffer.byteLength(text)}\n${text}\n`);
  for (const [index, { msg, date, parents, content }] of commits.entries()) {
    marks.set(msg, index + 1);
    say(
      `commit refs/heads/${msg}\nmark :${index + 1}\nauthor ${person} ${date} +0200\ncommitter ${person} ${date} +0200\n`,
    );
    data(`${msg}\n`);
    for (const [order, parent] of parents.entries()) say(`${order === 0 ? 'from' : 'merge'} :${marks.get(parent)}\n`);
    say('deleteall\n');
    for (const [path, text] of Object.entries(content)) {
      say(`M 100644 inline ${JSON.stringify(path)}\n`);
      data(text);
    }
  }
  for (const { msg, date, tag } of commits) {
    if (tag === null || tag === undefined) continue;
    say(`tag ${tag}\nfrom :${marks.get(msg)}\ntagger ${person} ${date} +0200\n`);
    data(`${tag}\n`);
  }
  execFileSync('git', ['-C', folder, 'fast-import', '--quiet', '--date-format=raw'], { input: Buffer.concat(stream) });
  return folder;
};

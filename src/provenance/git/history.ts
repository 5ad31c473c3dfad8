import { SECOND } from '../../kit/index.ts';
import type { Instant } from '../../kit/index.ts';
import type { BytePath, ObjectId } from '../model.ts';
import { gitFailed, runGit, startGit } from './git.ts';

/** A revision as git tells of it. */
export interface HistoryRevision {
  readonly id: ObjectId;
  readonly parents: readonly ObjectId[];
  readonly root: ObjectId;
  /** Author date; null where it is missing, unreadable, or not after 1970. */
  readonly date: Instant | null;
}

/** A branch or tag, peeled to the revision it stands on. */
export interface Head {
  readonly name: BytePath;
  readonly revision: ObjectId;
}

/** Branches (of a mirror or fetched) and tags that stand on revisions; each revision once, in the order of names. */
export const readHeads = async (folder: string): Promise<Head[]> => {
  const format = '%(objecttype) %(objectname) %(*objecttype) %(*objectname) %(refname)';
  const text = (await runGit(folder, ['for-each-ref', `--format=${format}`])).toString('latin1');
  const heads = new Map<ObjectId, Head>();
  for (const line of text.split('\n')) {
    const [kind, id, peeledKind, peeled, ...name] = line.split(' ');
    const revision = kind === 'commit' ? id : kind === 'tag' && peeledKind === 'commit' ? peeled : undefined;
    if (revision !== undefined && !heads.has(revision)) heads.set(revision, { name: name.join(' '), revision });
  }
  return [...heads.values()];
};

/**
 * Everything that can be reached from `heads` and not from `without`, parents before children, in portions. `without` may name what this repository does not
 * have (any more).
 */
export async function* readHistory(
  folder: string,
  heads: readonly ObjectId[],
  without: readonly ObjectId[],
  portion = 1_000,
): AsyncGenerator<HistoryRevision[]> {
  const parameters = ['rev-list', '--topo-order', '--reverse', '--ignore-missing', '--stdin', '--no-commit-header'];
  const child = startGit(folder, [...parameters, '--format=%H %T %at %P']);
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = `${said}${chunk.toString()}`.slice(-2_000);
  });
  child.stdin.on('error', () => {});
  child.stdin.end([...heads, ...without.map((id) => `^${id}`)].map((line) => `${line}\n`).join(''));
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  let rest = '';
  let found: HistoryRevision[] = [];
  try {
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      const lines = (rest + chunk.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        found.push(parseRevision(line));
        if (found.length < portion) continue;
        yield found;
        found = [];
      }
    }
    if ((await closed) !== 0) throw gitFailed(['rev-list'], said);
    if (found.length > 0) yield found;
  } finally {
    child.kill();
  }
}

const parseRevision = (line: string): HistoryRevision => {
  const [id = '', root = '', at = '', ...parents] = line.split(' ');
  const seconds = /^\d{1,11}$/.test(at) ? Number(at) : 0;
  return { id, root, parents: parents.filter((parent) => parent !== ''), date: seconds > 0 ? seconds * SECOND : null };
};

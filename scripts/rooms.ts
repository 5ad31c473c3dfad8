import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/**
 * The import rule of the house (ARCHITECTURE.md): a room imports only from lower floors, and only another room's door, its index.ts.
 * `web` speaks HTTP alone and imports nothing of `src` but types.
 */
export const floors: Readonly<Record<string, number>> = {
  kit: 0,
  storage: 1,
  lanes: 2,
  accounts: 3,
  registry: 3,
  provenance: 3,
  ingest: 4,
  usage: 4,
  issues: 5,
  triage: 6,
  suspects: 6,
  alerts: 6,
  reports: 7,
  app: 8,
};

export interface Breach {
  readonly file: string;
  readonly line: number;
  readonly why: string;
}

const importPattern = /(?:from|import\(|import)\s*['"](\.{1,2}\/[^'"]+)['"]/g;

const roomOf = (path: string, src: string): string => relative(src, path).split('/')[0] ?? '';

/** Production files of a folder, recursively; tests may look anywhere. */
const sources = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === 'node_modules' || name === 'dist' ? [] : sources(path);
    return /\.tsx?$/.test(name) && !/\.(test|contract)\.ts$/.test(name) ? [path] : [];
  });

const judge = (file: string, target: string, src: string): string | null => {
  const from = roomOf(file, src);
  const to = roomOf(target, src);
  if (from === to || from === 'main.ts') return null;
  if (target.startsWith('..') || relative(src, target).startsWith('..'))
    return 'production code imports from outside src/';
  const low = floors[to];
  const high = floors[from];
  if (low === undefined) return `\`${to}\` is no room; add it to the floors in scripts/rooms.ts and ARCHITECTURE.md`;
  if (high === undefined) return `\`${from}\` is no room; add it to the floors in scripts/rooms.ts and ARCHITECTURE.md`;
  if (low >= high) return `\`${from}\` (floor ${high}) may not know \`${to}\` (floor ${low})`;
  if (relative(join(src, to), target) !== 'index.ts') return `another room is entered by its door, \`${to}/index.ts\``;
  return null;
};

/** Every import that breaks the rule, in `src` below `root`. */
export const findBreaches = (root: string): Breach[] => {
  const src = join(root, 'src');
  return sources(src).flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((text, index) =>
        [...text.matchAll(importPattern)].flatMap((match) => {
          const why = judge(file, resolve(dirname(file), match[1] ?? ''), src);
          return why === null ? [] : [{ file: relative(root, file), line: index + 1, why }];
        }),
      ),
  );
};

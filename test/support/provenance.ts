import { createHash } from 'node:crypto';
import { createProvenanceStore, provenanceMigrations } from '../../src/provenance/index.ts';
import type { Occurrence, ProvenanceStore } from '../../src/provenance/index.ts';
import type { Revision, Tree } from '../../src/provenance/model.ts';
import { migrate } from '../../src/storage/index.ts';
import type { Open } from './storages.ts';

/** A directory as tests write it: names to contents, or to directories. */
export interface Folder {
  readonly [name: string]: string | Folder;
}

/** Revisions over trees of their own, with what git would say of them. */
export interface World {
  readonly trees: ReadonlyMap<string, Tree>;
  readonly revisions: readonly Revision[];
}

const hash = (text: string): string => createHash('sha1').update(text).digest('hex');

/** `salt`: worlds of different salt have no id in common, so that one database serves many. */
export const makeWorld = (folders: readonly { readonly date: number; readonly folder: Folder }[], salt = ''): World => {
  const trees = new Map<string, Tree>();
  const add = (folder: Folder): string => {
    const names = Object.keys(folder).sort();
    const files = names.flatMap((name) => {
      const entry = folder[name];
      return typeof entry === 'string' ? [{ name, id: hash(`blob ${salt} ${entry}`) }] : [];
    });
    const directories = names.flatMap((name) => {
      const entry = folder[name];
      return typeof entry === 'object' ? [{ name, id: add(entry) }] : [];
    });
    const id = hash(JSON.stringify([salt, files, directories]));
    trees.set(id, { files, directories });
    return id;
  };
  const revisions = folders.map(({ date, folder }, index) => {
    const root = add(folder);
    return { id: hash(`${salt} ${index} ${date} ${root}`), date, root };
  });
  return { trees, revisions };
};

/** The index that needs no thought: every path of every revision. By date, revision, path. */
export const flatModel = ({ trees, revisions }: World): Occurrence[] => {
  const rows: Occurrence[] = [];
  const visit = (revision: Revision, id: string, prefix: string): void => {
    const tree = trees.get(id);
    for (const file of tree?.files ?? [])
      rows.push({
        content: file.id,
        revision: revision.id,
        date: revision.date,
        origin: null,
        path: prefix + file.name,
      });
    for (const directory of tree?.directories ?? []) visit(revision, directory.id, `${prefix}${directory.name}/`);
  };
  for (const revision of revisions) visit(revision, revision.root, '');
  return rows.sort(inOrder);
};

export const inOrder = (a: Occurrence, b: Occurrence): number =>
  a.date - b.date || compare(a.revision, b.revision) || compare(a.path, b.path);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const openProvenance = async (open: Open): Promise<ProvenanceStore> => {
  const storage = await open();
  await migrate(storage, provenanceMigrations);
  return createProvenanceStore(storage);
};

import type { Tree, TreeEntry } from '../model.ts';

/**
 * Git's tree object: `<mode in octal> <name>\0<id>`, again and again. Modes: 4xxxx a directory, 16xxxx a submodule (left out), everything else a file
 * (10xxxx, 12xxxx a symbolic link, and what old programs wrote). `idLength`: 20 or 32 bytes. Throws for what is no tree.
 */
export const parseTree = (bytes: Buffer, idLength: number): Tree => {
  const files: TreeEntry[] = [];
  const directories: TreeEntry[] = [];
  let at = 0;
  while (at < bytes.length) {
    let mode = 0;
    let byte = bytes[at];
    while (byte !== undefined && byte !== 0x20) {
      mode = mode * 8 + (byte - 0x30);
      at += 1;
      byte = bytes[at];
    }
    const end = bytes.indexOf(0, at + 1);
    if (byte === undefined || end === -1 || end + idLength >= bytes.length + 1)
      throw new Error('a tree ends in the middle of an entry');
    const name = bytes.toString('latin1', at + 1, end);
    const id = bytes.toString('hex', end + 1, end + 1 + idLength);
    at = end + 1 + idLength;
    const kind = (mode >> 12) & 0xf;
    if (kind === 0xe) continue;
    (kind === 4 ? directories : files).push({ name, id });
  }
  return { files, directories };
};

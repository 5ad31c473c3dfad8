import type { Node, Pattern } from './query.ts';

/** True where every text that contains `literal` surely passes `node`: then nothing pasted can be missed. Only for searches without keys. */
export const holds = (node: Node | null, literal: string): boolean => {
  if (node === null) return true;
  if (node.kind === 'and') return node.nodes.every((each) => holds(each, literal));
  if (node.kind === 'or') return node.nodes.some((each) => holds(each, literal));
  return node.kind === 'text' && contains(literal.toLowerCase(), node.pattern);
};

const contains = (text: string, pattern: Pattern): boolean => {
  let at = 0;
  for (const piece of pattern) {
    const found = text.indexOf(piece.toLowerCase(), at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return true;
};

import { printOperand } from './operands.ts';
import { isKey } from './keys.ts';
import type { Node, Pattern, Query, Test } from './query.ts';
import { keyAt } from './words.ts';

/**
 * The one way to write a search: for URLs, saved searches and comparison. It means the same in every project: text that could be read as a tag is in quotes.
 * Parsing it again gives the same query.
 */
export const print = ({ root, literal }: Query): string => literal ?? (root === null ? '' : printNode(root, 'or'));

const printNode = (node: Node, inside: 'and' | 'or' | 'not'): string => {
  switch (node.kind) {
    case 'or': {
      const text = node.nodes.map((each) => printNode(each, 'or')).join(' OR ');
      return inside === 'or' ? text : `(${text})`;
    }
    case 'and': {
      const text = node.nodes.map((each) => printNode(each, 'and')).join(' ');
      return inside === 'not' ? `(${text})` : text;
    }
    case 'not':
      return `!${node.node.kind === 'not' ? `(${printNode(node.node, 'not')})` : printNode(node.node, 'not')}`;
    case 'text':
      return inside === 'not' ? quoted(node.pattern) : printText(node.pattern);
    case 'tag':
      return `${isKey(node.key) || node.key.includes(':') ? `tags[${node.key}]` : node.key}:${printValue(node.pattern)}`;
    case 'term':
      return `${node.key}:${printTest(node.test)}`;
  }
};

const printTest = (test: Test): string => {
  switch (test.kind) {
    case 'matches':
      return printValue(test.pattern);
    case 'word':
      return test.word;
    case 'compare':
      return `${test.by}${printOperand(test.value)}`;
    case 'range':
      return `${test.from === null ? '' : printOperand(test.from)}..${test.to === null ? '' : printOperand(test.to)}`;
  }
};

/** Words stay bare while nothing in them could be read otherwise. */
const printText = (pattern: Pattern): string => {
  const bare = pattern.join('*');
  const safe =
    isSafe(pattern, bare) && !/^[!-]/.test(bare) && bare !== 'OR' && bare !== 'AND' && keyAt(bare, 0) === null;
  return safe ? bare : quoted(pattern);
};

/** Values stay bare while they are plainly names or paths. */
export const printValue = (pattern: Pattern): string => {
  const bare = pattern.join('*');
  return isSafe(pattern, bare) && !/^[<>=]|\.\.|^(?:latest|me|my-teams|none)$/.test(bare) ? bare : quoted(pattern);
};

const isSafe = (pattern: Pattern, bare: string): boolean =>
  /^[^\s"()\\]+$/.test(bare) && !pattern.some((piece) => piece.includes('*'));

const quoted = (pattern: Pattern): string =>
  `"${pattern.map((piece) => piece.replaceAll(/["\\*]/g, '\\$&')).join('*')}"`;

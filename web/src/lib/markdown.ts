import { safeUrl } from './safe.ts';

/** Markdown as people write it in comments, as plain data: no HTML in it and none out of it, no images, links to http(s) alone. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'strong' | 'emphasis' | 'deleted'; children: Inline[] }
  | { kind: 'link'; url: string; children: Inline[] }
  | { kind: 'break' };

export type Block =
  | { kind: 'paragraph'; children: Inline[] }
  | { kind: 'heading'; level: number; children: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; start: number | null; items: Block[][] }
  | { kind: 'rule' };

/** Deeper is text. */
const MAX_DEPTH = 6;

/** Reads Markdown: paragraphs, headings, lists, quotes, fenced code, emphasis, code, links. Never throws; linear in the length but for the depth, which is bounded. */
export const parseMarkdown = (text: string): Block[] => blocksOf(text.replaceAll(/\r\n?/g, '\n').split('\n'), 0);

const fence = /^ {0,3}(`{3,}|~{3,})[^`]*$/;
const heading = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const rule = /^ {0,3}([-*_])( *\1){2,} *$/;
const quote = /^ {0,3}> ?/;
const item = /^( {0,3})([-*+]|\d{1,9}[.)])( +|$)/;

const blocksOf = (lines: readonly string[], depth: number): Block[] => {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const endParagraph = () => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', children: inlinesOf(paragraph.join('\n'), 0) });
    paragraph = [];
  };
  const add = (block: Block) => {
    endParagraph();
    blocks.push(block);
  };
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const titled = heading.exec(line);
    const fenced = fence.exec(line);
    if (line.trim() === '') {
      endParagraph();
      at += 1;
    } else if (fenced) {
      const end = endOfFence(lines, at + 1, fenced[1] ?? '```');
      add({ kind: 'code', text: lines.slice(at + 1, end).join('\n') });
      at = end + 1;
    } else if (titled) {
      add({ kind: 'heading', level: titled[1]?.length ?? 1, children: inlinesOf(titled[2] ?? '', 0) });
      at += 1;
    } else if (rule.test(line)) {
      add({ kind: 'rule' });
      at += 1;
    } else if (depth < MAX_DEPTH && quote.test(line)) {
      let end = at;
      while (end < lines.length && quote.test(lines[end] ?? '')) end += 1;
      add({
        kind: 'quote',
        blocks: blocksOf(
          lines.slice(at, end).map((each) => each.replace(quote, '')),
          depth + 1,
        ),
      });
      at = end;
    } else if (depth < MAX_DEPTH && item.test(line)) {
      const { list, end } = readList(lines, at, depth);
      add(list);
      at = end;
    } else {
      paragraph.push(line.trim());
      at += 1;
    }
  }
  endParagraph();
  return blocks;
};

/** The line that closes a fence; the end of everything where none does. */
const endOfFence = (lines: readonly string[], from: number, opened: string): number => {
  for (let at = from; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').trim();
    if (line.length >= opened.length && line === opened.charAt(0).repeat(line.length)) return at;
  }
  return lines.length;
};

const readList = (lines: readonly string[], from: number, depth: number): { list: Block; end: number } => {
  const first = item.exec(lines[from] ?? '');
  const ordered = /\d/.test(first?.[2] ?? '');
  const items: string[][] = [];
  let indent = 0;
  let at = from;
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const begins = item.exec(line);
    if (items.length > 0 && line.trim() !== '' && indentOf(line) >= indent) items.at(-1)?.push(line.slice(indent));
    else if (begins && /\d/.test(begins[2] ?? '') === ordered && !rule.test(line)) {
      indent = begins[0].length;
      items.push([line.slice(indent)]);
    } else if (line.trim() === '' && continues(lines[at + 1] ?? '', indent)) items.at(-1)?.push('');
    else break;
  }
  return {
    list: {
      kind: 'list',
      start: ordered ? Number.parseInt(first?.[2] ?? '1', 10) : null,
      items: items.map((each) => blocksOf(each, depth + 1)),
    },
    end: at,
  };
};

const indentOf = (line: string): number => line.length - line.trimStart().length;
const continues = (next: string, indent: number): boolean =>
  next.trim() !== '' && (indentOf(next) >= indent || item.test(next));

const marks = [
  ['**', 'strong'],
  ['__', 'strong'],
  ['~~', 'deleted'],
  ['*', 'emphasis'],
  ['_', 'emphasis'],
] as const;

const inlinesOf = (text: string, depth: number): Inline[] => {
  const out: Inline[] = [];
  let plain = '';
  /** Marks without an end behind here have none further on either. */
  const endless = new Set<string>();
  const add = (inline: Inline) => {
    if (plain !== '') out.push({ kind: 'text', text: plain });
    plain = '';
    out.push(inline);
  };
  for (let at = 0; at < text.length; ) {
    const char = text.charAt(at);
    const found = special.has(char) ? readInline(text, at, depth, endless) : null;
    if (found === null) {
      plain += char;
      at += 1;
    } else {
      if (found.inline === null) plain += found.text;
      else add(found.inline);
      at = found.end;
    }
  }
  if (plain !== '') out.push({ kind: 'text', text: plain });
  return out;
};

const special = new Set(['\\', '\n', '`', '[', 'h', 'H', '*', '_', '~']);

type Found = { inline: Inline; end: number } | { inline: null; text: string; end: number };

const readInline = (text: string, at: number, depth: number, endless: Set<string>): Found | null => {
  switch (text.charAt(at)) {
    case '\n':
      return { inline: { kind: 'break' }, end: at + 1 };
    case '\\':
      return /[!-/:-@[-`{-~]/.test(text.charAt(at + 1))
        ? { inline: null, text: text.charAt(at + 1), end: at + 2 }
        : null;
    case '`':
      return readCode(text, at, endless);
    case '[':
      return readLink(text, at, depth);
    case 'h':
    case 'H':
      return readAddress(text, at);
    default:
      return depth < MAX_DEPTH ? readMark(text, at, depth, endless) : null;
  }
};

const readCode = (text: string, at: number, endless: Set<string>): Found | null => {
  let end = at;
  while (text.charAt(end) === '`') end += 1;
  const ticks = text.slice(at, end);
  const close = endless.has(ticks) ? -1 : text.indexOf(ticks, end);
  if (close === -1) {
    endless.add(ticks);
    return { inline: null, text: ticks, end };
  }
  return { inline: { kind: 'code', text: text.slice(end, close).trim() }, end: close + ticks.length };
};

const readLink = (text: string, at: number, depth: number): Found | null => {
  link.lastIndex = at;
  const [whole, words = '', target] = link.exec(text) ?? [];
  const url = safeUrl(target);
  if (whole === undefined || url === null) return null;
  return { inline: { kind: 'link', url, children: inlinesOf(words, depth + MAX_DEPTH) }, end: at + whole.length };
};
const link = /\[([^[\]\n]{1,500})\]\(([^()\s]{1,2048})\)/y;

const readAddress = (text: string, at: number): Found | null => {
  if (/\w/.test(text.charAt(at - 1))) return null;
  address.lastIndex = at;
  const found = address.exec(text)?.[0].replace(/[.,;:!?)\]*_~]+$/, '');
  const url = safeUrl(found);
  if (found === undefined || url === null) return null;
  return { inline: { kind: 'link', url, children: [{ kind: 'text', text: found }] }, end: at + found.length };
};
const address = /https?:\/\/[^\s<>"'`\\]{1,2048}/iy;

const readMark = (text: string, at: number, depth: number, endless: Set<string>): Found | null => {
  for (const [mark, kind] of marks) {
    if (!text.startsWith(mark, at) || endless.has(mark)) continue;
    const begin = at + mark.length;
    if (/\s/.test(text.charAt(begin) || ' ')) continue;
    // Names_like_this are words.
    if (mark.startsWith('_') && /\w/.test(text.charAt(at - 1))) continue;
    const end = closing(text, mark, begin);
    if (end === -1) endless.add(mark);
    else return { inline: { kind, children: inlinesOf(text.slice(begin, end), depth + 1) }, end: end + mark.length };
  }
  return null;
};

const closing = (text: string, mark: string, from: number): number => {
  for (let at = text.indexOf(mark, from + 1); at !== -1; at = text.indexOf(mark, at + 1)) {
    const twice = mark.length === 1 && text.charAt(at + 1) === mark;
    if (twice) at += 1;
    else if (!/\s/.test(text.charAt(at - 1)) && !(mark.startsWith('_') && /\w/.test(text.charAt(at + mark.length))))
      return at;
  }
  return -1;
};

import { createElement, type ReactNode } from 'react';
import { parseMarkdown, type Block, type Inline } from '../lib/markdown.ts';
import classes from './markdown.module.css';
import { Plain } from './plain.tsx';

/** Whom `@handle` names. */
export type Named = ReadonlyMap<string, string>;

const nobody: Named = new Map();

/** What people write, as elements: nothing of it ever becomes HTML. `named` holds the handles, in lower case, that stand for somebody, and their names. */
export const Markdown = ({ text, named = nobody }: { text: string; named?: Named }) => (
  <div className={classes.markdown}>{blocks(parseMarkdown(text), named)}</div>
);

const blocks = (all: Block[], named: Named): ReactNode =>
  all.map((block, index) => <One key={index} block={block} named={named} />);

const One = ({ block, named }: { block: Block; named: Named }) => {
  switch (block.kind) {
    case 'paragraph':
      return <p>{inlines(block.children, named)}</p>;
    case 'heading':
      // A comment stands below the headings of the page.
      return createElement(`h${Math.min(6, block.level + 2)}`, null, inlines(block.children, named));
    case 'code':
      return (
        <pre>
          <code>
            <Plain text={block.text} />
          </code>
        </pre>
      );
    case 'quote':
      return <blockquote>{blocks(block.blocks, named)}</blockquote>;
    case 'rule':
      return <hr />;
    case 'list': {
      const items = block.items.map((item, index) => <li key={index}>{blocks(item, named)}</li>);
      return block.start === null ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>;
    }
  }
};

const inlines = (all: Inline[], named: Named): ReactNode =>
  all.map((inline, index) => <Words key={index} inline={inline} named={named} />);

const Words = ({ inline, named }: { inline: Inline; named: Named }) => {
  switch (inline.kind) {
    case 'text':
      return <Mentions text={inline.text} named={named} />;
    case 'code':
      return (
        <code>
          <Plain text={inline.text} />
        </code>
      );
    case 'break':
      return <br />;
    case 'link':
      return (
        <a href={inline.url} target="_blank" rel="noopener noreferrer nofollow">
          {inlines(inline.children, nobody)}
        </a>
      );
    case 'strong':
      return <strong>{inlines(inline.children, named)}</strong>;
    case 'emphasis':
      return <em>{inlines(inline.children, named)}</em>;
    case 'deleted':
      return <del>{inlines(inline.children, named)}</del>;
  }
};

const Mentions = ({ text, named }: { text: string; named: Named }) => {
  if (named.size === 0) return <Plain text={text} />;
  return text.split(/(?<![\w@./+-])(@[a-z0-9_][\w.+@-]*)/i).map((part, index) => {
    const handle = part.slice(1).replace(/[.+@-]+$/, '');
    const name = part.startsWith('@') ? named.get(handle.toLowerCase()) : undefined;
    if (name === undefined) return <Plain key={index} text={part} />;
    return (
      <span key={index}>
        <span className={classes.mention} title={name}>
          @{handle}
        </span>
        {part.slice(1 + handle.length)}
      </span>
    );
  });
};

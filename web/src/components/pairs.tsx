import type { Json } from '../api/event.ts';
import { JsonView } from './json/json-view.tsx';
import { LinkOut } from './link-out.tsx';
import classes from './pairs.module.css';
import { Plain } from './plain.tsx';

interface Props {
  /** Names may repeat (headers, query). */
  items: [name: string, value: Json][];
  /** Of names: wide for headers and contexts, narrow for facts. */
  label?: string;
}

/** Names and values in two columns. */
export const Pairs = ({ items, label }: Props) => (
  <dl className={classes.pairs} aria-label={label}>
    {items.map(([name, value], index) => (
      // oxlint-disable-next-line no-array-index-key -- names repeat
      <div key={index} className={classes.pair}>
        <dt>
          <Plain text={name} max={200} />
        </dt>
        <dd>
          <PairValue value={value} />
        </dd>
      </div>
    ))}
  </dl>
);

const PairValue = ({ value }: { value: Json }) => {
  if (value === null) return <span className={classes.none}>null</span>;
  if (typeof value === 'object') return <JsonView value={value} open={1} />;
  const text = String(value);
  if (text === '') return <span className={classes.none}>empty</span>;
  if (text === '[Filtered]') return <span className={classes.none}>[Filtered]</span>;
  if (text.length > 600) return <JsonView value={text} />;
  return <LinkOut text={text} />;
};

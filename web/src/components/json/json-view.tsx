import { useState } from 'react';
import type { Json } from '../../api/event.ts';
import { plural } from '../../lib/number.ts';
import { Plain } from '../plain.tsx';
import { LinkOut } from '../link-out.tsx';
import classes from './json-view.module.css';

const MANY = 60;
const LONG = 600;

interface Props {
  value: Json;
  /** Levels that stand open at first. */
  open?: number;
}

/** Any JSON as a tree that unfolds; long lists and strings show their beginning first. */
export const JsonView = ({ value, open = 1 }: Props) => (
  <div className={classes.json}>
    <Value value={value} open={open} />
  </div>
);

const Value = ({ value, open }: { value: Json; open: number }) => {
  if (value === null) return <span className={classes.null}>null</span>;
  if (typeof value === 'string') return <Text text={value} />;
  if (typeof value !== 'object') return <span className={classes.number}>{String(value)}</span>;
  const entries: [string, Json][] = Array.isArray(value)
    ? value.map((item, index) => [String(index), item])
    : Object.entries(value);
  return <Branch entries={entries} list={Array.isArray(value)} open={open} />;
};

const Branch = ({ entries, list, open }: { entries: [string, Json][]; list: boolean; open: number }) => {
  const [unfolded, setUnfolded] = useState(open > 0);
  const [all, setAll] = useState(false);
  const [left, right] = list ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) return <span className={classes.mark}>{left + right}</span>;
  const shown = all ? entries : entries.slice(0, MANY);
  return (
    <>
      <button type="button" className={classes.fold} aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
        {left}
        {!unfolded && <span className={classes.count}>{plural(entries.length, list ? 'item' : 'key')}</span>}
        {!unfolded && right}
      </button>
      {unfolded && (
        <>
          <ul className={classes.entries}>
            {shown.map(([key, item]) => (
              <li key={key}>
                <span className={list ? classes.index : classes.key}>
                  <Plain text={key} max={200} />
                </span>
                <span className={classes.mark}>: </span>
                <Value value={item} open={open - 1} />
              </li>
            ))}
            {shown.length < entries.length && (
              <li>
                <button type="button" className={classes.more} onClick={() => setAll(true)}>
                  {entries.length - shown.length} more
                </button>
              </li>
            )}
          </ul>
          <span className={classes.mark}>{right}</span>
        </>
      )}
    </>
  );
};

const Text = ({ text }: { text: string }) => {
  const [all, setAll] = useState(false);
  if (text === '[Filtered]') return <span className={classes.filtered}>[Filtered]</span>;
  return (
    <span className={classes.string}>
      "<LinkOut text={all ? text : text.slice(0, LONG)} />"
      {!all && text.length > LONG && (
        <button type="button" className={classes.more} onClick={() => setAll(true)}>
          {plural(text.length - LONG, 'more character')}
        </button>
      )}
    </span>
  );
};

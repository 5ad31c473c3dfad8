import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { Frame } from '../../api/event.ts';
import { languageOf } from '../../lib/language.ts';
import { Pairs } from '../pairs.tsx';
import { Plain } from '../plain.tsx';
import { Tokens } from '../tokens.tsx';
import { useHighlight } from '../code-lines.ts';
import classes from './frame.module.css';

interface Props {
  frame: Frame;
  repeats: number;
  open: boolean;
  platform: string;
}

/** One call: function and place; opened, its source and local variables. */
export const FrameView = ({ frame, repeats, open, platform }: Props) => {
  const [unfolded, setUnfolded] = useState(open);
  const vars = Object.entries(frame.vars);
  const deep = frame.contextLine !== null || vars.length > 0;
  const head = (
    <>
      <IconChevronRight
        size={14}
        className={classes.chevron}
        data-open={(deep && unfolded) || undefined}
        data-none={!deep || undefined}
      />
      <span className={classes.function}>
        <Plain text={frame.function ?? frame.rawFunction ?? frame.instructionAddr ?? '<unknown>'} max={300} />
      </span>
      <Place frame={frame} />
      {repeats > 1 && <span className={classes.repeats}>{repeats} times in a row</span>}
    </>
  );
  return (
    <li className={classes.frame} data-app={frame.inApp || undefined}>
      {deep ? (
        <button type="button" className={classes.head} aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {head}
        </button>
      ) : (
        <div className={classes.head}>{head}</div>
      )}
      {deep && unfolded && (
        <div className={classes.body}>
          {frame.contextLine !== null && <Source frame={frame} platform={platform} />}
          {vars.length > 0 && (
            <div className={classes.vars}>
              <Pairs items={vars} label="Local variables" />
            </div>
          )}
        </div>
      )}
    </li>
  );
};

const Place = ({ frame }: { frame: Frame }) => {
  const file = frame.filename ?? frame.absPath ?? frame.module ?? frame.package;
  const line = frame.lineno === null ? '' : `:${frame.lineno}${frame.colno === null ? '' : `:${frame.colno}`}`;
  const whole = [frame.absPath ?? frame.filename, frame.module, frame.package]
    .filter((part) => part !== null)
    .join('\n');
  if (file === null && line === '') return null;
  return (
    <span className={classes.place} title={whole.slice(0, 1_000)}>
      <Plain text={file ?? ''} max={300} />
      <span className={classes.line}>{line}</span>
    </span>
  );
};

const Source = ({ frame, platform }: { frame: Frame; platform: string }) => {
  const lines = [...frame.preContext, frame.contextLine ?? '', ...frame.postContext];
  const at = frame.preContext.length;
  const colored = useHighlight(
    lines.map(oneLine).join('\n'),
    languageOf(frame.filename ?? frame.absPath, frame.platform ?? platform),
  );
  return (
    <div className={classes.source} role="group" aria-label="Source">
      {lines.map((text, index) => (
        // oxlint-disable-next-line no-array-index-key -- a line is its place
        <div key={index} className={classes.code} data-here={index === at || undefined}>
          <span className={classes.lineno}>{frame.lineno === null ? '' : frame.lineno - at + index}</span>
          <code>
            <Tokens line={colored?.[index]} text={oneLine(text)} />
          </code>
        </div>
      ))}
    </div>
  );
};

const oneLine = (text: string): string => text.replaceAll(/[\r\n]+/g, ' ');

import { useMemo, useState } from 'react';
import type { Stacktrace } from '../../api/event.ts';
import { usePreferences } from '../../app/preferences.ts';
import { crashFrame, stackRows, type StackRow } from '../../lib/frames.ts';
import { plural } from '../../lib/number.ts';
import classes from './frame.module.css';
import { FrameView } from './frame.tsx';

/** A stack trace as a list of calls; the one that matters most stands open. */
export const StackView = ({ stacktrace, platform }: { stacktrace: Stacktrace; platform: string }) => {
  const { newestFirst, inAppOnly } = usePreferences();
  const rows = useMemo(() => stackRows(stacktrace, { newestFirst, inAppOnly }), [stacktrace, newestFirst, inAppOnly]);
  const crash = crashFrame(stacktrace);
  return (
    <ol className={classes.stack}>
      {rows.map((row, at) => (
        <Row key={keyOf(row, at)} row={row} crash={crash} platform={platform} />
      ))}
    </ol>
  );
};

const keyOf = (row: StackRow, at: number): string =>
  row.kind === 'frame' ? `f${row.index}` : row.kind === 'folded' ? `g${row.rows[0]?.index}` : `o${at}`;

const Row = ({ row, crash, platform }: { row: StackRow; crash: number; platform: string }) => {
  const [open, setOpen] = useState(false);
  if (row.kind === 'omitted')
    return <li className={classes.omitted}>{plural(row.count, 'frame')} left out by the SDK</li>;
  if (row.kind === 'frame') {
    return <FrameView frame={row.frame} repeats={row.repeats} open={row.index === crash} platform={platform} />;
  }
  return (
    <>
      <li className={classes.folded}>
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {plural(row.count, 'frame')} outside the app
        </button>
      </li>
      {open &&
        row.rows.map((inner) => (
          <FrameView key={inner.index} frame={inner.frame} repeats={inner.repeats} open={false} platform={platform} />
        ))}
    </>
  );
};

import { Button, Modal, Radio } from '@mantine/core';
import { useState } from 'react';
import type { IssueRow } from '../../api/types.ts';
import { Plain } from '../../components/plain.tsx';
import { plural } from '../../lib/number.ts';
import classes from './issues.module.css';

/** What the API merges at once. */
const MOST = 51;

interface Props {
  rows: readonly IssueRow[];
  opened: boolean;
  close: () => void;
  merge: (about: { into: IssueRow; others: IssueRow[] }) => void;
}

/** Asks which issue remains; the one with the most events unless another is chosen. */
export const MergeDialog = ({ rows, opened, close, merge }: Props) => (
  <Modal opened={opened} onClose={close} title={`Merge ${plural(rows.length, 'issue')} into one`} size="md">
    {opened && <MergeForm rows={rows} close={close} merge={merge} />}
  </Modal>
);

const MergeForm = ({ rows, close, merge }: Omit<Props, 'opened'>) => {
  const sorted = [...rows].sort((a, b) => b.events - a.events || a.id - b.id);
  const [into, setInto] = useState(sorted[0]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (into === undefined) return;
        merge({ into, others: rows.filter(({ id }) => id !== into.id) });
        close();
      }}
    >
      <p style={{ marginTop: 0, color: 'var(--text-2)' }}>
        Future events of all of them go to the one that remains. Each keeps its numbers and can leave again.
      </p>
      <Radio.Group
        label="Which remains?"
        value={String(into?.id)}
        onChange={(id) => setInto(rows.find((row) => String(row.id) === id))}
      >
        <div className={classes.merge}>
          {sorted.map((row) => (
            <Radio
              key={row.id}
              value={String(row.id)}
              label={
                <>
                  <b>{row.shortId}</b> <Plain text={row.title} max={120} />{' '}
                  <span className="faint">{plural(row.events, 'event')}</span>
                </>
              }
            />
          ))}
        </div>
      </Radio.Group>
      {rows.length > MOST && <p role="alert">At most {MOST} at once: leave some out.</p>}
      <div className={classes.ends}>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" disabled={rows.length > MOST}>
          Merge
        </Button>
      </div>
    </form>
  );
};

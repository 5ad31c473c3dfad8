import { ActionIcon, Checkbox, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconRefresh, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { fetchDeadBody } from '../../api/operations.ts';
import type { DeadLetter } from '../../api/types.ts';
import { baseUrl } from '../../app/base.ts';
import { JsonView } from '../../components/json/json-view.tsx';
import { Plain } from '../../components/plain.tsx';
import { Failed, Loading } from '../../components/state.tsx';
import { Time } from '../../components/time.tsx';
import { formatBytes, formatNumber } from '../../lib/number.ts';
import table from '../../components/table.module.css';
import classes from './operations.module.css';

interface Props {
  letter: DeadLetter;
  selected: boolean;
  onSelect: (on: boolean) => void;
  replay: () => void;
  drop: () => void;
}

/** One message; its error unfolds to the whole of it and to what the message holds. */
export const DeadLetterRow = ({ letter, selected, onSelect, replay, drop }: Props) => {
  const [open, setOpen] = useState(false);
  return (
    <tr className={classes.letter}>
      <td>
        <Checkbox
          size="xs"
          aria-label="Select"
          checked={selected}
          onChange={(event) => onSelect(event.currentTarget.checked)}
        />
      </td>
      <td className={table.wide}>
        <button type="button" className={classes.error} aria-expanded={open} onClick={() => setOpen(!open)}>
          <Plain text={letter.error} max={4_000} />
        </button>
        {open && <Inside letter={letter} />}
      </td>
      <td className={`mono ${table.nowrap}`}>{letter.lane}</td>
      <td className={table.number}>{formatNumber(letter.attempts)}</td>
      <td className={`${table.number} ${table.nowrap}`}>{formatBytes(letter.bytes)}</td>
      <td className={table.nowrap}>
        <Time at={letter.deadAt} />
      </td>
      <td className={table.nowrap}>
        <Tooltip label="Replay">
          <ActionIcon aria-label="Replay" onClick={replay}>
            <IconRefresh size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Drop">
          <ActionIcon aria-label="Drop" onClick={drop}>
            <IconTrash size={16} />
          </ActionIcon>
        </Tooltip>
      </td>
    </tr>
  );
};

const Inside = ({ letter }: { letter: DeadLetter }) => {
  const body = useQuery({
    queryKey: ['dead-letter', letter.id],
    queryFn: () => fetchDeadBody(letter.id),
    staleTime: 60_000,
  });
  return (
    <div>
      <JsonView value={letter.headers} open={1} />
      {body.isPending && <Loading rows={2} />}
      {body.isError && <Failed error={body.error} />}
      {body.data && (
        <pre className={classes.body}>
          <Plain text={body.data.text} />
          {body.data.bytes > 64 * 1024 && `\n… ${formatBytes(body.data.bytes)} in all`}
        </pre>
      )}
      <a href={`${baseUrl}api/v1/dead-letters/${encodeURIComponent(letter.id)}/body`} download>
        Download the message
      </a>
    </div>
  );
};

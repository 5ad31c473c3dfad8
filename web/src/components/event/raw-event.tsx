import { Button, Modal, SegmentedControl } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Json } from '../../api/event.ts';
import { rawEventQuery } from '../../api/issues.ts';
import { formatBytes } from '../../lib/number.ts';
import { CopyButton } from '../copy.tsx';
import { JsonView } from '../json/json-view.tsx';
import { Plain } from '../plain.tsx';
import { Failed, Loading } from '../state.tsx';
import classes from './raw-event.module.css';

/** The stored event as JSON, as a tree or as text. */
export const RawEvent = ({ projectId, eventId }: { projectId: number; eventId: string }) => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" size="compact-xs" leftSection={<IconBraces size={13} />} onClick={() => setOpen(true)}>
        JSON
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} size="xl" title="Event as JSON">
        {open && <Raw projectId={projectId} eventId={eventId} />}
      </Modal>
    </>
  );
};

const Raw = ({ projectId, eventId }: { projectId: number; eventId: string }) => {
  const raw = useQuery(rawEventQuery(projectId, eventId));
  const [form, setForm] = useState('tree');
  const tree = useMemo(() => (raw.data === undefined ? null : parse(raw.data)), [raw.data]);
  if (raw.isPending) return <Loading />;
  if (raw.data === undefined) return <Failed error={raw.error} retry={raw.refetch} />;
  return (
    <>
      <div className={classes.bar}>
        <SegmentedControl
          aria-label="Form"
          value={form}
          onChange={setForm}
          data={[
            { value: 'tree', label: 'Tree' },
            { value: 'text', label: 'Text' },
          ]}
        />
        <span className="faint">{formatBytes(new Blob([raw.data]).size)}</span>
        <CopyButton text={raw.data}>Copy</CopyButton>
      </div>
      {form === 'tree' && tree !== null ? (
        <JsonView value={tree} open={1} />
      ) : (
        <pre className={classes.text}>
          <Plain text={raw.data} />
        </pre>
      )}
    </>
  );
};

const parse = (text: string): Json => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
};

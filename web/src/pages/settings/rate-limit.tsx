import { Button, Modal, NumberInput, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '../../api/client.ts';
import type { Key } from '../../api/types.ts';
import classes from './settings.module.css';

const windows = [
  { value: '1', label: 'second' },
  { value: '60', label: 'minute' },
  { value: '3600', label: 'hour' },
  { value: '86400', label: 'day' },
];

/** `minute`, or `90 seconds` for a window that is no usual one. */
export const windowName = (seconds: number): string =>
  windows.find(({ value }) => value === String(seconds))?.label ?? `${seconds} seconds`;

/** How many events a key may send in a window; more are refused with 429. */
export const RateLimitForm = ({
  projectId,
  item,
  close,
  refresh,
}: {
  projectId: number;
  item: Key;
  close: () => void;
  refresh: () => Promise<void>;
}) => {
  const [count, setCount] = useState<number | string>(item.rateLimit?.count ?? 1_000);
  const [window, setWindow] = useState(String(item.rateLimit?.windowSeconds ?? 3_600));
  const choices = windows.some(({ value }) => value === window)
    ? windows
    : [...windows, { value: window, label: windowName(Number(window)) }];
  const save = useMutation({
    mutationFn: (rateLimit: Key['rateLimit']) =>
      unwrap(
        api.PATCH('/projects/{projectId}/keys/{keyId}', {
          params: { path: { projectId: String(projectId), keyId: item.id } },
          body: { rateLimit },
        }),
      ),
    onSuccess: async () => {
      await refresh();
      close();
    },
  });
  const valid = typeof count === 'number' && count >= 1;
  return (
    <Modal opened onClose={close} title="Limit its rate" size="sm">
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (valid) save.mutate({ count, windowSeconds: Number(window) });
        }}
      >
        <div className={classes.row} style={{ flexWrap: 'nowrap' }}>
          <NumberInput
            label="Events"
            data-autofocus
            min={1}
            max={1_000_000_000}
            allowDecimal={false}
            thousandSeparator=","
            value={count}
            onChange={setCount}
          />
          <Select label="per" data={choices} value={window} onChange={(value) => setWindow(value ?? window)} />
        </div>
        {save.error && <p className={classes.problems}>{save.error.message}</p>}
        <div className={classes.row}>
          <Button type="submit" loading={save.isPending} disabled={!valid}>
            Save
          </Button>
          {item.rateLimit && (
            <Button variant="default" onClick={() => save.mutate(null)}>
              No limit
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );
};

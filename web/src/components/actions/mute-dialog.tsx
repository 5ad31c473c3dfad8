import { Button, Checkbox, Modal, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { usePreferences } from '../../app/preferences.ts';
import { instantOf } from '../../lib/time.ts';
import { periods, type Action, type Period } from '../../lib/actions.ts';
import classes from './actions.module.css';
import { Foretold } from './foretold.tsx';

interface Props {
  issue?: string | undefined;
  opened: boolean;
  close: () => void;
  act: (action: Action) => void;
}

/** Asks for the conditions that end a muting; the first that comes true does. */
export const MuteDialog = ({ issue, opened, close, act }: Props) => (
  <Modal opened={opened} onClose={close} title="Mute until the first of these" size={600}>
    {opened && <MuteForm issue={issue} close={close} act={act} />}
  </Modal>
);

const MuteForm = ({ issue, close, act }: Omit<Props, 'opened'>) => {
  const [time, setTime] = useState({ on: true, n: 3, period: 'day' as Period });
  const [volume, setVolume] = useState({ on: false, count: 100, n: 1, period: 'hour' as Period });
  const [users, setUsers] = useState({ on: false, n: 10 });
  const [until, setUntil] = useState('');
  const { zone } = usePreferences();
  const action: Action = {
    action: 'mute',
    ...(time.on && until === '' ? { for: { n: time.n, period: time.period } } : {}),
    ...(time.on && until !== '' ? { until: instantOf(until, zone) } : {}),
    ...(volume.on ? { volume: [{ count: volume.count, n: volume.n, period: volume.period }] } : {}),
    ...(users.on ? { users: users.n } : {}),
  };
  return (
    <form
      className={classes.dialog}
      onSubmit={(event) => {
        event.preventDefault();
        act(action);
        close();
      }}
    >
      <div className={classes.line}>
        <Toggle label="so much time has passed:" on={time.on} set={(on) => setTime({ ...time, on })} />
        <Amount label="How long" value={time.n} max={1_000} set={(n) => setTime({ ...time, n, on: true })} />
        <Unit label="Unit of time" value={time.period} set={(period) => setTime({ ...time, period, on: true })} />
      </div>
      <div className={classes.line}>
        or, instead, this time comes:
        <TextInput
          type="datetime-local"
          size="xs"
          aria-label="Until when"
          description={zone === 'utc' ? 'UTC' : undefined}
          value={until}
          onChange={(event) => {
            setUntil(event.currentTarget.value);
            setTime({ ...time, on: true });
          }}
        />
      </div>
      <div className={classes.line}>
        <Toggle label="more events come than" on={volume.on} set={(on) => setVolume({ ...volume, on })} />
        <Amount
          label="How many events"
          value={volume.count}
          max={100_000}
          set={(count) => setVolume({ ...volume, count, on: true })}
        />
        in
        <Amount
          label="Length of the window"
          value={volume.n}
          max={1_000}
          set={(n) => setVolume({ ...volume, n, on: true })}
        />
        <Unit
          label="Unit of the window"
          value={volume.period}
          set={(period) => setVolume({ ...volume, period, on: true })}
        />
      </div>
      <div className={classes.line}>
        <Toggle label="so many more users have it:" on={users.on} set={(on) => setUsers({ ...users, on })} />
        <Amount label="How many users" value={users.n} max={1_000_000} set={(n) => setUsers({ n, on: true })} />
      </div>
      <Foretold
        issue={issue}
        action={action}
        otherwise={
          time.on || volume.on || users.on ? 'Events and users count from now on.' : 'Without a condition: for ever.'
        }
      />
      <div className={classes.ends}>
        <Button variant="default" onClick={close}>
          Cancel
        </Button>
        <Button type="submit">Mute</Button>
      </div>
    </form>
  );
};

const Toggle = ({ label, on, set }: { label: string; on: boolean; set: (on: boolean) => void }) => (
  <Checkbox size="sm" label={label} checked={on} onChange={(event) => set(event.currentTarget.checked)} />
);

const Amount = ({
  label,
  value,
  max,
  set,
}: {
  label: string;
  value: number;
  max: number;
  set: (n: number) => void;
}) => (
  <NumberInput
    aria-label={label}
    size="xs"
    w={84}
    min={1}
    max={max}
    clampBehavior="strict"
    allowDecimal={false}
    value={value}
    onChange={(next) => {
      if (typeof next === 'number' && next >= 1) set(next);
    }}
  />
);

const Unit = ({ label, value, set }: { label: string; value: Period; set: (period: Period) => void }) => (
  <Select
    aria-label={label}
    size="xs"
    w={110}
    value={value}
    onChange={(next) => {
      if (next !== null) set(next);
    }}
    data={periods.map((period) => ({ value: period, label: `${period}s` }))}
  />
);

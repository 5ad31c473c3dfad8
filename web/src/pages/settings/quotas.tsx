import { Button, NumberInput, Switch } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ProjectQuotas } from '../../api/types.ts';
import { changeProjectQuotas, projectQuotasQuery } from '../../api/usage.ts';
import { queryClient } from '../../app/query-client.ts';
import { notifyDone } from '../../components/notify.ts';
import { Panel } from '../../components/page.tsx';
import { Failed, Loading } from '../../components/state.tsx';
import { Time } from '../../components/time.tsx';
import { LimitsForm } from '../../components/usage/limits-form.tsx';
import { ShareWindows, UsageWindows } from '../../components/usage/windows.tsx';
import { useCan } from '../../components/use-can.ts';
import { formatNumber } from '../../lib/number.ts';
import { SaveProblem } from './save-problem.tsx';
import classes from './settings.module.css';
import { useProject } from './use-project.ts';

/** How much the project may send, how far that is used up, and what happens when it suddenly sends much more. */
export const Quotas = () => {
  const id = String(useProject().id);
  const { admin } = useCan();
  const quotas = useQuery(projectQuotasQuery(id));
  const save = useMutation({
    mutationFn: (change: Parameters<typeof changeProjectQuotas>[1]) => changeProjectQuotas(id, change),
    onSuccess: async (saved) => {
      queryClient.setQueryData(projectQuotasQuery(id).queryKey, saved);
      notifyDone('Saved; it holds within two seconds');
      await queryClient.invalidateQueries({
        queryKey: ['project'],
        predicate: ({ queryKey }) => queryKey[2] === 'quotas',
      });
    },
  });
  if (quotas.isPending) return <Loading />;
  if (!quotas.data) return <Failed error={quotas.error} retry={quotas.refetch} />;
  const { usage, shares } = quotas.data;
  return (
    <>
      <Panel title="Used now">
        <UsageWindows usage={usage} />
      </Panel>
      {shares.length > 0 && (
        <Panel title="Share of the installation">
          <ShareWindows shares={shares} />
        </Panel>
      )}
      {admin ? (
        <>
          <Panel title="Quotas of this project">
            <LimitsForm
              limits={quotas.data}
              save={(limits) => save.mutate(limits)}
              saving={save.isPending}
              problem={<SaveProblem error={save.error} />}
            />
          </Panel>
          <SpikeForm quotas={quotas.data} save={(change) => save.mutate(change)} saving={save.isPending} />
        </>
      ) : (
        <p className={classes.hint}>Owners and admins may change the quotas.</p>
      )}
    </>
  );
};

const SpikeForm = ({
  quotas,
  save,
  saving,
}: {
  quotas: ProjectQuotas;
  save: (change: { spikeProtection: boolean; spikeFactor: number }) => void;
  saving: boolean;
}) => {
  const [isOn, setOn] = useState(quotas.spikeProtection);
  const [factor, setFactor] = useState<number | string>(quotas.spikeFactor);
  const valid = typeof factor === 'number' && factor >= 2;
  return (
    <Panel title="Spikes">
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (valid) save({ spikeProtection: isOn, spikeFactor: factor });
        }}
      >
        <p className={classes.hint}>
          {quotas.usualPerHour === null
            ? 'What is usual for this project is known a day after its first event.'
            : `Usual are ${formatNumber(Math.round(quotas.usualPerHour))} events an hour (mean of seven days).`}{' '}
          {quotas.spikingSince !== null && (
            <b>
              It sends far more since <Time at={quotas.spikingSince} as="absolute" />.
            </b>
          )}
        </p>
        <NumberInput
          label="A spike is this many times the usual rate"
          description="Of the project, and of each of its issues. Alerts with the trigger “spike” tell of it once."
          min={2}
          max={1_000}
          decimalScale={1}
          style={{ maxWidth: 320 }}
          value={factor}
          onChange={setFactor}
        />
        <Switch
          label="Spike protection: refuse what the project sends beyond that"
          checked={isOn}
          onChange={(event) => setOn(event.currentTarget.checked)}
        />
        <div className={classes.row}>
          <Button type="submit" loading={saving} disabled={!valid}>
            Save
          </Button>
          <Link to="/projects/$project/stats" params={(params) => ({ project: params.project ?? '' })}>
            What was refused
          </Link>
        </div>
      </form>
    </Panel>
  );
};

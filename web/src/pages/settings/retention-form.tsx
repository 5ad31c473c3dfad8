import { Button, NumberInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { projectStorageQuery, retentionPreviewQuery } from '../../api/storage.ts';
import { queryClient } from '../../app/query-client.ts';
import { confirm } from '../../components/confirm.tsx';
import { formatBytes, formatNumber, plural } from '../../lib/number.ts';
import { SaveProblem } from './save-problem.tsx';
import classes from './settings.module.css';
import { useProject, useSaveProject } from './use-project.ts';

/** How much a project keeps, and what that would remove before it is saved. Empty: as the installation says. */
export const RetentionForm = ({ defaults }: { defaults: { maxEvents: number; maxAgeDays: number } }) => {
  const project = useProject();
  const save = useSaveProject(project);
  const { retention } = project.settings;
  const [maxEvents, setMaxEvents] = useState<number | null>(retention.maxEvents);
  const [maxAgeDays, setMaxAgeDays] = useState<number | null>(retention.maxAgeDays);
  const changed = maxEvents !== retention.maxEvents || maxAgeDays !== retention.maxAgeDays;
  const [events, days] = [maxEvents ?? defaults.maxEvents, maxAgeDays ?? defaults.maxAgeDays];
  const [askedEvents] = useDebouncedValue(events, 300);
  const [askedDays] = useDebouncedValue(days, 300);
  const asked = { maxEvents: askedEvents, maxAgeDays: askedDays };
  const preview = useQuery({ ...retentionPreviewQuery(String(project.id), asked), enabled: changed });
  // Nobody saves before it is said what that removes.
  const known = askedEvents === events && askedDays === days && preview.isSuccess && !preview.isPlaceholderData;
  const removes = (preview.data?.aboveAge ?? 0) + (preview.data?.aboveCap ?? 0);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const act = () =>
      save.mutate(
        { settings: { retention: { maxEvents, maxAgeDays } } },
        { onSuccess: () => void queryClient.invalidateQueries(projectStorageQuery(String(project.id))) },
      );
    if (removes === 0) act();
    else
      confirm({
        title: `Remove ${plural(removes, 'event')}?`,
        text: 'They cannot be brought back. Counts, charts, tags and history stay.',
        verb: 'Save and remove',
        danger: true,
        act,
      });
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <NumberInput
        label="Events"
        description={`The least informative go first; the first and the latest of an issue stay longest. Empty: ${formatNumber(defaults.maxEvents)}, as the installation says.`}
        placeholder={String(defaults.maxEvents)}
        min={1}
        max={1_000_000_000}
        allowDecimal={false}
        allowNegative={false}
        thousandSeparator=","
        value={maxEvents ?? ''}
        onChange={(value) => setMaxEvents(numberOf(value))}
      />
      <NumberInput
        label="Days"
        description={`Whatever is older goes, all of it. Empty: ${formatNumber(defaults.maxAgeDays)}, as the installation says.`}
        placeholder={String(defaults.maxAgeDays)}
        min={1}
        max={36_500}
        allowDecimal={false}
        allowNegative={false}
        thousandSeparator=","
        value={maxAgeDays ?? ''}
        onChange={(value) => setMaxAgeDays(numberOf(value))}
      />
      <SaveProblem error={save.error ?? preview.error} />
      <div className={classes.row}>
        <Button type="submit" loading={save.isPending} disabled={!changed || !known}>
          Save
        </Button>
        <span className={classes.hint} aria-live="polite">
          {changed && known && told(preview.data)}
        </span>
      </div>
    </form>
  );
};

const numberOf = (value: number | string): number | null => (typeof value === 'number' && value >= 1 ? value : null);

const told = ({ aboveAge, aboveCap, bytes }: { aboveAge: number; aboveCap: number; bytes: number }): string => {
  if (aboveAge + aboveCap === 0) return 'Removes nothing now.';
  const why = [
    ...(aboveAge === 0 ? [] : [`${formatNumber(aboveAge)} too old`]),
    ...(aboveCap === 0 ? [] : [`${formatNumber(aboveCap)} too many`]),
  ];
  return `Removes ${plural(aboveAge + aboveCap, 'event')} (${why.join(', ')}): about ${formatBytes(bytes)}.`;
};

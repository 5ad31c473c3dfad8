import { Button, NumberInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { QuotaLimits } from '../../api/types.ts';
import { spanNames } from './windows.tsx';

const spans = ['fiveMinutes', 'hour', 'month'] as const;

/** The three quotas; an empty field is no limit. `save` gets all of them. */
export const LimitsForm = ({
  limits,
  save,
  saving,
  problem,
}: {
  limits: QuotaLimits;
  save: (limits: QuotaLimits) => void;
  saving: boolean;
  problem: React.ReactNode;
}) => {
  const [values, setValues] = useState<QuotaLimits>({
    fiveMinutes: limits.fiveMinutes,
    hour: limits.hour,
    month: limits.month,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(values);
  };
  return (
    <form onSubmit={submit} style={{ display: 'grid', gap: 14 }}>
      <p style={{ margin: 0, color: 'var(--text-2)' }}>
        How many events may be accepted in any window that ends now. What is beyond is refused, and SDKs are told until
        when. Empty: unlimited.
      </p>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12 }}>
        {spans.map((span) => (
          <NumberInput
            key={span}
            label={spanNames[span]}
            placeholder="Unlimited"
            style={{ flex: '1 1 140px' }}
            min={0}
            max={1_000_000_000}
            allowDecimal={false}
            allowNegative={false}
            thousandSeparator=","
            value={values[span] ?? ''}
            onChange={(value) => setValues({ ...values, [span]: typeof value === 'number' ? value : null })}
          />
        ))}
      </div>
      {problem}
      <div>
        <Button type="submit" loading={saving}>
          Save
        </Button>
      </div>
    </form>
  );
};

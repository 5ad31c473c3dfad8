import type { DeliveryDetail } from '../../api/types.ts';
import { Plain } from '../../components/plain.tsx';
import classes from './alerts.module.css';

/** What came of a test, in the words of the other side. */
export const TestAnswer = ({ delivery, error }: { delivery: DeliveryDetail | undefined; error: Error | null }) => {
  if (error !== null)
    return (
      <div className={classes.answer} data-good="false" role="alert">
        {error.message}
      </div>
    );
  if (delivery === undefined) return null;
  const sent = delivery.state === 'sent';
  const response = delivery.log[0]?.response ?? null;
  return (
    <div className={classes.answer} data-good={sent} role="status">
      <b>{sent ? 'The test arrived.' : 'The test did not arrive.'}</b>{' '}
      {delivery.error !== null && <Plain text={delivery.error} max={500} />}
      {sent && delivery.status !== null && `It answered ${delivery.status}.`}
      {response !== null && (
        <pre>
          <Plain text={response} max={500} />
        </pre>
      )}
    </div>
  );
};

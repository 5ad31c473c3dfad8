import type { Json } from '../../api/event.ts';
import { JsonView } from '../json/json-view.tsx';
import { Pairs } from '../pairs.tsx';
import { Plain } from '../plain.tsx';
import classes from './contexts.module.css';
import { Section } from './section.tsx';

/** Device, system, runtime, trace and whatever else describes the surroundings. */
export const Contexts = ({ contexts }: { contexts: Record<string, Json> }) => {
  const entries = entriesOf(contexts);
  return (
    <Section id="contexts" title="Contexts" count={entries.length}>
      <div className={classes.grid}>
        {entries.map(([name, value]) => (
          <section key={name} className={classes.context}>
            <h3>
              <Plain text={name} max={100} />
            </h3>
            {value !== null && typeof value === 'object' && !Array.isArray(value) ? (
              <Pairs items={Object.entries(value).filter(([key]) => key !== 'type')} label={name} />
            ) : (
              <JsonView value={value} />
            )}
          </section>
        ))}
      </div>
    </Section>
  );
};

/** Contexts that say anything: SDKs send some that hold nothing but their own type. */
export const entriesOf = (contexts: Record<string, Json>): [string, Json][] =>
  Object.entries(contexts).filter(
    ([, value]) => value === null || typeof value !== 'object' || Object.keys(value).some((key) => key !== 'type'),
  );

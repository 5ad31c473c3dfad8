import { IconCheck, IconMinus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Grouping } from '../../api/types.ts';
import { Plain } from '../plain.tsx';
import classes from './grouping.module.css';

const rules: Record<string, string> = {
  sdk_fingerprint: 'The SDK set a fingerprint.',
  project_rule: 'A fingerprint rule of this project matched.',
  stack: 'By exception type and the calls of the app in its stack trace.',
  exception_value: 'By exception type and message, as there is no usable stack trace.',
  message_template: 'By the template of the message, before its parameters were filled in.',
  message: 'By the message, with its changing parts (numbers, ids, addresses) taken out.',
  security: 'By the directive and the address of the security report.',
  fallback: 'Nothing in the event tells it apart; it is grouped with others like that.',
};

/** Which rule decided, and every part that was looked at: what was taken, and on request what was left out and why. */
export const GroupingExplained = ({ grouping }: { grouping: Grouping }) => {
  const [all, setAll] = useState(false);
  const left = grouping.components.filter(({ contributes }) => !contributes).length;
  return (
    <>
      <p className={classes.rule}>
        <b>{rules[grouping.rule] ?? grouping.rule}</b> <span className="faint">Configuration {grouping.config}</span>
      </p>
      {grouping.matchedRule !== null && (
        <pre className={classes.matched}>
          <Plain text={grouping.matchedRule} max={1_000} />
        </pre>
      )}
      <ul className={classes.parts}>
        {grouping.components.map(
          (part, index) =>
            // oxlint-disable-next-line no-array-index-key -- parts repeat
            (all || part.contributes) && <Part key={index} part={part} />,
        )}
      </ul>
      {left > 0 && (
        <button type="button" className={classes.toggle} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Hide what was left out' : `Show what was left out (${left})`}
        </button>
      )}
    </>
  );
};

const Part = ({ part }: { part: Grouping['components'][number] }) => (
  <li data-off={!part.contributes || undefined}>
    {part.contributes ? (
      <IconCheck size={14} color="var(--ok)" aria-label="Counts" />
    ) : (
      <IconMinus size={14} aria-label="Left out" />
    )}
    <span className={classes.kind}>{part.kind}</span>
    <span className={classes.value}>
      <Plain text={part.value} max={300} />
    </span>
    {part.reason !== '' && (
      <span className={classes.reason}>
        <Plain text={part.reason} max={200} />
      </span>
    )}
  </li>
);

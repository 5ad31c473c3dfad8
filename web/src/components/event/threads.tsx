import { Select } from '@mantine/core';
import { useState } from 'react';
import type { Event, Thread } from '../../api/event.ts';
import { Tag } from '../tag.tsx';
import classes from './exceptions.module.css';
import { Section } from './section.tsx';
import { StackView } from './stack-view.tsx';

/** The threads of the process at that moment, the crashed or current one first. */
export const Threads = ({ event }: { event: Event }) => {
  const { threads } = event;
  const best = Math.max(
    0,
    threads.findIndex(({ crashed }) => crashed) >= 0
      ? threads.findIndex(({ crashed }) => crashed)
      : threads.findIndex(({ current }) => current),
  );
  const [chosen, setChosen] = useState(best);
  const thread = threads[chosen];
  const choice = threads.length > 1 && (
    <Select
      aria-label="Thread"
      w={280}
      searchable={threads.length > 8}
      value={String(chosen)}
      onChange={(value) => setChosen(Number(value))}
      data={threads.map((item, index) => ({ value: String(index), label: nameOf(item) }))}
    />
  );
  return (
    <Section id="threads" title="Threads" count={threads.length} actions={choice}>
      {thread && (
        <>
          <div className={classes.mechanism}>
            <span className="value">{nameOf(thread)}</span>
            {thread.crashed && <Tag tone="error">Crashed</Tag>}
            {thread.current && <Tag tone="info">Current</Tag>}
            {thread.main && <Tag>Main</Tag>}
            {thread.state && <span className="faint">{thread.state}</span>}
          </div>
          <ThreadStack event={event} thread={thread} />
        </>
      )}
    </Section>
  );
};

const ThreadStack = ({ event, thread }: { event: Event; thread: Thread }) => {
  if (thread.stacktrace !== null) return <StackView stacktrace={thread.stacktrace} platform={event.platform} />;
  const threw = event.exceptions.some(({ threadId }) => threadId !== null && threadId === thread.id);
  return (
    <p className={classes.none}>
      {threw ? 'Its stack is that of the exception above.' : 'No stack trace was sent for this thread.'}
    </p>
  );
};

const nameOf = ({ id, name }: Thread): string =>
  (name === null ? `Thread ${id ?? '?'}` : `${name}${id === null ? '' : ` (${id})`}`).slice(0, 120);

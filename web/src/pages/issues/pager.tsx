import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import classes from './issues.module.css';

interface Props {
  prev: string | null;
  next: string | null;
  /** On the first page. */
  first: boolean;
  turn: (cursor: string | undefined) => void;
}

/** The pages before and behind; nothing where there is only one. */
export const Pager = ({ prev, next, first, turn }: Props) => {
  if (first && next === null) return null;
  return (
    <nav className={classes.pager} aria-label="Pages">
      {!first && (
        <Button variant="subtle" onClick={() => turn(undefined)}>
          First
        </Button>
      )}
      <Button
        variant="default"
        leftSection={<IconChevronLeft size={14} />}
        disabled={prev === null}
        onClick={() => turn(prev ?? undefined)}
      >
        Previous
      </Button>
      <Button
        variant="default"
        rightSection={<IconChevronRight size={14} />}
        disabled={next === null}
        onClick={() => turn(next ?? undefined)}
      >
        Next
      </Button>
    </nav>
  );
};

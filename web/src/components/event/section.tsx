import { IconChevronRight } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { formatNumber } from '../../lib/number.ts';
import classes from './section.module.css';

export interface SectionName {
  id: string;
  title: string;
  count: number | null;
}

interface Props {
  id: string;
  title: string;
  count?: number;
  actions?: ReactNode;
  /** Seldom wanted: shown as its title until opened. */
  closed?: boolean;
  children: ReactNode;
}

/** One part of an event, under a heading that folds it. */
export const Section = ({ id, title, count, actions, closed = false, children }: Props) => {
  const [open, setOpen] = useState(!closed);
  return (
    <section className={classes.section} id={`section-${id}`} aria-labelledby={`heading-${id}`} tabIndex={-1}>
      <header className={classes.header}>
        <h2 id={`heading-${id}`}>
          <button type="button" className={classes.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
            <IconChevronRight size={15} className={classes.chevron} data-open={open || undefined} />
            {title}
            {count !== undefined && <span className={classes.count}>{formatNumber(count)}</span>}
          </button>
        </h2>
        {open && actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {open && <div className={classes.body}>{children}</div>}
    </section>
  );
};

/** The parts of this event at a glance; each leads to its part. */
export const SectionNav = ({ sections }: { sections: SectionName[] }) => (
  <nav className={classes.nav} aria-label="Parts of this event">
    {sections.map(({ id, title, count }) => (
      <button key={id} type="button" onClick={() => show(id)}>
        {title}
        {count !== null && <span>{formatNumber(count)}</span>}
      </button>
    ))}
  </nav>
);

const show = (id: string): void => {
  const section = document.querySelector<HTMLElement>(`#section-${id}`);
  if (section === null) return;
  section.querySelector<HTMLButtonElement>('h2 button[aria-expanded="false"]')?.click();
  section.scrollIntoView({ block: 'start' });
  section.focus({ preventScroll: true });
};

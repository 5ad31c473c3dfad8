import { useEffect, type ReactNode } from 'react';
import classes from './page.module.css';

interface Props {
  title: string;
  /** What the browser tab says, when it is not the title. */
  tab?: string;
  actions?: ReactNode;
  lead?: ReactNode;
  /** `text` keeps lines readable on wide screens. */
  width?: 'full' | 'text';
  children: ReactNode;
}

/** A page: its heading with actions at the right, then what it shows. */
export const PageFrame = ({ title, tab, actions, lead, width = 'full', children }: Props) => {
  useTitle(tab ?? title);
  return (
    <div className={classes.page} data-width={width}>
      <header className={classes.header}>
        <div className={classes.heading}>
          <h1>{title}</h1>
          {lead && <p>{lead}</p>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
};

/** Names the browser tab. */
export const useTitle = (title: string): void => {
  useEffect(() => {
    document.title = title === '' ? 'Culprit' : `${title.slice(0, 120)} · Culprit`;
  }, [title]);
};

export const Panel = ({
  title,
  actions,
  children,
  flush = false,
}: {
  title?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  flush?: boolean;
}) => (
  <section className={classes.panel}>
    {title !== undefined && (
      <header className={classes.panelHeader}>
        <h2>{title}</h2>
        {actions}
      </header>
    )}
    <div className={flush ? undefined : classes.panelBody}>{children}</div>
  </section>
);

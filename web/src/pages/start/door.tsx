import type { FormEvent, ReactNode } from 'react';
import { Mark } from '../../components/mark.tsx';
import { useTitle } from '../../components/page.tsx';
import classes from './door.module.css';

interface Props {
  title: string;
  lead: ReactNode;
  onSubmit: () => void;
  children: ReactNode;
  footer?: ReactNode;
}

/** The one form in front of everything: sign in, or create the owner. */
export const Door = ({ title, lead, onSubmit, children, footer }: Props) => {
  useTitle(title);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <div className={classes.door}>
      <main className={classes.box}>
        <Mark size={34} />
        <h1>{title}</h1>
        <p>{lead}</p>
        <form onSubmit={submit} noValidate>
          {children}
        </form>
        {footer && <footer>{footer}</footer>}
      </main>
    </div>
  );
};

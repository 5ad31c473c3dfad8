import { ActionIcon, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMenu2 } from '@tabler/icons-react';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ConfirmHost } from '../components/confirm.tsx';
import { Wordmark } from '../components/mark.tsx';
import { ShortcutHelp } from './shortcut-help.tsx';
import classes from './shell.module.css';
import { Sidebar } from './sidebar.tsx';

/** The frame of every page: the sidebar (a drawer on narrow screens) and the page. */
export const Shell = () => {
  const [open, { open: show, close: hide }] = useDisclosure(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(hide, [path, hide]);
  return (
    <div className={classes.shell}>
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.querySelector<HTMLElement>('#main')?.focus();
        }}
      >
        Skip to content
      </a>
      <header className={classes.topbar}>
        <ActionIcon aria-label="Open navigation" onClick={show} size="lg">
          <IconMenu2 size={20} />
        </ActionIcon>
        <Link to="/" className={classes.home} aria-label="Culprit: all projects">
          <Wordmark />
        </Link>
      </header>
      <aside className={classes.sidebar}>
        <Sidebar />
      </aside>
      <Drawer
        opened={open}
        onClose={hide}
        size={260}
        padding={0}
        withCloseButton={false}
        title="Navigation"
        classNames={{ header: classes.hidden, body: classes.drawer }}
      >
        <Sidebar />
      </Drawer>
      <main className={classes.main} id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <ShortcutHelp />
      <ConfirmHost />
    </div>
  );
};

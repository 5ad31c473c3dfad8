import { Menu, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconApi, IconKeyboard, IconLogout, IconSelector, IconUser } from '@tabler/icons-react';
import { sessionQuery } from '../api/accounts.ts';
import { api, unwrap } from '../api/client.ts';
import { Plain } from '../components/plain.tsx';
import { notifyError } from '../components/notify.ts';
import { baseUrl } from './base.ts';
import { setPreference, usePreferences } from './preferences.ts';
import { queryClient } from './query-client.ts';
import { showShortcuts } from './shortcut-help.tsx';
import classes from './sidebar.module.css';

/** Who is signed in, and what they may set for this browser. */
export const UserMenu = () => {
  const { data: session } = useQuery(sessionQuery);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { zone } = usePreferences();
  const navigate = useNavigate();
  const signOut = async () => {
    try {
      await unwrap(api.DELETE('/session'));
    } catch (error) {
      notifyError('Not signed out', error);
      return;
    }
    queryClient.clear();
    queryClient.setQueryData(sessionQuery.queryKey, null);
    await navigate({ to: '/sign-in' });
  };
  if (!session) return null;
  const name = session.user.name || session.user.email;
  return (
    <Menu width={236} position="top-start" closeOnItemClick>
      <Menu.Target>
        <button type="button" className={classes.user} aria-label="Account and display">
          <span className={classes.avatar}>{String.fromCodePoint(name.codePointAt(0) ?? 0x3f)}</span>
          <span className="clip" style={{ flex: 1 }}>
            <Plain text={name} />
          </span>
          <IconSelector size={15} color="var(--text-3)" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Colours</Menu.Label>
        <SegmentedControl
          fullWidth
          mx={8}
          aria-label="Colours"
          value={colorScheme}
          onChange={(value) => setColorScheme(value)}
          data={[
            { value: 'auto', label: 'Auto' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
        />
        <Menu.Label>Times</Menu.Label>
        <SegmentedControl
          fullWidth
          mx={8}
          mb={8}
          aria-label="Time zone"
          value={zone}
          onChange={(value) => setPreference('zone', value)}
          data={[
            { value: 'local', label: 'Local' },
            { value: 'utc', label: 'UTC' },
          ]}
        />
        <Menu.Divider />
        <Menu.Item leftSection={<IconUser size={15} />} onClick={() => void navigate({ to: '/account' })}>
          Account and API tokens
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={15} />} onClick={showShortcuts}>
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Item
          leftSection={<IconApi size={15} />}
          component="a"
          href={`${baseUrl}docs/api`}
          target="_blank"
          rel="noopener"
        >
          API reference
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={15} />} onClick={() => void signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

import { Combobox, useCombobox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactElement } from 'react';
import { sessionQuery } from '../../api/accounts.ts';
import { peopleQuery, teamsQuery } from '../../api/actions.ts';
import { Avatar } from '../avatar.tsx';
import { Plain } from '../plain.tsx';
import classes from './actions.module.css';
import type { ActionMenuProps } from './resolve-menu.tsx';

const MOST = 50;

interface Props extends Pick<ActionMenuProps, 'project' | 'act'> {
  opened: boolean;
  onOpen: (opened: boolean) => void;
  /** The button that it hangs from. */
  children: ReactElement;
}

/** Gives issues to somebody who sees the project, to a team of it, or to nobody. Finds people by name or address. */
export const AssignMenu = ({ project, act, opened, onOpen, children }: Props) => {
  const [text, setText] = useState('');
  const { data: session } = useQuery(sessionQuery);
  const people = useQuery({ ...peopleQuery(project), enabled: opened });
  const teams = useQuery({ ...teamsQuery(project), enabled: opened });
  const combobox = useCombobox({
    opened,
    onOpenedChange: onOpen,
    onDropdownClose: () => {
      setText('');
      combobox.resetSelectedOption();
    },
  });
  // Also when it was opened from elsewhere: letters that are typed must not act as keys.
  const { focusSearchInput } = combobox;
  useEffect(() => {
    if (opened) focusSearchInput();
  }, [opened, focusSearchInput]);
  const me = session?.user.id;
  const found = (people.data ?? [])
    // A viewer may only look.
    .filter(({ role }) => role !== 'viewer')
    .filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(text.trim().toLowerCase()))
    .sort((a, b) => Number(b.id === me) - Number(a.id === me) || nameOf(a).localeCompare(nameOf(b)));
  const foundTeams = (teams.data ?? []).filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase()));
  // Whoever types a name and Enter means the first who is offered.
  const offered = found.length + foundTeams.length;
  const { selectFirstOption } = combobox;
  useEffect(() => {
    if (text.trim() !== '' && offered > 0) selectFirstOption();
  }, [text, offered, selectFirstOption]);
  const choose = (value: string) => {
    const team = teams.data?.find(({ id }) => value === `team ${id}`);
    const person = people.data?.find(({ id }) => String(id) === value);
    if (team) act({ action: 'assign', teamId: team.id }, team.name);
    else act({ action: 'assign', userId: person?.id ?? null }, person && nameOf(person));
    combobox.closeDropdown();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={choose} width={260} position="bottom-start" withinPortal>
      <Combobox.Target withAriaAttributes={false}>{children}</Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          aria-label="Find a person"
          placeholder="Name or e-mail"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }}>
          {'nobody'.startsWith(text.trim().toLowerCase()) && <Combobox.Option value="nobody">Nobody</Combobox.Option>}
          {found.slice(0, MOST).map((person) => (
            <Combobox.Option key={person.id} value={String(person.id)}>
              <span className={classes.option}>
                <Avatar name={nameOf(person)} />
                <span className="clip">
                  <Plain text={nameOf(person)} max={80} />
                </span>
                {person.id === me && <span className={classes.mine}>you</span>}
              </span>
            </Combobox.Option>
          ))}
          {foundTeams.slice(0, MOST).map(({ id, name }) => (
            <Combobox.Option key={`team ${id}`} value={`team ${id}`}>
              <span className={classes.option}>
                <Avatar name={name} team />
                <span className="clip">
                  <Plain text={name} max={80} />
                </span>
                <span className={classes.mine}>team</span>
              </span>
            </Combobox.Option>
          ))}
          {people.isError && <div className={classes.empty}>{people.error.message}</div>}
          {offered === 0 && people.data && <div className={classes.empty}>Nobody of this name sees the project.</div>}
          {found.length > MOST && <div className={classes.empty}>More: type a name.</div>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
};

/** As people are shown: their name, or the address where they gave none. */
export const nameOf = ({ name, email }: { name: string; email: string }): string => (name === '' ? email : name);

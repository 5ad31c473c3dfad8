import { Kbd, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useKeys } from '../lib/keys.ts';

const shortcuts: [where: string, keys: [key: string, does: string][]][] = [
  [
    'Everywhere',
    [
      ['?', 'this help'],
      ['/', 'search issues'],
    ],
  ],
  [
    'Issue list',
    [
      ['j', 'next issue'],
      ['k', 'previous issue'],
      ['Enter', 'open the issue'],
      ['x', 'select the issue'],
      ['Shift x', 'select up to here'],
      ['e', 'resolve'],
      ['m', 'mute…'],
      ['a', 'assign…'],
      ['Esc', 'let go of the selection'],
    ],
  ],
  [
    'Issue',
    [
      ['[', 'older event'],
      [']', 'newer event'],
      ['e', 'resolve, or reopen'],
      ['m', 'mute…, or unmute'],
      ['a', 'assign…'],
      ['u', 'back to the list'],
    ],
  ],
];

let show: () => void = () => {};

/** Opens the help from anywhere. */
export const showShortcuts = (): void => show();

export const ShortcutHelp = () => {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    show = () => setOpen(true);
  }, []);
  useKeys({ '?': () => setOpen(true) });
  return (
    <Modal opened={open} onClose={() => setOpen(false)} title="Keyboard shortcuts" size="sm">
      {shortcuts.map(([where, keys]) => (
        <section key={where} style={{ marginBottom: 16 }}>
          <h3 style={{ margin: '0 0 6px', fontSize: 12, color: 'var(--text-2)' }}>{where}</h3>
          {keys.map(([key, does]) => (
            <div key={key} style={{ display: 'flex', justifyContent: 'space-between', padding: '3px 0' }}>
              <span>{does}</span>
              <Kbd size="xs">{key}</Kbd>
            </div>
          ))}
        </section>
      ))}
    </Modal>
  );
};

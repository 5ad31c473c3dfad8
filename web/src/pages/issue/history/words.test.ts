import { expect, test } from 'vitest';
import type { HistoryEntry } from '../../../api/history.ts';
import { wordsOf, type Piece } from './words.ts';

const shown = (piece: Piece): string => {
  if (typeof piece === 'string') return piece;
  if ('at' in piece) return `<${piece.at}>`;
  return 'release' in piece ? `[${piece.release}]` : `[${piece.strong}]`;
};

const ada = { id: 1, name: 'Ada' };

const said = (
  kind: string,
  metadata: Record<string, unknown>,
  names: HistoryEntry['names'] = {},
  user: typeof ada | null = ada,
) => wordsOf({ kind, metadata, names, user }).map(shown).join('');

test.each([
  ['resolved', { by: 'always' }, {}, 'resolved it'],
  ['resolved', { by: 'next' }, {}, 'resolved it by the next release'],
  ['resolved', { by: 'release', version: '1.2' }, { release: '1.2' }, 'resolved it in [1.2]'],
  ['muted', { until: null, users: null, volume: [] }, {}, 'muted it for ever'],
  [
    'muted',
    { until: '2026-12-01T00:00:00Z', users: 3, volume: [{ count: 5, n: 1, period: 'hour' }] },
    {},
    'muted it until <2026-12-01T00:00:00Z> or until more than 5 events in 1 hour or until 3 users had it',
  ],
  ['assigned', { from: null, to: 2 }, { from: null, to: 'Bob' }, 'assigned it to [Bob]'],
  ['assigned', { from: 2, to: null, toTeam: 3 }, { from: 'Bob', to: '#ops' }, 'assigned it to [#ops], before [Bob]'],
  ['assigned', { from: 2, to: null }, { from: 'Bob', to: null }, 'took it from [Bob]'],
  ['merged', { shortIds: ['SHOP-1', 'SHOP-2'] }, {}, 'merged [SHOP-1], [SHOP-2] into it'],
  ['undone', { undone: 'mute' }, {}, 'took it back: [it is not muted]'],
  ['what_comes_later', {}, {}, 'what comes later'],
])('%s %j %j reads: %s', (kind, metadata, names, expected) => {
  expect(said(kind, metadata, names)).toBe(expected);
});

test.each([
  ['regressed', { release: 4 }, { release: '1.3' }, 'It came back in [1.3]'],
  ['regressed', { release: null }, { release: null }, 'It came back'],
  ['unmuted', { reason: 'more than 5 events per 1 hour' }, {}, 'Unmuted: [more than 5 events per 1 hour]'],
  [
    'resolved',
    { by: 'release', commit: { sha: 'abcdef0123456789', message: 'Fixes SHOP-1', author: 'Ada' } },
    { release: '1.2' },
    'Resolved in [1.2]: commit [abcdef0123] “Fixes SHOP-1” by Ada',
  ],
])('%s by nobody reads: %4$s', (kind, metadata, names, expected) => {
  expect(said(kind, metadata, names, null)).toBe(expected);
});

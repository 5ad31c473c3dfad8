import type { HistoryEntry } from '../../../api/history.ts';
import { plural } from '../../../lib/number.ts';

/** A piece of a sentence: words, what stands out, a release, or an instant. */
export type Piece = string | { strong: string } | { release: string } | { at: string };

/** What a turning point says, behind the name of whoever did it (or alone, where nobody did). */
export const wordsOf = (entry: Pick<HistoryEntry, 'kind' | 'metadata' | 'names' | 'user'>): Piece[] => {
  const { kind, metadata, names, user } = entry;
  const done = user !== null;
  switch (kind) {
    case 'first_seen':
      return ['First seen'];
    case 'resolved':
      return [done ? 'resolved it' : 'Resolved', ...resolvedWhere(metadata, names.release)];
    case 'reopened':
      return [done ? 'reopened it' : 'Reopened'];
    case 'muted':
      return [done ? 'muted it ' : 'Muted ', ...ends(metadata)];
    case 'unmuted':
      return done ? ['unmuted it'] : ['Unmuted: ', { strong: text(metadata['reason']) ?? 'its condition was met' }];
    case 'regressed':
      return ['It came back', ...inRelease(names.release)];
    case 'next_materialized':
      return ['The next release came: resolved', ...inRelease(names.release ?? text(metadata['version']))];
    case 'assigned':
      return assigned(entry);
    case 'prioritized':
      return [
        text(metadata['undone']) === null ? `${done ? 'set the' : 'The'} priority ` : 'took back the priority: ',
        'from ',
        { strong: text(metadata['from']) ?? 'medium' },
        ' to ',
        { strong: text(metadata['to']) ?? 'medium' },
      ];
    case 'merged':
      return [done ? 'merged ' : 'Merged ', ...list(metadata['shortIds']), ' into it'];
    case 'unmerged':
      return [done ? 'let ' : '', ...list([metadata['shortId']]), done ? ' leave it again' : ' left it again'];
    case 'merged_into':
      return [done ? 'merged it into ' : 'Merged into ', ...list([metadata['shortId']])];
    case 'unmerged_from':
      return [done ? 'let it leave what it was merged into' : 'Left what it was merged into'];
    case 'undone':
      return [
        done ? 'took it back: ' : 'Taken back: ',
        { strong: undone[text(metadata['undone']) ?? ''] ?? 'the last action' },
      ];
    case 'comment':
      return ['commented'];
    default:
      return [done ? kind.replaceAll('_', ' ') : capital(kind.replaceAll('_', ' '))];
  }
};

const undone: Readonly<Record<string, string>> = {
  resolve: 'it is not resolved',
  reopen: 'it is not reopened',
  mute: 'it is not muted',
  unmute: 'it stays muted',
};

const resolvedWhere = (metadata: HistoryEntry['metadata'], release: string | null | undefined): Piece[] => {
  if (metadata['by'] === 'next') return [' by the next release'];
  if (metadata['by'] !== 'release') return [];
  const commit = metadata['commit'] as { sha?: unknown; message?: unknown; author?: unknown } | undefined;
  const sha = text(commit?.sha)?.slice(0, 10);
  return [
    ...inRelease(release ?? text(metadata['version'])),
    ...(sha === undefined ? [] : [': commit ', { strong: sha }, ` “${text(commit?.message) ?? ''}”`]),
    ...(text(commit?.author) === null ? [] : [` by ${text(commit?.author)}`]),
  ];
};

const inRelease = (release: string | null | undefined): Piece[] =>
  release === null || release === undefined ? [] : [' in ', { release }];

const ends = (metadata: HistoryEntry['metadata']): Piece[] => {
  const until = text(metadata['until']);
  const users = number(metadata['users']);
  const volume = Array.isArray(metadata['volume']) ? (metadata['volume'] as Record<string, unknown>[]) : [];
  const each: Piece[][] = [
    ...(until === null ? [] : [['until ', { at: until }]]),
    ...volume.map(({ count, n, period }): Piece[] => [
      `until more than ${plural(number(count) ?? 0, 'event')} in ${plural(number(n) ?? 0, String(period))}`,
    ]),
    ...(users === null ? [] : [[`until ${plural(users, 'user')} had it`]]),
  ];
  return each.length === 0 ? ['for ever'] : each.flatMap((end, index) => (index === 0 ? end : [' or ', ...end]));
};

const assigned = ({ metadata, names, user }: Pick<HistoryEntry, 'metadata' | 'names' | 'user'>): Piece[] => {
  const [from, to] = [names.from ?? null, names.to ?? null];
  const back = text(metadata['undone']) === null ? '' : 'took it back: ';
  if (to === null) return [back, user === null ? 'Taken from ' : 'took it from ', { strong: from ?? 'nobody' }];
  const was: Piece[] = from === null ? [] : [', before ', { strong: from }];
  return [back, user === null ? 'Assigned to ' : 'assigned it to ', { strong: to }, ...was];
};

const list = (ids: unknown): Piece[] =>
  (Array.isArray(ids) ? ids : []).flatMap((id, index) => [...(index === 0 ? [] : [', ']), { strong: String(id) }]);

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

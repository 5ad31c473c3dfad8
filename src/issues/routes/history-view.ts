import type { Selectable } from 'kysely';
import type { Static } from 'typebox';
import { knownTeams, peopleById } from '../../accounts/index.ts';
import type { Person } from '../../accounts/index.ts';
import { toHex, toIso } from '../../kit/index.ts';
import type { Queries } from '../../storage/index.ts';
import { commentsById, latestOf, mentionsOf, undoOf } from '../read/history.ts';
import { releaseVersions } from '../read/issue.ts';
import type { TurningPoint } from '../tables/issue.ts';
import type { historyEntry } from './action-schemas.ts';
import { iso } from './common.ts';

type Entry = Static<typeof historyEntry>;

/** Rows of an issue's history, and of its `parts` by their short ids, as the API tells them, with the names of everything they speak of: a constant number of statements. */
export const showHistory = async (
  queries: Queries,
  issue: number,
  rows: readonly Selectable<TurningPoint>[],
  parts: ReadonlyMap<number, string>,
): Promise<(row: Selectable<TurningPoint>) => Entry> => {
  const told = new Map(rows.map(({ id, metadata }) => [id, JSON.parse(metadata) as Record<string, unknown>]));
  const of = (...names: string[]): number[] =>
    [...told.values()].flatMap((metadata) => names.map((name) => numberOf(metadata[name])).filter((id) => id !== null));
  const commented = rows.flatMap(({ id, kind }) => (kind === 'comment' ? [Number(told.get(id)?.['comment'])] : []));
  const [comments, mentions] = [await commentsById(queries, commented), await mentionsOf(queries, commented)];
  const people = await peopleById(queries, [
    ...rows.flatMap(({ user_id }) => (user_id === null ? [] : [user_id])),
    ...[...mentions.values()].flat().map(({ user_id }) => user_id),
    ...of('from', 'to'),
  ]);
  const teams = new Map((await knownTeams(queries, of('fromTeam', 'toTeam'))).map(({ id, slug }) => [id, `#${slug}`]));
  const versions = await releaseVersions(queries, of('release'));
  const undo = await undoOf(queries, await latestOf(queries, issue));

  const named = (user: unknown, team: unknown): string | null => {
    const [id, teamId] = [numberOf(user), numberOf(team)];
    if (teamId !== null) return teams.get(teamId) ?? 'a team that is gone';
    if (id === null) return null;
    const person = people.get(id);
    return person === undefined ? 'somebody who is gone' : nameOf(person);
  };
  return (row) => {
    const metadata = told.get(row.id) ?? {};
    const who = people.get(row.user_id ?? 0);
    const comment = row.kind === 'comment' ? comments.get(Number(metadata['comment'])) : undefined;
    return {
      id: row.id,
      kind: row.kind,
      at: toIso(row.at),
      user: who === undefined ? null : { id: who.id, name: nameOf(who) },
      eventId: row.event_id === null ? null : toHex(row.event_id),
      metadata,
      names: {
        ...('release' in metadata ? { release: versions.get(numberOf(metadata['release']) ?? 0) ?? null } : {}),
        ...(row.kind === 'assigned'
          ? {
              from: named(metadata['from'], metadata['fromTeam']),
              to: named(metadata['to'], metadata['toTeam']),
            }
          : {}),
      },
      part: parts.get(row.issue_id) ?? null,
      undo: undo.get(row.id) ?? null,
      comment:
        comment === undefined
          ? null
          : {
              id: comment.id,
              body: comment.body,
              editedAt: iso(comment.edited_at),
              deletedAt: iso(comment.deleted_at),
              mentions: (mentions.get(comment.id) ?? []).flatMap(({ handle, user_id }) => {
                const person = people.get(user_id);
                return person === undefined ? [] : [{ handle, user: { id: person.id, name: nameOf(person) } }];
              }),
            },
    };
  };
};

const nameOf = ({ name, email }: Person): string => (name === '' ? email : name);

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

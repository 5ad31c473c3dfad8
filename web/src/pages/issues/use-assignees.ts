import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { peopleQuery, teamsQuery } from '../../api/actions.ts';
import type { IssueRow } from '../../api/types.ts';
import { nameOf } from '../../components/actions/assign-menu.tsx';

type Assigned = Pick<IssueRow, 'assigneeId' | 'assigneeTeamId'>;

/** Who has an issue, by name; asked of the server only where somebody has one. */
export const useAssignees = (project: string, rows: readonly Assigned[]) => {
  const people = useQuery({ ...peopleQuery(project), enabled: rows.some(({ assigneeId }) => assigneeId !== null) });
  const teams = useQuery({ ...teamsQuery(project), enabled: rows.some((row) => row.assigneeTeamId !== null) });
  return useMemo(() => {
    const person = new Map(people.data?.map((each) => [each.id, { name: nameOf(each), team: false }]));
    const team = new Map(teams.data?.map((each) => [each.id, { name: each.name, team: true }]));
    return ({ assigneeId, assigneeTeamId }: Assigned) => {
      if (assigneeTeamId !== null) return team.get(assigneeTeamId) ?? { name: `Team ${assigneeTeamId}`, team: true };
      if (assigneeId === null) return null;
      // Whoever left the project is not among its people.
      return person.get(assigneeId) ?? (people.data ? { name: `User ${assigneeId}`, team: false } : null);
    };
  }, [people.data, teams.data]);
};

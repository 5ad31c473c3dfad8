import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconArrowsSplit } from '@tabler/icons-react';
import { membersQuery, mergeIssues, unmergeIssue, type Member } from '../../../api/history.ts';
import { offerUndo, refreshIssues } from '../../../components/actions/undo-toast.tsx';
import { notifyError } from '../../../components/notify.ts';
import { Panel } from '../../../components/page.tsx';
import { Plain } from '../../../components/plain.tsx';
import { Time } from '../../../components/time.tsx';
import { useCan } from '../../../components/use-can.ts';
import { formatNumber, plural } from '../../../lib/number.ts';
import table from '../../../components/table.module.css';

/** The issues that this one holds; each can leave again. Nothing where there are none. */
export const MergedParts = ({ issue }: { issue: string }) => {
  const { data } = useQuery(membersQuery(issue));
  const { write } = useCan();
  if (data === undefined || data.length === 0) return null;
  return (
    <Panel title={plural(data.length, 'merged issue')} flush>
      <div style={{ overflowX: 'auto' }}>
        <table className={table.table}>
          <thead>
            <tr>
              <th>Issue</th>
              <th className={table.number}>Events</th>
              <th className={`${table.number} ${table.extra}`}>Users</th>
              <th className={table.extra}>Last seen</th>
              {write && <th aria-label="Actions" />}
            </tr>
          </thead>
          <tbody>
            {data.map((member) => (
              <Part key={member.id} member={member} root={issue} write={write} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
};

const Part = ({ member, root, write }: { member: Member; root: string; write: boolean }) => {
  const { mutate, isPending } = useMutation({
    mutationFn: () => unmergeIssue(member.shortId),
    onSuccess: async ({ shortId }) => {
      offerUndo(`${member.shortId} left ${shortId}`, async () => {
        await mergeIssues(root, [member.shortId]);
        return `${member.shortId} is part of ${shortId} again.`;
      });
      await refreshIssues();
    },
    onError: (error) => notifyError('Not unmerged', error),
  });
  return (
    <tr>
      <td>
        <b>{member.shortId}</b>{' '}
        <span className="value">
          <Plain text={member.title} max={160} />
        </span>
      </td>
      <td className={table.number}>{formatNumber(member.events)}</td>
      <td className={`${table.number} ${table.extra}`}>{formatNumber(member.users)}</td>
      <td className={`${table.nowrap} ${table.extra}`}>
        <Time at={member.lastSeen} />
      </td>
      {write && (
        <td className={table.number}>
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconArrowsSplit size={13} />}
            aria-label={`Unmerge ${member.shortId}`}
            loading={isPending}
            onClick={() => mutate()}
          >
            Unmerge
          </Button>
        </td>
      )}
    </tr>
  );
};

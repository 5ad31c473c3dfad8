import { ActionIcon, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconTrash } from '@tabler/icons-react';
import { projectsQuery } from '../../api/projects.ts';
import type { Token } from '../../api/types.ts';
import { confirm } from '../../components/confirm.tsx';
import { Plain } from '../../components/plain.tsx';
import table from '../../components/table.module.css';
import { Tag } from '../../components/tag.tsx';
import { Time } from '../../components/time.tsx';

/** API tokens: what each may, where, since when, until when. */
export const TokenTable = ({ tokens, revoke }: { tokens: Token[]; revoke: (id: number) => void }) => (
  <div style={{ overflowX: 'auto' }}>
    <table className={table.table}>
      <thead>
        <tr>
          <th>Name</th>
          <th>May</th>
          <th>Project</th>
          <th>Last used</th>
          <th>Expires</th>
          <th aria-label="Actions" />
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <Row key={token.id} token={token} revoke={() => revoke(token.id)} />
        ))}
      </tbody>
    </table>
  </div>
);

const Row = ({ token, revoke }: { token: Token; revoke: () => void }) => {
  const { data: projects } = useQuery(projectsQuery);
  const project = projects?.items.find(({ id }) => id === token.projectId);
  const expired = token.expiresAt !== null && Date.parse(token.expiresAt) < Date.now();
  return (
    <tr>
      <td className="value">
        <b>
          <Plain text={token.name} max={80} />
        </b>{' '}
        <span className="mono faint">{token.prefix}…</span>
      </td>
      <td>{token.scopes.join(', ')}</td>
      <td>{token.projectId === null ? <span className="faint">all</span> : (project?.name ?? token.projectId)}</td>
      <td className={table.nowrap}>
        {token.lastUsedAt === null ? <span className="faint">never</span> : <Time at={token.lastUsedAt} />}
      </td>
      <td className={table.nowrap}>
        {token.expiresAt === null && <span className="faint">never</span>}
        {token.expiresAt !== null && (expired ? <Tag tone="error">Expired</Tag> : <Time at={token.expiresAt} />)}
      </td>
      <td className={table.number}>
        <Tooltip label="Revoke">
          <ActionIcon
            aria-label={`Revoke ${token.name}`}
            onClick={() =>
              confirm({
                title: 'Revoke this token?',
                text: 'Whatever uses it is refused from now on.',
                verb: 'Revoke',
                danger: true,
                act: revoke,
              })
            }
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Tooltip>
      </td>
    </tr>
  );
};

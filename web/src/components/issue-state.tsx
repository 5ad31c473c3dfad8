import type { IssueRow } from '../api/types.ts';
import { Tag } from './tag.tsx';

type State = Pick<IssueRow, 'status' | 'regressed'>;

/** Where an issue stands, as a word; nothing for one that is simply open. */
export const IssueState = ({ issue: { status, regressed } }: { issue: State }) => {
  if (regressed)
    return (
      <Tag tone="warning" title="It was resolved and came back">
        Regressed
      </Tag>
    );
  if (status === 'resolved') return <Tag tone="ok">Resolved</Tag>;
  if (status === 'muted') return <Tag tone="info">Muted</Tag>;
  if (status === 'deleted') return <Tag tone="error">Deleted</Tag>;
  return status === 'merged' ? <Tag>Merged</Tag> : null;
};

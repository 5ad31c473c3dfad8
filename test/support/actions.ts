import type { IssueHouse } from './issues.ts';

/** For tests: an operation as the API tells it. */
export interface ToldOperation {
  id: string;
  status: string;
  total: number;
  done: number;
  changed: number;
  refused: number;
  refusals: { issueId: number; shortId: string | null; why: string }[];
}

/** For tests: an entry of an issue's history. */
export interface ToldEntry {
  kind: string;
  user: { name: string } | null;
  metadata: Record<string, unknown>;
  comment: { id: number; body: string; editedAt: string | null; deletedAt: string | null } | null;
}

/** An event of one error, by its type. */
export const error = (type: string) => ({ exception: { values: [{ type, value: 'went wrong' }] } });

/** A house with the project Shop, which has an issue of each type. */
export const openShop = async (open: () => Promise<IssueHouse>, ...types: string[]) => {
  const house = await open();
  const shop = await house.project('Shop');
  await house.send(shop, ...types.map(error));
  await house.flush();
  const { request, get } = house;
  return {
    ...house,
    shop,
    does: (issue: string, body: object) => request('POST', `/issues/${issue}/actions`, body),
    bulk: (body: object) => request('POST', '/projects/shop/issues/actions', body),
    statusOf: async (issue: string): Promise<string> => {
      const { status, regressed } = await get<{ status: string; regressed: boolean }>(`/issues/${issue}`);
      return regressed ? 'regressed' : status;
    },
  };
};

import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, fetchRaw, unwrap } from './client.ts';

export const statusQuery = queryOptions({
  queryKey: ['status'],
  queryFn: ({ signal }) => unwrap(api.GET('/status', { signal })),
  refetchInterval: 3_000,
});

export const deadLettersQuery = (lane: string) =>
  infiniteQueryOptions({
    queryKey: ['dead-letters', lane],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/dead-letters', {
          params: {
            query: {
              limit: 50,
              ...(lane === '' ? {} : { lane }),
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });

/** The first 64 KiB of what lies dead, as text: enough to see what it was. */
export const fetchDeadBody = async (id: string): Promise<{ text: string; bytes: number }> => {
  const body = await (await fetchRaw(`/dead-letters/${encodeURIComponent(id)}/body`)).arrayBuffer();
  return { text: new TextDecoder().decode(body.slice(0, 64 * 1024)), bytes: body.byteLength };
};

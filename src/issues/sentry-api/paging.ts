import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { encodeCursor, toPage } from '../../kit/index.ts';

export const organizationPath = Type.Object({ organization: Type.String({ maxLength: 100 }) });
export const projectPath = Type.Object({
  ...organizationPath.properties,
  projectId: Type.String({ maxLength: 60 }),
});

export const pageQuery = Type.Object({
  cursor: Type.Optional(Type.String({ maxLength: 500, description: 'Of the Link header; empty: the beginning' })),
  per_page: Type.Integer({ minimum: 1, maximum: 100, default: 100 }),
});

/** The cursor, where one was sent that says something. */
export const cursorOf = ({ cursor }: { readonly cursor?: string }): string | undefined =>
  cursor === '' ? undefined : cursor;

/**
 * One page out of `limit + 1` rows. Where the list goes on is told in the header `Link`, which `sentry-cli` follows while it says `results="true"`.
 * https://docs.sentry.io/api/pagination/
 */
export const onePage = <Row>(
  { request, reply, url }: { request: FastifyRequest; reply: FastifyReply; url: string },
  list: string,
  { rows, limit }: { readonly rows: readonly Row[]; readonly limit: number },
  keys: (last: Row) => readonly (string | number)[],
): Row[] => {
  const { items, nextCursor } = toPage(
    rows,
    limit,
    (row) => row,
    (last) => encodeCursor(list, keys(last)),
  );
  // Without the prefix that a proxy may have added: that is part of `url`.
  const [path] = request.url.split('?');
  const link = (rel: string, results: boolean, cursor: string) =>
    `<${url}${path ?? ''}?cursor=${cursor}>; rel="${rel}"; results="${results}"; cursor="${cursor}"`;
  void reply.header(
    'link',
    [link('previous', false, '0:0:1'), link('next', nextCursor !== null, nextCursor ?? '0:0:0')].join(', '),
  );
  return items;
};

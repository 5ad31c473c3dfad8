import type { FastifyInstance } from 'fastify';
import type { ApiDocument } from '../api/document.ts';
import { apiDocument } from '../api/document.ts';
import { apiPage } from '../api/page.ts';
import { apiPagePolicy } from '../api/page-style.ts';

/** The API document, for programs and for people. Made when it is first asked for; open to everybody, for it holds nothing of the installation. */
export const apiDocsRoutes = (
  app: FastifyInstance,
  { publicUrl }: { readonly publicUrl: () => string },
  done: () => void,
): void => {
  let document: ApiDocument | null = null;
  const get = (): ApiDocument => (document ??= apiDocument(app));

  app.get('/api/v1/openapi.json', { schema: { hide: true } }, (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('application/json; charset=utf-8').send(JSON.stringify(get())),
  );
  app.get('/docs/api', { schema: { hide: true } }, (_request, reply) =>
    reply
      .headers({ 'content-security-policy': apiPagePolicy, 'cache-control': 'no-cache' })
      .type('text/html; charset=utf-8')
      .send(apiPage(get(), originOf(publicUrl()))),
  );
  done();
};

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : '');

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import staticFiles from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { pagePolicy } from './headers.ts';

/** Where `npm run build` puts the browser app. */
export const webFolder = join(import.meta.dirname, '../../web/dist');

/**
 * The page of the browser app built in `folder`, with the path prefix in its `<base>` so that its relative links hold at any depth. Read again when it was built
 * anew: its assets have other names then.
 */
export const webPage = (folder: string, basePath: string): (() => string) => {
  const path = join(folder, 'index.html');
  let page = missingPage;
  let built = 0;
  return () => {
    const modified = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (modified !== built) page = modified === 0 ? missingPage : withBase(readFileSync(path, 'utf8'), basePath);
    built = modified;
    return page;
  };
};

/** Serves the built files but the page itself: hashed assets for ever, others for an hour; as `.br` or `.gz` where the build made one. */
export const serveWebFiles = (app: FastifyInstance, folder: string): void => {
  if (!existsSync(folder)) return;
  void app.register(staticFiles, { root: folder, serve: false, preCompressed: true });
  for (const name of topFiles(folder))
    app.get(`/${name}`, { schema: { hide: true } }, (_request, reply) => reply.sendFile(name, { maxAge: 3_600_000 }));
  if (existsSync(join(folder, 'assets')))
    app.get<{ Params: { '*': string } }>('/assets/*', { schema: { hide: true } }, (request, reply) =>
      reply.sendFile(`assets/${request.params['*']}`, { immutable: true, maxAge: 31_536_000_000 }),
    );
};

export const sendPage = (reply: FastifyReply, html: string): FastifyReply =>
  reply
    .headers({ 'content-security-policy': pagePolicy, 'cache-control': 'no-cache' })
    .type('text/html; charset=utf-8')
    .send(html);

/** For an address that no browser app could take apart, such as `/%ff`. */
export const sendUnreadable = (reply: FastifyReply): FastifyReply =>
  reply.code(400).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(unreadablePage);

const withBase = (html: string, basePath: string): string =>
  html.replace(/<base [^>]*>/i, '').replace(/<head>/i, `<head><base href="${basePath}/">`);

const topFiles = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name !== 'index.html' && statSync(join(folder, name)).isFile());

const missingPage = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Culprit</title></head>
<body><h1>Culprit is running</h1><p>The browser app is not built yet. Run <code>npm run build</code> in the checkout and start the server again.</p>
<p>The API is there: <a href="docs/api">docs/api</a>.</p></body></html>`;

const unreadablePage = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Bad address · Culprit</title></head>
<body><h1>This address cannot be read</h1><p>It holds a % that is not followed by the code of a character. Check the link that led here.</p></body></html>`;

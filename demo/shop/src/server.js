'use strict';
const { Sentry } = require('./instrument.js');
const { readFileSync } = require('node:fs');
const { createServer } = require('node:http');
const { join } = require('node:path');
const { routes } = require('./routes.js');

const page = (name) => readFileSync(join(process.env.SHOP_PUBLIC ?? join(__dirname, '../public'), name));

/** Every request has a scope of its own, so that one customer's data is never on another's event. */
const answer = (request, response) =>
  Sentry.withIsolationScope(async (scope) => {
    const url = new URL(request.url, 'http://shop.local');
    const customer = url.searchParams.get('customer') ?? 'guest';
    scope.setUser({ id: customer, email: `${customer}@example.org` });
    scope.setTag('route', url.pathname);
    Sentry.addBreadcrumb({
      category: 'shop',
      message: `open ${url.pathname}`,
      data: { customer, authorization: 'Bearer s3cr3t-token' },
    });
    if (url.pathname === '/') return response.setHeader('content-type', 'text/html').end(page('index.html'));
    if (url.pathname === '/shop.js') return response.setHeader('content-type', 'text/javascript').end(page('shop.js'));
    try {
      const route = routes[url.pathname];
      if (route === undefined) return response.writeHead(404).end('no such page');
      response.end(String(await route({ query: url.searchParams })));
    } catch (error) {
      Sentry.captureException(error);
      response.writeHead(500).end('Something went wrong. We have been told.');
    }
  });

const server = createServer((request, response) => void answer(request, response));
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  console.log(`shop listens on ${server.address().port}`);
});

process.on('SIGTERM', () => {
  void Sentry.close(5_000).then(() => process.exit());
});

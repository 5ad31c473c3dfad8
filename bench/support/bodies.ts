import { gzipSync } from 'node:zlib';
import { randomHex } from '../../src/kit/index.ts';

/** A Node SDK's error event of about `bytes` bytes: stack with source context, breadcrumbs, request, contexts. `issue` names the failing function, so that events of one number are one issue. */
export const eventOf = (bytes: number, issue: number, eventId = randomHex(16)): Record<string, unknown> => {
  const frames = Array.from({ length: bytes < 4_000 ? 3 : 12 }, (_, index) => ({
    filename: `/srv/shop/src/module-${index}.js`,
    module: `module-${index}`,
    function: index === 11 || (bytes < 4_000 && index === 2) ? `handler${issue}` : `step${index}`,
    lineno: 40 + index,
    colno: 13,
    in_app: index > 1,
    ...(bytes < 4_000
      ? {}
      : {
          pre_context: [
            '  const order = await load(id);',
            '  if (order === null) throw new NotFound(id);',
            '',
            '  // totals',
          ],
          context_line: `  return order.lines.map((line) => line.price * rates[${index}].value);`,
          post_context: ['}', '', 'export function next(order) {', '  return order.next ?? null;'],
        }),
  }));
  const event = {
    event_id: eventId,
    timestamp: Date.now() / 1000,
    platform: 'node',
    level: 'error',
    release: 'shop@1.4.2',
    environment: 'production',
    server_name: `web-${issue % 7}`,
    sdk: {
      name: 'sentry.javascript.node',
      version: '11.12.0',
      integrations: ['Http', 'Console', 'OnUncaughtException'],
    },
    exception: {
      values: [
        {
          type: 'TypeError',
          value: `Cannot read properties of undefined (reading 'value')`,
          stacktrace: { frames },
          mechanism: { type: 'generic', handled: true },
        },
      ],
    },
    user: { id: String(issue % 997), email: `user${issue % 997}@example.org` },
    tags: { service: 'shop', region: `r${issue % 3}` },
    contexts: { runtime: { name: 'node', version: 'v24.21.0' }, os: { name: 'Linux', version: '6.1.0' } },
    request: {
      method: 'POST',
      url: 'https://shop.example/checkout',
      headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/131.0.0.0' },
    },
    breadcrumbs: [] as unknown[],
  };
  while (JSON.stringify(event).length + 260 < bytes) {
    const number = event.breadcrumbs.length;
    event.breadcrumbs.push({
      timestamp: Date.now() / 1000 - number,
      category: number % 2 === 0 ? 'http' : 'console',
      level: 'info',
      message: `GET /api/products/${randomHex(12)} answered in ${number * 7 + 3} ms`,
      data: { url: `https://api.shop.example/products/${randomHex(16)}`, method: 'GET', status_code: 200 },
    });
  }
  return event;
};

/** The envelope an SDK would send, as bytes. */
export const envelopeOf = (event: Record<string, unknown>, gzip: boolean): Buffer => {
  const head = {
    event_id: event['event_id'],
    sent_at: new Date().toISOString(),
    sdk: { name: 'sentry.javascript.node', version: '11.12.0' },
  };
  const body = Buffer.from(`${JSON.stringify(head)}\n{"type":"event"}\n${JSON.stringify(event)}\n`);
  return gzip ? gzipSync(body) : body;
};

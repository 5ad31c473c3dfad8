import * as Sentry from '@sentry/node';

/** A small application with the real SDK: `node quota-app.ts DSN COUNT` fails COUNT times, one after the other, and says how each was answered. */
const [dsn, count = '1'] = process.argv.slice(2);

Sentry.init({ dsn, release: 'quota@1.0.0', defaultIntegrations: false });
const statuses: (number | undefined)[] = [];
const headers: unknown[] = [];
Sentry.getClient()?.on('afterSendEvent', (_event, response) => {
  statuses.push(response.statusCode);
  if (response.headers !== undefined && response.statusCode === 429) headers.push(response.headers);
});
for (let number = 0; number < Number(count); number++) {
  Sentry.captureException(new Error(`failure ${number % 3}`));
  await Sentry.flush(10_000);
}
await Sentry.close(10_000);
console.log(JSON.stringify({ statuses, headers }));

import * as Sentry from '@sentry/node';

/** A small application with the real SDK: `node failing-app.ts DSN WHAT RELEASE` fails once (`till` or `drawer`), reports it, and ends when the report is out. */
const [dsn, what = 'till', release = 'till@1.0.0'] = process.argv.slice(2);

Sentry.init({ dsn, release, environment: 'production', includeLocalVariables: true, defaultIntegrations: undefined });
Sentry.setUser({ id: '7', email: 'ann@example.invalid' });
Sentry.setTag('till', 'front');
Sentry.addBreadcrumb({ category: 'till', message: 'drawer opened', level: 'info', data: { drawer: 3 } });

const openTill = (coins: number): void => {
  const cause = new RangeError(`${coins} coins do not fit`);
  throw new TypeError('the till is jammed', { cause });
};

const openDrawer = (): void => {
  throw new Error('the drawer is stuck');
};

try {
  if (what === 'till') openTill(1_000);
  else openDrawer();
} catch (error) {
  Sentry.captureException(error);
}
await Sentry.flush(10_000);

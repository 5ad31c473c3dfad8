'use strict';
const Sentry = require('@sentry/node');

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  release: process.env.SHOP_RELEASE,
  environment: process.env.SHOP_ENVIRONMENT ?? 'production',
  includeLocalVariables: true,
  attachStacktrace: true,
  // Every failed request is an event of its own, also when the one before failed alike.
  integrations: (all) => all.filter(({ name }) => name !== 'Dedupe'),
  initialScope: { tags: { service: 'shop' } },
});

module.exports = { Sentry };

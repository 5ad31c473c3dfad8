'use strict';
const { Sentry } = require('./instrument.js');
const { add, subtotal } = require('./cart.js');
const { find, trail } = require('./catalogue.js');
const { stockOf } = require('./inventory.js');
const { exportStock } = require('./jobs.js');
const { sendReceipt } = require('./mailer.js');
const { charge } = require('./payment.js');
const { total } = require('./pricing.js');

const cartOf = (sku) => add({ lines: [] }, find(sku), 2);

/** One page a route: what it returns is shown, what it throws is an error page and an event. */
const routes = {
  '/checkout': () => total(cartOf('mug'), undefined),
  '/cart': () => subtotal(undefined),
  '/pay': () => charge(2_580, 1_000 + Math.floor(Math.random() * 9_000)),
  '/stock': () => stockOf('mug'),
  '/trail': () => trail('loop-a'),
  '/receipt': () => sendReceipt(77, 'nobody'),
  '/legacy': () => {
    throw { code: 'E_LEGACY', retry: false };
  },
  '/login': ({ query }) => {
    Sentry.captureMessage(
      Sentry.parameterize`User ${query.get('user')} failed to sign in ${query.get('times')} times`,
      'warning',
    );
    return 'try again';
  },
  '/import': () => {
    Sentry.withScope((scope) => {
      scope.addAttachment({
        filename: 'import.csv',
        data: 'sku,price\nmug,12.90\ntea,free\n',
        contentType: 'text/csv',
      });
      Sentry.captureException(new SyntaxError('import.csv line 3: price is not a number'));
    });
    return 'import failed';
  },
  '/feedback': () => {
    const associatedEventId = Sentry.captureException(new Error('The order page stayed empty'));
    Sentry.captureFeedback({
      name: 'Ann Example',
      email: 'ann@example.org',
      message: 'I pressed pay and nothing happened.',
      associatedEventId,
    });
    return 'thank you';
  },
  '/search': ({ query }) => {
    Sentry.withScope((scope) => {
      scope.setFingerprint(['search-backend-down']);
      Sentry.captureException(new Error(`no answer from search node ${query.get('node')}`));
    });
    return 'no results';
  },
  '/export': () => exportStock(true),
  '/crash': () => {
    setTimeout(() => {
      throw new Error('worker lost its database connection');
    });
    return 'crashing';
  },
};

module.exports = { routes };

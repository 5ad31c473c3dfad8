'use strict';
const { Sentry } = require('./instrument.js');

const schedule = {
  schedule: { type: 'crontab', value: '*/5 * * * *' },
  checkinMargin: 2,
  maxRuntime: 5,
  timezone: 'Etc/UTC',
};

/** The nightly stock export: tells the monitor how it went. */
function exportStock(fail) {
  const checkInId = Sentry.captureCheckIn({ monitorSlug: 'export-stock', status: 'in_progress' }, schedule);
  Sentry.captureCheckIn({ checkInId, monitorSlug: 'export-stock', status: fail ? 'error' : 'ok', duration: 1.5 });
}

module.exports = { exportStock };

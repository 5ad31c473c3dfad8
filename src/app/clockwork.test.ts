import { expect, test } from 'vitest';
import { until } from '../../test/support/until.ts';
import { MILLISECOND, silentLogger } from '../kit/index.ts';
import { startClockwork } from './clockwork.ts';

test('a duty is done at once and again and again, also after it failed', async () => {
  let runs = 0;
  const work = async () => {
    runs++;
    if (runs === 2) throw new Error('the database is away');
  };
  const clockwork = startClockwork(silentLogger, [{ name: 'sweep', every: MILLISECOND, work }]);
  await until(() => runs > 3);
  await clockwork.stop();
});

test('stopping waits for what is in hand and starts nothing more', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const log: string[] = [];
  const work = async () => {
    log.push('begun');
    await promise;
    log.push('done');
  };
  const clockwork = startClockwork(silentLogger, [{ name: 'sweep', every: MILLISECOND, work }]);
  const stopped = clockwork.stop().then(() => log.push('stopped'));
  resolve();
  await stopped;
  expect(log).toEqual(['begun', 'done', 'stopped']);
});

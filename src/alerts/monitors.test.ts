import { afterEach, beforeEach, expect, test } from 'vitest';
import { eachAlertHouse } from '../../test/support/alerts.ts';
import type { HttpReceiver } from '../../test/support/http-receiver.ts';
import { startHttpReceiver } from '../../test/support/http-receiver.ts';
import type { CheckIn } from '../ingest/index.ts';
import { HOUR, MINUTE, randomHex } from '../kit/index.ts';

let there: HttpReceiver;
beforeEach(async () => {
  there = await startHttpReceiver();
});
afterEach(() => there.close());

const told = () =>
  there.received.map(({ body }) => {
    const { data } = JSON.parse(body) as { data: { title: string; reason: string; url: string } };
    return data;
  });

eachAlertHouse('a job that does not run', (open) => {
  const begin = async (config: Record<string, number> = {}) => {
    const house = await open();
    const project = await house.project();
    const hook = { kind: 'webhook', url: there.url, secret: 'a long enough secret' } as const;
    const target = await house.target(project, hook);
    const rule = (
      conditions: { field: 'environment' | 'tag'; key?: string; operator: 'is'; values: string[] }[] = [],
    ) => house.rule(project, [target], { triggers: ['monitor_missed'], conditions });
    const report = (status: CheckIn['status']) =>
      house.checkIns(project, {
        id: randomHex(16),
        monitor: 'backup',
        status,
        environment: 'production',
        durationMs: null,
        timestamp: house.clock.now(),
        config: { schedule: { type: 'interval', value: 1, unit: 'hour' }, ...config },
      });
    const pass = async (minutes: number) => {
      house.clock.advance(minutes * MINUTE);
      await house.sweepMonitors();
      await house.run();
    };
    return { house, rule, report, pass };
  };

  test('is told once when its runs begin to be missed, and again only after it ran', async () => {
    const { house, rule, report, pass } = await begin();
    await rule();
    await report('ok');
    await pass(60);
    expect(told()).toEqual([]);
    await pass(2);
    expect(told()).toMatchObject([
      {
        title: 'Monitor: backup missed its run',
        reason: expect.stringMatching(/^expected at 20/),
        url: expect.stringContaining('/issues/'),
      },
    ]);
    for (let hour = 0; hour < 3; hour++) await pass(60);
    expect(told()).toHaveLength(1);
    await report('ok');
    house.clock.advance(HOUR);
    await pass(2);
    expect(told()).toHaveLength(2);
    expect(await house.deliveries()).toMatchObject([
      { trigger_kind: 'monitor_missed', state: 'sent' },
      { trigger_kind: 'monitor_missed', state: 'sent' },
    ]);
  });

  test('is told from the threshold of the monitor on', async () => {
    const { rule, report, pass } = await begin({ failure_issue_threshold: 3 });
    await rule();
    await report('ok');
    for (const count of [0, 0, 1, 1]) {
      await pass(62);
      expect(told()).toHaveLength(count);
    }
  });

  test('is told to the rules whose conditions fit: of its environment, of its name', async () => {
    const { house, rule, report, pass } = await begin();
    await rule([{ field: 'environment', operator: 'is', values: ['staging'] }]);
    await rule([{ field: 'tag', key: 'monitor', operator: 'is', values: ['other'] }]);
    await report('ok');
    await pass(62);
    expect(told()).toEqual([]);
    await rule([
      { field: 'environment', operator: 'is', values: ['production'] },
      { field: 'tag', key: 'monitor', operator: 'is', values: ['backup'] },
    ]);
    await report('ok');
    house.clock.advance(HOUR);
    await pass(2);
    expect(told()).toHaveLength(1);
  });
});

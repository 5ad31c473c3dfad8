import { Counter, Histogram, Registry } from 'prom-client';
import type { Handler, LaneDefinition } from '../../lanes/index.ts';

/** Counts what the handlers of this thread do. */
export interface LaneMetrics {
  measured(lane: LaneDefinition, handler: Handler): Handler;
  /** In Prometheus' text format. */
  text(): Promise<string>;
}

export const createLaneMetrics = (): LaneMetrics => {
  const register = new Registry();
  const registers = [register];
  const batches = new Histogram({
    name: 'culprit_lane_batch_duration_seconds',
    help: 'Time to handle one batch of a lane, to its commit.',
    labelNames: ['lane'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  const messages = new Counter({
    name: 'culprit_lane_messages_handled_total',
    help: 'Messages of a lane by outcome: done, rejected to the dead letters, or failed to come again.',
    labelNames: ['lane', 'outcome'],
    registers,
  });

  const measured: LaneMetrics['measured'] = (lane, handler) => async (batch) => {
    const end = batches.startTimer({ lane: lane.name });
    let rejected = 0;
    let failed = 0;
    try {
      const rejections = await handler(batch);
      rejected = rejections?.length ?? 0;
      return rejections;
    } catch (error) {
      failed = batch.length;
      throw error;
    } finally {
      end();
      messages.inc({ lane: lane.name, outcome: 'done' }, batch.length - rejected - failed);
      messages.inc({ lane: lane.name, outcome: 'rejected' }, rejected);
      messages.inc({ lane: lane.name, outcome: 'failed' }, failed);
    }
  };
  return { measured, text: () => register.metrics() };
};

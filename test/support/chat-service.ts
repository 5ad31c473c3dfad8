import { afterEach, beforeEach } from 'vitest';
import type { Settings } from '../../src/alerts/targets.ts';
import type { AlertHouse } from './alerts.ts';
import type { HttpReceiver } from './http-receiver.ts';
import { startHttpReceiver } from './http-receiver.ts';

/** A chat service that takes the alerts of a file's tests: a new one for each. */
export const chatService = () => {
  let there: HttpReceiver;
  beforeEach(async () => {
    there = await startHttpReceiver();
  });
  afterEach(() => there.close());
  const slack = (path = '/slack'): Settings => ({ kind: 'slack', url: `${there.url}${path}` });
  return {
    /** What came and where it is. */
    get there(): HttpReceiver {
      return there;
    },
    /** A target's settings that lead to it. */
    slack,
    titles: () => there.received.map(({ body }) => (JSON.parse(body) as { text: string }).text),
    /** The next answers have these statuses, then it is 200 again. */
    answering: (...statuses: number[]) => {
      there.answer = (_request, response) => response.writeHead(statuses.shift() ?? 200).end();
    },
    /** A project with one target and a rule that tells it everything. */
    simple: async (house: AlertHouse, more: { digest?: number } = {}) => {
      const project = await house.project();
      const target = await house.target(project, slack(), more);
      await house.rule(project, [target]);
      return { project, target };
    },
  };
};

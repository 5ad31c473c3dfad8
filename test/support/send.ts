import { expect } from 'vitest';
import { randomHex } from '../../src/kit/index.ts';

/** Sends one event in an envelope and resolves to its id. */
export const sendEvent = async (dsn: string, message: string): Promise<string> => {
  const id = randomHex(16);
  const { protocol, host, username, pathname } = new URL(dsn);
  const event = JSON.stringify({ event_id: id, message, platform: 'node', tags: { till: 'front' } });
  const response = await fetch(`${protocol}//${host}/api${pathname}/envelope/?sentry_key=${username}`, {
    method: 'POST',
    body: `{"event_id":"${id}"}\n{"type":"event"}\n${event}\n`,
  });
  expect(response.status, await response.text()).toBe(200);
  return id;
};

/** Lines of JSON. */
export const parsed = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** Sends so many events to an envelope endpoint, eight at a time; resolves to how many were accepted. Anything but 200 and 429 fails. */
export const postEvents = async (url: string, count: number): Promise<number> => {
  let [left, accepted] = [count, 0];
  const send = async (): Promise<void> => {
    while (left-- > 0) {
      const body = `{}\n{"type":"event"}\n${JSON.stringify({ message: `one of ${count}`, platform: 'node' })}\n`;
      const response = await fetch(url, { method: 'POST', body });
      const text = await response.text();
      if (response.status === 200) accepted++;
      else {
        expect(response.status, text).toBe(429);
        expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
        expect(response.headers.get('x-sentry-rate-limits')).toMatch(/^\d+:error;/);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(8, count) }, send));
  return accepted;
};

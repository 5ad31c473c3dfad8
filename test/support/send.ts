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

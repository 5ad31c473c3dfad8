import { expect, test } from 'vitest';
import { readHappening } from './triggers.ts';

const told = (kind: string, metadata: object, more: object = {}) =>
  readHappening({
    id: 'f',
    headers: { kind },
    body: Buffer.from(
      JSON.stringify({ projectId: 1, issueId: 2, turningPointId: 3, at: 4, userId: 5, metadata, ...more }),
    ),
  })?.trigger ?? null;

test.each([
  ['issue.assigned', { from: null, to: 7, fromTeam: null, toTeam: null }, {}, 'assigned'],
  ['issue.assigned', { from: 7, to: null, fromTeam: null, toTeam: 9 }, {}, 'assigned'],
  ['issue.assigned', { from: 7, to: null, fromTeam: null, toTeam: null }, {}, null],
  ['issue.unmuted', {}, {}, null],
  ['issue.unmuted', { reason: 'more than 5 events per 1 hour' }, { userId: null }, 'unmuted'],
  ['issue.comment', { comment: 1, mentioned: [5] }, {}, null],
])('%s %j %j tells %s', (kind, metadata, more, trigger) => {
  expect(told(kind, metadata, more)).toBe(trigger);
});

import { describe, expect, test } from 'vitest';
import type { SessionUpdate, User } from '../ingest/index.ts';
import { advance, outcomeOf } from './session-outcome.ts';
import { userHash, userText } from './who.ts';

const user = (more: Partial<User>): User => ({
  id: null,
  email: null,
  username: null,
  name: null,
  ipAddress: null,
  geo: {},
  data: {},
  ...more,
});

describe('a user', () => {
  test('is shown by what a person recognises first', () => {
    expect(userText(user({ id: '7', email: 'ann@example.org', username: 'ann' }))).toBe('ann@example.org');
    expect(userText(user({ id: '7', ipAddress: '192.0.2.1' }))).toBe('7');
    expect(userText(user({ name: '' }))).toBeNull();
    expect(userText(null)).toBeNull();
  });

  test('counts by the steadiest name there is, and an id is no e-mail address', () => {
    const ann = userHash(user({ id: '7', email: 'ann@example.org' }));
    expect(ann).toHaveLength(12);
    expect(userHash(user({ id: '7', email: 'ann@new.example.org' }))).toEqual(ann);
    expect(userHash(user({ id: '8', email: 'ann@example.org' }))).not.toEqual(ann);
    expect(userHash(user({ email: '7' }))).not.toEqual(ann);
    expect(userHash(user({ name: 'Ann' }))).toBeNull();
    expect(userHash(null)).toBeNull();
  });
});

describe('a session', () => {
  const update = (status: SessionUpdate['status'], sequence: number, errors = 0): SessionUpdate => ({
    release: 'shop@1',
    environment: 'production',
    started: 0,
    sessionId: 'a',
    sequence,
    distinctId: null,
    status,
    errors,
    durationMs: null,
    quantity: 1,
  });

  test('that went on in spite of errors is errored; one that crashed is nothing else', () => {
    expect(outcomeOf(update('ok', 0))).toBe('exited');
    expect(outcomeOf(update('exited', 0, 2))).toBe('errored');
    expect(outcomeOf(update('crashed', 0, 2))).toBe('crashed');
  });

  test('is what the newest update says, of two equally new ones the worse', () => {
    expect(advance(undefined, update('ok', 1))).toEqual({ sequence: 1, outcome: 'exited' });
    expect(advance({ sequence: 2, outcome: 'errored' }, update('exited', 3))).toEqual({
      sequence: 3,
      outcome: 'exited',
    });
    expect(advance({ sequence: 2, outcome: 'exited' }, update('crashed', 1))).toBeNull();
    expect(advance({ sequence: 2, outcome: 'exited' }, update('crashed', 2))).toEqual({
      sequence: 2,
      outcome: 'crashed',
    });
    expect(advance({ sequence: 2, outcome: 'crashed' }, update('ok', 2))).toBeNull();
  });
});

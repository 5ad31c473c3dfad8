import { expect, test } from 'vitest';
import { normalise, notesOf } from './normalise.fixture.ts';

test.each([
  ['fatal', 'fatal'],
  ['critical', 'fatal'],
  ['error', 'error'],
  ['warning', 'warning'],
  ['warn', 'warning'],
  ['WARNING', 'warning'],
  ['info', 'info'],
  ['log', 'info'],
  ['debug', 'debug'],
  ['trace', 'debug'],
  [40, 'error'],
  ['30', 'warning'],
])('level %j is %s', (sent, level) => {
  expect(normalise({ level: sent })).toMatchObject({ level, errors: [] });
});

test('an event without a level is an error', () => {
  expect(normalise({}).level).toBe('error');
  expect(normalise({ level: null }).level).toBe('error');
});

test.each(['loud', 'constructor', 77, {}, true])('level %j is none: error, with a note', (sent) => {
  const event = normalise({ level: sent });
  expect(event.level).toBe('error');
  expect(notesOf(event)).toEqual(['level invalid']);
});

test('known platforms are kept in lower case, unknown ones are other', () => {
  expect(normalise({ platform: 'python' }).platform).toBe('python');
  expect(normalise({ platform: 'JavaScript' }).platform).toBe('javascript');
  expect(normalise({}).platform).toBe('other');
  const event = normalise({ platform: 'cobol' });
  expect(event.platform).toBe('other');
  expect(notesOf(event)).toEqual(['platform invalid']);
});

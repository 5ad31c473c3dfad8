import { expect, test } from 'vitest';
import { SECOND, toIso } from '../../kit/index.ts';
import { normalise, notesOf, received } from './normalise.fixture.ts';

const crumb = (second: number, message: string) => ({ timestamp: toIso(received - (100 - second) * SECOND), message });
const messages = (breadcrumbs: unknown) => normalise({ breadcrumbs }).breadcrumbs.map(({ message }) => message);

test('breadcrumbs are read in both shapes', () => {
  expect(messages([crumb(1, 'a')])).toEqual(['a']);
  expect(messages({ values: [crumb(1, 'a')] })).toEqual(['a']);
  expect(messages({ values: [] })).toEqual([]);
});

test('a breadcrumb comes through with defaults for what it does not say', () => {
  expect(
    normalise({
      breadcrumbs: [
        { timestamp: 1_795_303_187.851, category: 'loop' },
        { type: 'http', level: 'log', data: { url: '/x', status_code: 500 } },
      ],
    }).breadcrumbs,
  ).toEqual([
    { timestamp: 1_795_303_187_851_000, type: 'default', category: 'loop', level: 'info', message: null, data: {} },
    {
      timestamp: null,
      type: 'http',
      category: null,
      level: 'info',
      message: null,
      data: { url: '/x', status_code: 500 },
    },
  ]);
});

test('they are sorted by time; one without a time stays behind the one it came after', () => {
  expect(messages([crumb(5, 'five'), { message: 'after five' }, crumb(2, 'two'), { message: 'after two' }])).toEqual([
    'two',
    'after two',
    'five',
    'after five',
  ]);
  expect(messages([{ message: 'first of all' }, crumb(2, 'two'), crumb(1, 'one')])).toEqual([
    'first of all',
    'one',
    'two',
  ]);
});

test('the newest 200 are kept', () => {
  const event = normalise({
    breadcrumbs: Array.from({ length: 100_000 }, (_, index) => ({
      timestamp: 1_795_000_000 + index,
      message: `${index}`,
    })),
  });
  expect(event.breadcrumbs).toHaveLength(200);
  expect(event.breadcrumbs.at(-1)?.message).toBe('99999');
  expect(notesOf(event)).toEqual(['breadcrumbs too_many']);
});

test('odd breadcrumbs are kept as far as they can be read', () => {
  const event = normalise({
    breadcrumbs: ['just text', null, { timestamp: 'soon', data: 'no object', level: {}, message: { a: 1 } }],
  });
  expect(event.breadcrumbs).toEqual([
    { timestamp: null, type: 'default', category: null, level: 'info', message: 'just text', data: {} },
    { timestamp: null, type: 'default', category: null, level: 'info', message: null, data: { value: 'no object' } },
  ]);
  expect(notesOf(event)).toEqual([
    'breadcrumbs.2.timestamp invalid',
    'breadcrumbs.2.level invalid',
    'breadcrumbs.2.message invalid',
  ]);
});

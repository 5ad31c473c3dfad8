import { expect, test } from 'vitest';
import { hold, nothing, renew, toggle, togglePage } from './selection.ts';

const list = [1, 2, 3, 4, 5].map((id) => ({ id, events: id }));
const ids = ({ rows }: { rows: ReadonlyMap<number, unknown> }) => [...rows.keys()].sort((a, b) => a - b);

test('rows are taken one by one, and left again', () => {
  const one = toggle(nothing, list, 2);
  expect(ids(one)).toEqual([2]);
  expect(ids(toggle(one, list, 2))).toEqual([]);
  expect(toggle(one, list, 99)).toBe(one);
});

test('a range reaches from the last that was touched, both ways, and does as that one', () => {
  const up = toggle(toggle(nothing, list, 4), list, 2, true);
  expect(ids(up)).toEqual([2, 3, 4]);
  const left = toggle(toggle(up, list, 4), list, 3, true);
  expect(ids(left)).toEqual([2]);
  expect(ids(toggle(nothing, list, 3, true))).toEqual([3]);
});

test('the whole page, and then none of it; what is selected on other pages stays', () => {
  const other = toggle(nothing, [{ id: 9, events: 1 }], 9);
  const page = togglePage(toggle(other, list, 2), list);
  expect(ids(page)).toEqual([1, 2, 3, 4, 5, 9]);
  expect(ids(togglePage(page, list))).toEqual([9]);
});

test('"all that match" ends when somebody chooses again', () => {
  expect(toggle({ ...nothing, all: true }, list, 1).all).toBe(false);
});

test('what is selected is known as it is now, also when it has left the page', () => {
  const { rows } = renew(toggle(toggle(nothing, list, 1), list, 2), [{ id: 2, events: 20 }]);
  expect([...rows.values()]).toEqual([
    { id: 1, events: 1 },
    { id: 2, events: 20 },
  ]);
});

test('a held list keeps its rows in their places, with what is known now', () => {
  const now = [
    { id: 7, events: 1 },
    { id: 3, events: 30 },
    { id: 1, events: 10 },
  ];
  expect(hold(list.slice(0, 3), now)).toEqual({
    rows: [
      { id: 1, events: 10 },
      { id: 2, events: 2 },
      { id: 3, events: 30 },
    ],
    more: 1,
  });
});

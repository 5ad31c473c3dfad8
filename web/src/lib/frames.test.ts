import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Exception, Frame } from '../api/event.ts';
import { crashFrame, exceptionChain, stackRows, type StackRow } from './frames.ts';

const frame = (name: string, inApp: boolean): Frame => ({
  filename: `${name}.js`,
  absPath: null,
  module: null,
  function: name,
  rawFunction: null,
  package: null,
  platform: null,
  lineno: 1,
  colno: null,
  preContext: [],
  contextLine: null,
  postContext: [],
  inApp,
  vars: {},
  instructionAddr: null,
});

const write = (row: StackRow): string => {
  if (row.kind === 'omitted') return `omitted ${row.count}`;
  if (row.kind === 'folded') return `folded ${row.count}`;
  return row.repeats > 1 ? `${row.frame.function} × ${row.repeats}` : (row.frame.function ?? '');
};

const frames = [frame('main', true), frame('lib', false), frame('lib2', false), frame('crash', true)];

describe('the rows of a stack trace', () => {
  test('calls outside the app are folded, newest call first', () => {
    const rows = stackRows({ frames, omitted: null }, { newestFirst: true, inAppOnly: true });
    expect(rows.map(write)).toEqual(['crash', 'folded 2', 'main']);
  });

  test('all calls, oldest first', () => {
    const rows = stackRows({ frames, omitted: null }, { newestFirst: false, inAppOnly: false });
    expect(rows.map(write)).toEqual(['main', 'lib', 'lib2', 'crash']);
  });

  test('nothing is folded when nothing is in the app', () => {
    const rows = stackRows(
      { frames: [frame('a', false), frame('b', false)], omitted: null },
      { newestFirst: true, inAppOnly: true },
    );
    expect(rows.map(write)).toEqual(['b', 'a']);
  });

  test('direct recursion is one row', () => {
    const rows = stackRows(
      { frames: Array.from({ length: 90 }, () => frame('again', true)), omitted: null },
      { newestFirst: true, inAppOnly: true },
    );
    expect(rows.map(write)).toEqual(['again × 90']);
  });

  test('calls without symbols are told apart by their address', () => {
    const addresses = ['0x1', '0x2'].map((instructionAddr) => ({
      ...frame('', true),
      function: null,
      instructionAddr,
    }));
    expect(stackRows({ frames: addresses, omitted: null }, { newestFirst: true, inAppOnly: true })).toHaveLength(2);
  });

  test('calls that were cut away show where they were', () => {
    const rows = stackRows({ frames, omitted: [1, 40] }, { newestFirst: false, inAppOnly: false });
    expect(rows.map(write)).toEqual(['main', 'omitted 39', 'lib', 'lib2', 'crash']);
  });

  test('every call is in exactly one row', () => {
    const some = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.boolean()), { maxLength: 40 });
    fc.assert(
      fc.property(some, fc.boolean(), fc.boolean(), (list, newestFirst, inAppOnly) => {
        const rows = stackRows(
          { frames: list.map(([name, inApp]) => frame(name, inApp)), omitted: null },
          { newestFirst, inAppOnly },
        );
        const count = rows.reduce((sum, row) => sum + (row.kind === 'frame' ? row.repeats : row.count), 0);
        expect(count).toBe(list.length);
      }),
    );
  });

  test('the newest call in the app stands open, else the newest', () => {
    expect(crashFrame({ frames: [...frames, frame('lib3', false)], omitted: null })).toBe(3);
    expect(crashFrame({ frames: [frame('a', false), frame('b', false)], omitted: null })).toBe(1);
  });
});

const exception = (
  type: string,
  ids?: { id: number; parent: number | null; group?: boolean; source?: string },
): Exception => ({
  type,
  value: null,
  module: null,
  threadId: null,
  stacktrace: null,
  mechanism: ids
    ? {
        type: 'chained',
        handled: true,
        synthetic: false,
        exceptionId: ids.id,
        parentId: ids.parent,
        isExceptionGroup: ids.group ?? false,
        source: ids.source ?? null,
        helpLink: null,
        data: {},
        meta: {},
      }
    : null,
});

describe('the chain of exceptions', () => {
  test('without ids each is the cause of the next, the thrown one first', () => {
    const chain = exceptionChain([exception('Root'), exception('Middle'), exception('Top')]);
    expect(chain.map(({ exception: { type }, relation, parent }) => [type, relation, parent?.type ?? null])).toEqual([
      ['Top', 'top', null],
      ['Middle', 'cause', 'Top'],
      ['Root', 'cause', 'Middle'],
    ]);
  });

  test('the members of a group belong to it, not to each other', () => {
    const chain = exceptionChain([
      exception('B', { id: 2, parent: 0, source: 'errors[1]' }),
      exception('A', { id: 1, parent: 0, source: 'errors[0]' }),
      exception('Group', { id: 0, parent: null, group: true }),
    ]);
    expect(chain.map(({ relation, parent, depth }) => [relation, parent?.type ?? null, depth])).toEqual([
      ['top', null, 0],
      ['member', 'Group', 1],
      ['member', 'Group', 1],
    ]);
  });

  test('ids that point to themselves or in circles do no harm', () => {
    const chain = exceptionChain([exception('A', { id: 1, parent: 1 }), exception('B', { id: 2, parent: 1 })]);
    expect(chain).toHaveLength(2);
  });
});

import { describe, expect, test } from 'vitest';
import type { Event, Exception } from '../../ingest/index.ts';
import { eventWith, exceptionWith, hex, plain } from './events.fixture.ts';
import { group } from './group.ts';
const of = (...exceptions: Exception[]): Event => eventWith({ exceptions });
const at = (name: string) => [{ function: name, module: 'app' }];

describe('groups', () => {
  /** The members in the order they are given, the group last, as SDKs flatten them. */
  const grouped = (members: [type: string, at: string][], wrapper = 'AggregateError', from = 'all'): Event =>
    of(
      ...members.map(([type, name], index) =>
        exceptionWith({
          type,
          frames: at(name),
          mechanism: { exceptionId: index + 1, parentId: 0, source: `errors[${index}]` },
        }),
      ),
      exceptionWith({
        type: wrapper,
        value: `${members.length} failed`,
        frames: at(from),
        mechanism: { exceptionId: 0, isExceptionGroup: true },
      }),
    );

  test('are the same whichever member failed first, and however often one failed', () => {
    const keys = [
      grouped([
        ['A', 'a'],
        ['B', 'b'],
      ]),
      grouped([
        ['B', 'b'],
        ['A', 'a'],
      ]),
      grouped([
        ['A', 'a'],
        ['B', 'b'],
        ['A', 'a'],
      ]),
    ].map(hex);
    expect(new Set(keys).size).toBe(1);
  });

  test('differ by their members and by where they were made, not by the type that wraps them', () => {
    const keys = [
      grouped([['A', 'a']]),
      grouped([['B', 'a']]),
      grouped([['A', 'b']]),
      grouped([['A', 'a']], 'AggregateError', 'any'),
    ].map(hex);
    expect(new Set(keys).size).toBe(4);
    expect(hex(grouped([['A', 'a']], 'ExceptionGroup'))).toBe(keys[0]);
  });

  test('title is the group’s own', () => {
    expect(group(grouped([['A', 'a']]), plain).title).toMatchObject({
      title: 'AggregateError: 1 failed',
      culprit: 'all (app)',
    });
  });

  test('what caused a member is left out; what caused the group is not', () => {
    const member = (cause: string | null): Event =>
      of(
        ...(cause === null
          ? []
          : [exceptionWith({ type: cause, mechanism: { exceptionId: 2, parentId: 1, source: 'cause' } })]),
        exceptionWith({ type: 'A', frames: at('a'), mechanism: { exceptionId: 1, parentId: 0, source: 'errors[0]' } }),
        exceptionWith({ type: 'AggregateError', mechanism: { exceptionId: 0, isExceptionGroup: true } }),
      );
    expect(hex(member('X'))).toBe(hex(member(null)));
    const caused = (cause: string): Event =>
      of(
        exceptionWith({ type: cause, mechanism: { exceptionId: 2, parentId: 0, source: '__cause__' } }),
        exceptionWith({
          type: 'A',
          frames: at('a'),
          mechanism: { exceptionId: 1, parentId: 0, source: 'exceptions[0]' },
        }),
        exceptionWith({ type: 'ExceptionGroup', mechanism: { exceptionId: 0, isExceptionGroup: true } }),
      );
    expect(hex(caused('X'))).not.toBe(hex(caused('Y')));
  });

  test('within groups are taken apart too', () => {
    const nested = (inner: [string, number][]): Event =>
      of(
        ...inner.map(([type, id]) =>
          exceptionWith({
            type,
            frames: at(type),
            mechanism: { exceptionId: id, parentId: 1, source: 'exceptions[0]' },
          }),
        ),
        exceptionWith({
          type: 'ExceptionGroup',
          mechanism: { exceptionId: 1, parentId: 0, isExceptionGroup: true, source: 'exceptions[0]' },
        }),
        exceptionWith({ type: 'ExceptionGroup', mechanism: { exceptionId: 0, isExceptionGroup: true } }),
      );
    expect(
      hex(
        nested([
          ['A', 2],
          ['B', 3],
        ]),
      ),
    ).toBe(
      hex(
        nested([
          ['B', 2],
          ['A', 3],
        ]),
      ),
    );
    expect(
      hex(
        nested([
          ['A', 2],
          ['B', 3],
        ]),
      ),
    ).not.toBe(hex(nested([['A', 2]])));
  });

  test('with ids that make no tree still have a key', () => {
    const circle = of(
      exceptionWith({ type: 'A', mechanism: { exceptionId: 1, parentId: 0, isExceptionGroup: true } }),
      exceptionWith({ type: 'B', mechanism: { exceptionId: 0, parentId: 1, isExceptionGroup: true } }),
    );
    expect(hex(circle)).toHaveLength(64);
  });
});

describe('chains', () => {
  test('count with every cause, in order', () => {
    const [a, b] = [exceptionWith({ type: 'A', frames: at('a') }), exceptionWith({ type: 'B', frames: at('b') })];
    expect(new Set([of(a, b), of(b, a), of(b)].map(hex)).size).toBe(3);
  });

  test('that rethrow the same again and again are one', () => {
    const again = exceptionWith({ type: 'A', frames: at('retry') });
    expect(hex(of(again, again, again))).toBe(hex(of(again)));
  });

  test('are told apart by the value of causes that have no stack in the app', () => {
    const fetch = (value: string): Event =>
      of(
        exceptionWith({ type: 'Error', value }),
        exceptionWith({ type: 'TypeError', value: 'fetch failed', frames: at('load') }),
      );
    expect(hex(fetch('connect ECONNREFUSED 10.0.0.1:80'))).toBe(hex(fetch('connect ECONNREFUSED 10.0.0.9:80')));
    expect(hex(fetch('connect ECONNREFUSED 10.0.0.1:80'))).not.toBe(hex(fetch('socket hang up')));
  });

  test('of hundreds are cut to the newest', () => {
    const many = Array.from({ length: 400 }, (_, index) =>
      exceptionWith({ type: `E${index}`, frames: at(`f${index}`) }),
    );
    expect(hex(of(...many))).toBe(hex(of(...many.slice(1))));
  });
});

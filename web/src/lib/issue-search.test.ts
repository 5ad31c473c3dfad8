import { describe, expect, test } from 'vitest';
import {
  addressOf,
  filterOf,
  isNarrowed,
  listQueryOf,
  readIssueSearch,
  sameList,
  stateOf,
  viewOf,
} from './issue-search.ts';

const understood = (search: Record<string, unknown>) => JSON.parse(JSON.stringify(readIssueSearch(search))) as object;

describe('the address of a list', () => {
  test('keeps what is understood and leaves out the rest', () => {
    expect(
      understood({
        q: 'level:error',
        state: 'muted',
        sort: 'luck',
        order: 'asc',
        from: '2026-11-01T10:00+02:00',
        to: 'soon',
      }),
    ).toEqual({ q: 'level:error', state: 'muted', order: 'asc', from: '2026-11-01T08:00:00.000Z' });
    expect(understood({ q: ['a'], state: 3, period: '8d', cursor: '' })).toEqual({});
  });

  test('opens the unresolved, unless the search asks for states itself', () => {
    expect(stateOf({})).toBe('unresolved');
    expect(stateOf({ q: 'timed out' })).toBe('unresolved');
    expect(stateOf({ q: 'is:unhandled' })).toBe('unresolved');
    for (const q of ['is:resolved', 'x (is:muted OR is:resolved)', '!is:regressed', '-is:muted'])
      expect(stateOf({ q }), q).toBe('all');
    expect(stateOf({ q: 'is:resolved', state: 'muted' })).toBe('muted');
  });

  test('a range takes the place of the period; one that holds nothing loses its end', () => {
    const [early, late] = ['2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z'];
    expect(filterOf({ period: '7d' })).toMatchObject({ period: '7d', from: '', to: '' });
    expect(filterOf({ period: '7d', from: early, to: late })).toMatchObject({ period: 'all', from: early, to: late });
    expect(filterOf({ from: late, to: early })).toMatchObject({ period: 'all', from: late, to: '' });
  });

  test('asks the API for no more than it says', () => {
    expect(listQueryOf(filterOf({}), undefined)).toEqual({
      state: 'unresolved',
      tab: 'all',
      sort: 'last_seen',
      order: 'desc',
      period: '30d',
      limit: 50,
    });
    expect(listQueryOf(filterOf({ q: 'x', environment: 'prod' }), 'abc')).toMatchObject({
      query: 'x',
      environment: 'prod',
      cursor: 'abc',
    });
  });

  test('is saved without its page, and comes back the same', () => {
    const search = readIssueSearch({ q: 'level:error', state: 'all', period: '7d', cursor: 'abc' });
    const saved = { query: search.q ?? '', view: viewOf(search) };
    expect(saved.view).toEqual({ state: 'all', period: '7d' });
    expect(sameList(addressOf(saved), search)).toBe(true);
    expect(sameList(addressOf(saved), { ...search, state: 'muted' })).toBe(false);
  });

  test('knows whether anything but the state narrows it', () => {
    expect(isNarrowed({ state: 'muted', sort: 'events', period: 'all' })).toBe(false);
    expect(isNarrowed({ period: '24h' })).toBe(true);
    expect(isNarrowed({ q: 'x' })).toBe(true);
  });
});

import { describe, expect, test } from 'vitest';
import { fixedIn } from './fixes.ts';

describe('issues that a commit says it fixes', () => {
  test.each([
    ['Fixes SHOP-12', [12]],
    ['fix: the cart (fixes shop-12)', [12]],
    ['Closes: SHOP-1, SHOP-2 and SHOP-3.', [1, 2, 3]],
    ['Fixes SHOP-12 and OTHER-4, SHOP-13', [12, 13]],
    ['Resolved SHOP-7\n\nFixed SHOP-8', [7, 8]],
    ['See SHOP-12', []],
    ['Fixes the cart, see SHOP-12', []],
    ['Fixes MYSHOP-12 SHOP-12x SHOP- -12', []],
    ['Prefixes SHOP-12', []],
    ['fix(cart): SHOP-12', []],
    ['', []],
  ])('%j: %j', (message, expected) => {
    expect(fixedIn(message, 'shop')).toEqual(expected);
  });

  test('slugs may look like short ids themselves', () => {
    expect(fixedIn('Fixes MY-SHOP-2-14', 'my-shop-2')).toEqual([14]);
  });

  test('a long message costs no more than a short one', () => {
    expect(fixedIn(`fixes ${'a-'.repeat(1_000_000)} SHOP-1`, 'shop')).toEqual([]);
  });
});

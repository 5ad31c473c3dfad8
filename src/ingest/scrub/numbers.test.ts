import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DIGIT_RUN, IBAN_LIKE, isCard, isIban, luhn, replaceCards } from './numbers.ts';

const without = (text: string): string => text.replace(DIGIT_RUN, (run) => replaceCards(run, () => '#'));

test.each([
  ['4111111111111111', '#'],
  ['4111 1111 1111 1111', '#'],
  ['4111-1111-1111-1111', '#'],
  ['5555555555554444', '#'],
  ['2223003122003222', '#'],
  ['378282246310005', '#'],
  ['3782 822463 10005', '#'],
  ['6011111111111117', '#'],
  ['3530111333300000', '#'],
  ['30569309025904', '#'],
  ['card=4111111111111111;', 'card=#;'],
  ['card_4111111111111111', 'card_#'],
  ['4111 1111 1111 1111 12/27', '# 12/27'],
  ['12 4111 1111 1111 1111', '12 #'],
  ['1 2 3 4111 1111 1111 1111 456', '1 2 3 # 456'],
  ['4111111111111111 5555555555554444', '# #'],
])('%s holds a card', (text, expected) => {
  expect(without(text)).toBe(expected);
});

test.each([
  '4111111111111112', // wrong check digit
  '1234567890123452', // right check digit, no issuer
  '41111111111111111111', // too long
  'a4111111111111111', // within a word
  '4111111111111111b',
  '1795303181546000', // a time in microseconds
  '00000000-0000-0000-0000-000000000000',
])('%s does not', (text) => {
  expect(without(text)).toBe(text);
});

test('a number alone is a card as text is', () => {
  expect([isCard('4111111111111111'), isCard('4111111111111112'), isCard('1')]).toEqual([true, false, false]);
});

test('nearly every mistyped card is refused', () => {
  fc.assert(
    fc.property(fc.nat(15), fc.integer({ min: 1, max: 9 }), (at, by) => {
      const card = Array.from('4111111111111111');
      card[at] = String((Number(card[at]) + by) % 10);
      expect(luhn(card.join(''))).toBe(false);
    }),
  );
});

test('long runs of digits take linear time', () => {
  for (const run of ['4', '4 ', '41-', '4111 1111 1111 111'])
    expect(without(run.repeat(20_000)).length).toBeGreaterThan(0);
});

test.each([
  'DE89370400440532013000',
  'GB82 WEST 1234 5698 7654 32',
  'NO9386011117947',
  'MT84MALT011000012345MTLCAST001S',
])('%s is an IBAN', (iban) => {
  expect(iban.replace(IBAN_LIKE, (found) => (isIban(found) ? '#' : found))).toBe('#');
});

test.each(['DE89370400440532013001', 'AB12', 'ABCDEF0123456789ABCDEF', 'xDE89370400440532013000'])(
  '%s is none',
  (text) => {
    expect(text.replace(IBAN_LIKE, (found) => (isIban(found) ? '#' : found))).toBe(text);
  },
);

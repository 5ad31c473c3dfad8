/** 13 digits and more, in groups by single spaces or dashes; not within a word or a longer code. */
export const DIGIT_RUN = /(?<![A-Za-z0-9])\d(?:[ -]?\d){12,}(?![A-Za-z0-9])/g;

/** First four digits of the card networks, from and to, with the lengths they issue. */
const ISSUERS: readonly (readonly [from: number, to: number, lengths: readonly number[]])[] = [
  [4000, 4999, [16, 19, 13]],
  [5100, 5599, [16]],
  [2221, 2720, [16]],
  [3400, 3499, [15]],
  [3700, 3799, [15]],
  [3000, 3059, [14, 16]],
  [3600, 3699, [14, 16]],
  [3800, 3999, [14, 16]],
  [6011, 6011, [16, 19]],
  [6440, 6599, [16, 19]],
  [3528, 3589, [16]],
  [6200, 6299, [16, 17, 18, 19]],
  [5000, 5099, [16]],
  [5600, 5999, [16]],
  [6300, 6399, [16]],
  [6700, 6799, [16]],
];

/** Card numbers in a run of digits replaced by `replace`; a card is whole groups of an issuer's length whose check digit is right (Luhn). */
export const replaceCards = (run: string, replace: (card: string) => string): string => {
  const digits = digitsOf(run);
  const { count, places } = digits;
  let result = '';
  let copied = 0;
  let start = 0;
  while (start + 13 <= count) {
    const startsGroup = start === 0 || placeOf(places, start - 1) + 1 < placeOf(places, start);
    const end = startsGroup ? cardEnd(digits, start) : null;
    if (end === null) {
      start += 1;
      continue;
    }
    const from = placeOf(places, start);
    const to = placeOf(places, end - 1) + 1;
    result += run.slice(copied, from) + replace(run.slice(from, to));
    copied = to;
    start = end;
  }
  return result + run.slice(copied);
};

/** Whether a number without separators is a card's. */
export const isCard = (number: string): boolean => {
  const digits = digitsOf(number);
  return digits.count === number.length && digits.count >= 13 && cardEnd(digits, 0) === digits.count;
};

/** The digits of a run with what makes every Luhn sum within it two look-ups: a run may be as long as a text, and hold a card anywhere. */
interface Digits {
  readonly count: number;
  readonly values: Uint8Array;
  /** Where in the run each digit stands. */
  readonly places: Uint32Array;
  /** Sums of the first n digits, those at even (odd) positions doubled as Luhn does it. */
  readonly evenDoubled: Uint32Array;
  readonly oddDoubled: Uint32Array;
}

const digitsOf = (run: string): Digits => {
  const values = new Uint8Array(run.length);
  const places = new Uint32Array(run.length);
  const evenDoubled = new Uint32Array(run.length + 1);
  const oddDoubled = new Uint32Array(run.length + 1);
  let count = 0;
  for (let at = 0; at < run.length; at += 1) {
    const digit = run.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) continue;
    const doubled = digit > 4 ? digit * 2 - 9 : digit * 2;
    values[count] = digit;
    places[count] = at;
    evenDoubled[count + 1] = (evenDoubled[count] ?? 0) + (count % 2 === 0 ? doubled : digit);
    oddDoubled[count + 1] = (oddDoubled[count] ?? 0) + (count % 2 === 1 ? doubled : digit);
    count += 1;
  }
  return { count, values, places, evenDoubled, oddDoubled };
};

/** The position behind the last digit of the card that begins at digit `start`; null when none does. */
const cardEnd = ({ count, values, places, evenDoubled, oddDoubled }: Digits, start: number): number | null => {
  const digit = (offset: number): number => values[start + offset] ?? 0;
  const prefix = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
  const lengths = ISSUERS.find(([from, to]) => from <= prefix && prefix <= to)?.[2] ?? [];
  for (const length of lengths) {
    const end = start + length;
    const endsGroup = end === count || placeOf(places, end - 1) + 1 < placeOf(places, end);
    if (end > count || !endsGroup) continue;
    // From the right every second digit is doubled: those at positions as even or odd as the end.
    const sums = end % 2 === 0 ? evenDoubled : oddDoubled;
    if (((sums[end] ?? 0) - (sums[start] ?? 0)) % 10 === 0) return end;
  }
  return null;
};

const placeOf = (places: Uint32Array, digit: number): number => places[digit] ?? 0;

/** ISO/IEC 7812: from the right, every second digit doubled, digits of the doubles summed, the sum divisible by ten. */
export const luhn = (digits: string): boolean => {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};

/** Country, check digits, and 11 to 30 letters and digits, in groups of four or without. */
export const IBAN_LIKE = /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])/g;

/** ISO 13616: the first four characters behind the rest, letters as 10 to 35, modulo 97 is 1. */
export const isIban = (text: string): boolean => {
  const iban = text.replaceAll(' ', '');
  if (iban.length < 15 || iban.length > 34) return false;
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
};

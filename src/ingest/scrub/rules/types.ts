import { replaceAddresses } from '../addresses.ts';
import { DIGIT_RUN, IBAN_LIKE, isIban, luhn, replaceCards } from '../numbers.ts';

/** Finds what a rule is about within a text and puts `replace(found)` there. */
export type Find = (text: string, replace: (found: string) => string) => string;

export interface DataType {
  /** Null: the whole value, whatever it is. */
  readonly find: Find | null;
  /** What `Replace` puts there. */
  readonly marker: string;
}

const everywhere =
  (pattern: RegExp): Find =>
  (text, replace) =>
    text.replace(pattern, replace);

/** The part of each match that group 1 holds. */
const group =
  (pattern: RegExp): Find =>
  (text, replace) =>
    text.replace(pattern, (found: string, part: string) => {
      // The last: `/home/h` has an earlier `h`.
      const start = found.lastIndexOf(part);
      return found.slice(0, start) + replace(part) + found.slice(start + part.length);
    });

const type = (marker: string, find: Find | null): DataType => ({ marker, find });

/** Sentry's data types, by the names its rules use, without `@`. */
export const DATA_TYPES: ReadonlyMap<string, DataType> = new Map([
  ['anything', type('[Filtered]', null)],
  // Fields by name; text is searched too.
  ['password', type('[Filtered]', null)],
  [
    'email',
    type('[email]', everywhere(/[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/g)),
  ],
  ['creditcard', type('[creditcard]', (text, replace) => text.replace(DIGIT_RUN, (run) => replaceCards(run, replace)))],
  [
    'iban',
    type('[iban]', (text, replace) => text.replace(IBAN_LIKE, (found) => (isIban(found) ? replace(found) : found))),
  ],
  ['ip', type('[ip]', replaceAddresses)],
  ['mac', type('[mac]', everywhere(/(?<![\w:-])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\w:-])/gi))],
  ['uuid', type('[uuid]', everywhere(/(?<![\w-])[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/gi))],
  [
    'imei',
    type('[imei]', (text, replace) =>
      text.replace(/(?<![\w-])\d{2}-?\d{6}-?\d{6}-?\d(?![\w-])/g, (found) =>
        luhn(found.replaceAll('-', '')) ? replace(found) : found,
      ),
    ),
  ],
  ['usssn', type('[usssn]', everywhere(/(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])/g))],
  ['urlauth', type('[auth]', group(/:\/\/([^\s/?#@:"'[\]]*:[^\s/?#"']*)@/g))],
  [
    'pemkey',
    type('[pemkey]', group(/-----BEGIN [A-Z0-9 ]{0,40}KEY-----([\s\S]+?)(?:-----END [A-Z0-9 ]{0,40}KEY-----|$)/g)),
  ],
  ['bearer', type('[bearer]', group(/\bbearer\s{1,3}([^\s"',;<>()[\]{}\\]+)/gi))],
  ['userpath', type('[user]', group(/[/\\](?:users|home|documents and settings)[/\\]([^/\\\s"'[\]]+)/gi))],
]);

/** The names of the types with their spellings in Sentry's interface. */
export const typeNamed = (name: string): DataType | null => {
  const short = name
    .replace(/^@/, '')
    .toLowerCase()
    .replace(/[\s_-]/g, '');
  return DATA_TYPES.get(SPELLINGS.get(short) ?? short) ?? null;
};

const SPELLINGS = new Map([
  ['creditcardnumbers', 'creditcard'],
  ['passwordfields', 'password'],
  ['ipaddresses', 'ip'],
  ['emailaddresses', 'email'],
  ['pemkeys', 'pemkey'],
  ['authinurls', 'urlauth'],
  ['usssns', 'usssn'],
  ['usernamesinfilepaths', 'userpath'],
  ['macaddresses', 'mac'],
  ['bearertokens', 'bearer'],
  ['ibans', 'iban'],
  ['uuids', 'uuid'],
]);

import { FILTERED, isMarker, outsideMarkers } from './filtered.ts';
import { DIGIT_RUN, IBAN_LIKE, isIban, replaceCards } from './numbers.ts';
import { SECRET_WORDS } from './names.ts';

export interface TextScrubber {
  /** Messages and values: everything below. */
  readonly prose: (text: string) => string;
  /** Source lines: a value counts only as a quoted literal, or as a parameter within one or within a URL, so that code stays readable. */
  readonly source: (text: string) => string;
}

/**
 * Replaces secrets within text: what follows a telling name (`password=…`, `"token": "…"`, `Authorization: …`), and what is a secret by its form
 * (cards, IBANs, US social security numbers, private keys, bearer tokens, JSON web tokens, well-known API keys, credentials in URLs).
 * `words`: further telling names as regular expression source, already escaped; `defaults` off leaves only these.
 *
 * One cheap expression decides whether a text is looked at closely: nearly none is. All repetitions that could overlap are bounded, so that
 * time stays linear in the text. Results are stable: scrubbing them again changes nothing.
 */
export const textScrubber = (words: readonly string[], defaults: boolean): TextScrubber => {
  // What parsers say of an unexpected token is no secret.
  const telling = [...(defaults ? [SECRET_WORDS, '(?<!unexpected )token'] : []), ...words].join('|');
  if (telling === '') return { prose: same, source: same };
  const pairs = pairsIn(telling);
  const literals = literalsIn(telling);
  const parameters = parametersIn(telling);
  const suspicious = new RegExp(
    `(?:${telling}${defaults ? '|cookie' : ''})[\\w.-]{0,40}(?:["'\\\\\\]]|%2[27]){0,6}\\s{0,3}(?:[:=\\s]|%3)${defaults ? `|${SECRET_FORM_HINT}` : ''}`,
    'i',
  );
  const forms = defaults ? replaceForms : same;
  const spoken = defaults ? replaceSpoken : same;
  const searched = (change: (part: string) => string, first = same): ((text: string) => string) => {
    const inPart = (part: string): string => (suspicious.test(part) ? change(part) : part);
    const settle = settled((text) => outsideMarkers(first(text), inPart));
    return (text) => (suspicious.test(text) ? settle(text) : text);
  };
  return {
    prose: searched((part) => forms(spoken(pairs(part)))),
    // Between markers a closing quote would look like an opening one.
    source: searched((part) => forms(literals(part)), parameters),
  };
};

/** Until nothing changes any more: one replacement may close the quotes that another waits for. In a million texts made of such pieces none took more than three rounds. */
const settled =
  (change: (text: string) => string): ((text: string) => string) =>
  (text) => {
    let before = text;
    for (let round = 0; round < 5; round += 1) {
      const after = change(before);
      if (after === before) break;
      before = after;
    }
    return before;
  };

/** A superset of the forms below: without any of it there is none. */
const SECRET_FORM_HINT =
  '\\d(?:[ -]?\\d){12}|\\d{3}-\\d\\d-\\d{4}|\\b[A-Z]{2}\\d\\d(?: ?[A-Z0-9]{4}){2}|:\\/\\/[^\\s/?#]{0,300}@|\\b(?:bearer|basic)(?:\\s|%20|\\+)|-----BEGIN|\\beyJ|' +
  '\\bgh[pousr]_|github_pat_|glpat-|[sr]k_(?:live|test)_|xox[abeoprs]-|AKIA|ASIA|AIza|npm_|SG\\.';

const same = (text: string): string => text;

/** Words that stand where a secret would and are none: nothing, placeholders of templates and queries, masks. */
const NO_SECRET = /^(?:null|none|nil|undefined|true|false|\?|\$\d+|%\w?|%\(\w+\)s|:\w+|\*+|x+|<\w*>?|\.+)$/i;

const SCHEME = '(?:(?:bearer|basic|token|negotiate|apikey)\\s{1,3})?';
/** Quoted (also with escaped quotes, as in JSON within JSON), or up to the next delimiter. */
const VALUE = `\\\\{1,4}["'][^"'\\\\\\r\\n]*|"(?:[^"\\\\\\r\\n]|\\\\.)*"?|'(?:[^'\\\\\\r\\n]|\\\\.)*'?|${SCHEME}(?![=:>])[^\\s"'\`,;&|<>(){}[\\]\\\\]+`;

const pairsIn = (telling: string): ((text: string) => string) => {
  const pair = new RegExp(
    `((?:${telling})[\\w.-]{0,40})((?:["'\\\\\\]]|%2[27]){0,6}\\s{0,3}(?:=>|:=|={1,3}|:{1,2}|%3[AD])\\s{0,3})(${VALUE})`,
    'gi',
  );
  return (text) =>
    text.replace(pair, (found: string, name: string, between: string, value: string) => {
      const [, open = '', inner = '', close = ''] = QUOTED.exec(value) ?? [];
      const content = open === '' ? value : inner;
      // `max_tokens: 4096` counts; `token: 884422` is a second factor.
      const counts = /tokens/i.test(name) && /^\d+$/.test(content);
      return content === '' || counts || NO_SECRET.test(content) || isMarker(content)
        ? found
        : `${name}${between}${open}${FILTERED}${close}`;
    });
};

/** A value with its quotes apart. */
const QUOTED = /^(\\*["'])(.*?)((?:(?<!\\)["'])?)$/s;

/** Behind a quote that closes code goes on: `"token=" + token`, `("password:")`. */
const OPENS = '(?!\\s*[+%]|\\s+[.&|]|[,);\\]}])';

const literalsIn = (telling: string): ((text: string) => string) => {
  const literal = new RegExp(
    `((?:${telling})[\\w.-]{0,40}["'\\]]{0,3}\\s{0,3}(?:=>|:=|={1,3}|:)\\s{0,3}[rbuf]?)(["'\`])${OPENS}((?:(?!\\2)[^\\\\\\r\\n]|\\\\.|\\\\$)+)(\\2|$)`,
    'gi',
  );
  return (text) =>
    text.replace(literal, (found: string, before: string, quote: string, content: string, end: string) =>
      NO_SECRET.test(content) || isMarker(content) ? found : `${before}${quote}${FILTERED}${end}`,
    );
};

/** A quoted literal, also one that the line's end cuts off, or the rest of a URL. It never fails, so that it is read once. */
const LITERAL_OR_URL = /(["'`])((?:(?!\1)[^\\\r\n]|\\.)*)\1?|:\/\/[^\s"'`]*/g;

/**
 * `?token=…` and `&user[password]=…` in literals and URLs of source code. What code fills in is no value: `?token=${token}`, `"?token=" + token`, `%s`, `:token`.
 */
const parametersIn = (telling: string): ((text: string) => string) => {
  const parameter = new RegExp(
    `([?&;][\\w.%[\\]-]{0,60}?(?:${telling})[\\w.-]{0,40}(?:\\]|%5D)?=)([^\\s"'\`&;,#$<>(){}[\\]\\\\|]+)`,
    'gi',
  );
  const filtered = (found: string, name: string, value: string): string =>
    NO_SECRET.test(value) || (/tokens/i.test(name) && /^\d+$/.test(value)) ? found : `${name}${FILTERED}`;
  return (text) => text.replace(LITERAL_OR_URL, (literal) => literal.replace(parameter, filtered));
};

/** `password hunter2`, `the secret is s3same`: a word with a digit after the name of a secret. */
const SPOKEN =
  /\b((?:password|passwd|passphrase|passcode|secret|token|api[-_ ]?key)\s{1,3}(?:is\s{1,3}|was\s{1,3})?)(?=[^\s\d]{0,100}\d)(["']?)([^\s"',;&[\]]{6,})/gi;

const replaceSpoken = (text: string): string =>
  text.replace(SPOKEN, (_, before: string, quote: string) => `${before}${quote}${FILTERED}`);

const replaceForms = (text: string): string => {
  let result = text;
  for (const [form, by] of FORMS) result = result.replace(form, by);
  return result
    .replace(DIGIT_RUN, (run) => replaceCards(run, () => FILTERED))
    .replace(IBAN_LIKE, (iban) => (isIban(iban) ? FILTERED : iban));
};

/** Secrets by their form. `Basic` wants something like base64 behind it: the word is common. */
const FORMS: readonly (readonly [form: RegExp, by: string])[] = [
  [
    /(-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----)[\s\S]+?(-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----|$)/g,
    `$1${FILTERED}$2`,
  ],
  [/\b(bearer(?:\s|%20|\+){1,3})(?=[^\s"',;<>()[\]{}\\]*\w)[^\s"',;<>()[\]{}\\]+/gi, `$1${FILTERED}`],
  [/\b([Bb]asic\s{1,3})(?=[A-Za-z0-9+/_-]{0,300}(?:[\d=]|[a-z][A-Z]))[A-Za-z0-9+/=_-]{8,}/g, `$1${FILTERED}`],
  [/\b((?:set-)?cookie["'\\]{0,4}\s{0,3}:\s{0,3}["'\\]{0,4})[^\s"'\\[\]][^\r\n"'\\]*/gi, `$1${FILTERED}`],
  [/(:\/\/)[^\s/?#@:"'[\]]*:[^\s/?#"']*@/g, `$1${FILTERED}@`],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g, FILTERED],
  [
    /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|[sr]k_(?:live|test)_\w{10,}|xox[abeoprs]-[\w-]{10,}|A[KS]IA[A-Z0-9]{16}|AIza[\w-]{30,}|npm_\w{30,}|SG\.[\w-]{16,}\.[\w-]{16,})/g,
    FILTERED,
  ],
  [/(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])/g, FILTERED],
];

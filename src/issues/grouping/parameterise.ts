import { DATE } from './dates.ts';

/** Longer texts are cut here first. */
const MAX_INPUT = 8192;

/**
 * Replaces what varies between events of one bug by its name: `User 42 at 10.0.0.1` becomes `User <int> at <ip>`. Kinds and their order are
 * those of Sentry's parameterisation. The time is in proportion to the length, whatever the text: every pattern is bounded and
 * starts at most once a word.
 */
export const parameterise = (text: string): string => {
  const input = text.length > MAX_INPUT ? text.slice(0, MAX_INPUT) : text;
  if (!/[\d@./=]/.test(input)) return input;
  let result = input;
  const digits = /\d/.test(input);
  for (const kind of KINDS) {
    if (kind.needs === DIGIT ? !digits : !result.includes(kind.needs)) continue;
    result = kind.replace(result);
  }
  return result;
};

/**
 * The form that goes into a key: all kinds are one there, since a random id may be all digits in one event and hex in the next.
 */
export const parameterisedKey = (parameterised: string): string => parameterised.replace(PLACEHOLDER, '<*>');

/** The first two lines that hold anything: what follows is detail (SQL, traces, dumps). */
export const firstLines = (text: string): string => {
  const lines: string[] = [];
  for (const line of text.slice(0, MAX_INPUT).split(/\r\n|\n|\r/)) {
    const trimmed = line.trim();
    if (trimmed !== '') lines.push(trimmed);
    if (lines.length === 2) break;
  }
  return lines.join('\n');
};

interface Kind {
  readonly name: string;
  /** A text without it cannot hold this kind. */
  readonly needs: string;
  readonly replace: (text: string) => string;
}

const DIGIT = '0';

const kind = (
  name: string,
  needs: string,
  pattern: RegExp,
  unless: (found: string) => boolean = () => false,
): Kind => ({
  name,
  needs,
  replace: (text) => text.replace(pattern, (found) => (unless(found) ? found : `<${name}>`)),
});

/** Ends of host names that are hardly ever names of properties or files: `user.id`, `console.info`, `main.py` are no hosts. */
const DOMAINS =
  'com|org|net|edu|gov|mil|biz|io|eu|uk|de|fr|ch|nl|ru|cn|jp|au|br|pl|cz|dk|fi|arpa|localdomain|lan|invalid';
/** These end other dotted names too: as hosts they need three parts. */
const AMBIGUOUS_DOMAINS =
  'co|ai|at|be|lu|se|no|ie|es|pt|gr|hu|ro|bg|hr|sk|lv|ee|ua|by|tr|il|ir|hk|tw|kr|sg|vn|ph|nz|ca|us|mx|ar|cl|pe|za|ng|ke|internal|local|intranet|corp|example|cloud|xyz';

const SINGLE_AMBIGUOUS = new RegExp(`\\.(?:${AMBIGUOUS_DOMAINS})$`, 'i');

const KINDS: readonly Kind[] = [
  kind('email', '@', /(?<![\w.%+-])[\w.%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}/gi),
  {
    name: 'url',
    needs: '://',
    replace: (text) =>
      text.replace(
        /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,30}:\/\/[^\s"'<>()[\]{}|\\^`]+/gi,
        (found) => `<url>${trailingPunctuation(found)}`,
      ),
  },
  kind(
    'hostname',
    '.',
    new RegExp(
      `(?<![\\w./@-])(?:[a-z0-9][a-z0-9-]{0,62}\\.){1,8}(?:${DOMAINS}|${AMBIGUOUS_DOMAINS})(?![\\w-]|\\.\\w|\\()`,
      'gi',
    ),
    (found) => found.split('.').length < 3 && SINGLE_AMBIGUOUS.test(found),
  ),
  kind('traceparent', DIGIT, /(?<![\w-])00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(?![\w-])/gi),
  kind('uuid', DIGIT, /(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-z])/gi),
  kind('sha1', DIGIT, /(?<![0-9a-z])[0-9a-f]{40}(?![0-9a-z])/gi),
  kind('md5', DIGIT, /(?<![0-9a-z])[0-9a-f]{32}(?![0-9a-z])/gi),
  kind('date', DIGIT, DATE),
  kind('duration', DIGIT, /(?<![\w.])(?:\d{1,15}(?:\.\d{1,12})?(?:ns|us|µs|μs|ms|s|m|h)){1,6}(?!\w)/g),
  kind('mac', DIGIT, /(?<![0-9a-z:-])[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![0-9a-z:-])/gi),
  kind('ip', DIGIT, /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?:\/\d{1,2})?(?![\w]|\.\d)/g, (found) =>
    found.split(/[.:/]/, 4).some((octet) => Number(octet) > 255),
  ),
  kind(
    'ip',
    ':',
    /(?<![\w:.])\[?(?:[0-9a-f]{0,4}:){2,8}(?:[0-9a-f]{1,4}|\d{1,3}(?:\.\d{1,3}){3})?(?:%\w{1,16})?(?:\](?::\d{1,5})?)?(?![\w:])/gi,
    (found) => !isIpv6(found),
  ),
  kind('swift_txn_id', DIGIT, /(?<!\w)tx[0-9a-f]{21}-[0-9a-f]{10}(?:[\w-]{0,64})/gi),
  kind('hex', DIGIT, /(?<!\w)0x[0-9a-f]{1,128}(?!\w)/gi),
  kind('hex', DIGIT, /(?<![0-9a-z_])[0-9a-f]{4,128}(?![0-9a-z_])/gi, (found) => found.length === 7 || !isHex(found)),
  kind('git_sha', DIGIT, /(?<![0-9a-z_])[0-9a-f]{7}(?![0-9a-z_])/gi, (found) => !isHex(found)),
  kind('random_id', DIGIT, /(?<![\w-])[\w-]{10,128}(?![\w-])/g, (found) => !isRandomId(found)),
  kind('float', DIGIT, /(?<![\w.])\d{1,128}(?:\.\d{1,128}(?:e[+-]?\d{1,4})?|e[+-]?\d{1,4})(?!\w|\.\d)/gi),
  kind('int', DIGIT, /(?<!\w)(?:\d{1,3}(?:,\d{3}){1,8}(?!\w|,\d)|\d+(?!\w))/g),
  kind('quoted_str', '=', /(?<==\s?)(?:"[^"\n]{0,2048}"|'[^'\n]{0,2048}')/g),
  kind('bool', '=', /(?<==\s?)(?:true|false)(?!\w)/gi),
];

const PLACEHOLDER = new RegExp(`<(?:${[...new Set(KINDS.map(({ name }) => name))].join('|')})>`, 'g');

/** The full stop or comma that ends the sentence, not the address. */
const trailingPunctuation = (url: string): string => {
  let end = url.length;
  while (end > 0 && '.,;:!?'.includes(url[end - 1] as string)) end--;
  return url.slice(end);
};

/** A word of the letters a–f (`deadbeef`, `facade`) is a word, figures alone are a number, `1e10` is a float. */
const isHex = (found: string): boolean => /\d/.test(found) && /[a-f]/i.test(found) && !/^\d+e\d+$/i.test(found);

/** Eight groups, or fewer with `::`; and a digit, since `a::b` is a name in several languages. */
const isIpv6 = (found: string): boolean => {
  const address = found
    .replace(/^\[/, '')
    .replace(/\](?::\d+)?$/, '')
    .replace(/%.*$/, '');
  const colons = address.split(':').length - 1;
  return (
    /\d/.test(address) &&
    (address.includes('::')
      ? address.indexOf('::') === address.lastIndexOf('::')
      : colons === 7 || (colons === 6 && address.includes('.')))
  );
};

/** Letters and digits shuffled as in ids: at least three digits and four changes between the two. */
const isRandomId = (found: string): boolean => {
  const digits = found.match(/\d/g)?.length ?? 0;
  const changes = found.match(/\d(?=[A-Za-z])|[A-Za-z](?=\d)/g)?.length ?? 0;
  return digits >= 3 && changes >= 4;
};

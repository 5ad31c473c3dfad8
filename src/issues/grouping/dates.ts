/** Dates and times as programs print them; every quantifier is bounded. */
const DAY = '(?:Mon(?:day)?|Tue(?:sday)?|Wed(?:nesday)?|Thu(?:rsday)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)';
const MONTH =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';
const CLOCK = '\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,:]\\d{1,9})?)?(?: ?[AaPp]\\.?[Mm]\\b\\.?)?';
const ZONE =
  '(?: ?(?:Z|UTC|GMT|[ECMP][SD]T|CES?T|BST|IST|JST|MSK|[+-]\\d{2}:?\\d{2}|GMT[+-]\\d{4})\\b){0,2}(?: \\([A-Za-z ]{2,40}\\))?';

const FORMS = [
  // RFC 3339, ISO 8601, SQL, log files; compact `20240131T101500Z`.
  `\\d{4}[-/]\\d{2}[-/]\\d{2}(?:[T _]${CLOCK}${ZONE})?`,
  `\\d{8}T\\d{4,6}(?:\\.\\d{1,9})?Z?`,
  // Common log format, RFC 850: `02/Jan/2006:15:04:05 -0700`, `02-Jan-06`.
  `\\d{1,2}[/-]${MONTH}[/-]\\d{2,4}(?:[: ]${CLOCK}${ZONE})?`,
  // RFC 2822, ctime, syslog, JavaScript's Date: day, date, time and year in several orders.
  `(?:${DAY},? )?\\d{1,2} ${MONTH} \\d{2,4}(?:,? ${CLOCK}${ZONE})?`,
  `(?:${DAY},? )?${MONTH} {1,2}\\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4}\\b)?(?:,? ${CLOCK}${ZONE}(?: \\d{4}\\b)?)?`,
  // European and American figures.
  `\\d{1,2}([./])\\d{1,2}\\1\\d{4}(?:,? ${CLOCK}${ZONE})?`,
  // Kitchen time.
  `\\d{1,2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?(?: ?[AaPp][Mm]\\b)?|\\d{1,2}:\\d{2} ?[AaPp][Mm]\\b|(?:[01]?\\d|2[0-3]):[0-5]\\d(?![:.]?\\d)`,
  // Seconds or milliseconds since 1970, from 2001 to 2033.
  `1\\d{9}(?:\\d{3})?(?:\\.\\d{1,9})?`,
];

/** Matches one date anywhere in a text (global). */
export const DATE = new RegExp(`(?<![\\w.:+])(?:${FORMS.join('|')})(?![\\w])(?!\\.\\d)`, 'g');

/**
 * Field names whose values are secrets, as regular expression source (used without case). Sentry's list and the usual relatives; `auth` spares `author` and `authority`,
 * short words count only as whole words: `ssn` would be found in `className`.
 */
export const SECRET_WORDS =
  'password|passwd|passphrase|passcode|pwd|secret|credential|mysql_pwd|bearer|jwt|csrf|xsrf|auth(?!or(?!i[sz]))|' +
  '(?:api|private|access|encryption|signing|secret)[-_. ]?key|sess(?:ion)?[-_. ]?id';

const SECRET_FIELD = new RegExp(
  `${SECRET_WORDS}|token$|(?:access|refresh|id|api|session|device|push)[-_. ]?tokens$|card[-_. ]?num|credit[-_. ]?card|social[-_. ]?security|` +
    '^(?:set-)?cookies?$|^two[-_ ]?factor|(?:^|[-_. ])(?:pass|pin|otp|totp|cvv2?|cvc2?|ssn|iban|cc[-_]?num(?:ber)?)$',
  'i',
);

/** Sentry SDKs' list for headers and cookies, matched anywhere in the name; these have few other meanings there. */
const SECRET_HEADER =
  /auth|token|secret|passw(?:or)?d|pwd|key|jwt|bearer|sso|saml|csrf|xsrf|credential|session|sid|identity|cookie/i;

/** Names of session cookies that the words above miss. */
const SECRET_COOKIE = /^(?:sudo|su|symfony|mysession|sess|remember[-_]?me|connect\.s|\.aspxauth|laravel)/i;

/** Short names that hold a secret in query strings only. */
const SECRET_PARAMETER =
  /^(?:key|sid|session|sig|signature|sso|code_verifier|state_token|x-amz-(?:signature|security-token))$/i;

/** Shells' working directory is no password. */
const HARMLESS = new Set(['PWD', 'OLDPWD']);

export const isSecretField = (name: string): boolean => SECRET_FIELD.test(name) && !HARMLESS.has(name);
export const isSecretHeader = (name: string): boolean => SECRET_HEADER.test(name) || isSecretField(name);
export const isSecretCookie = (name: string): boolean => isSecretHeader(name) || SECRET_COOKIE.test(name);
export const isSecretParameter = (name: string): boolean => SECRET_PARAMETER.test(name) || isSecretField(name);

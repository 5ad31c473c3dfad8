/** What the server's reasons mean; those of SDKs are shown as they are named. */
const meanings: Readonly<Record<string, string>> = {
  quota: 'The project’s quota was used up',
  installation_quota: 'The share of the installation’s quota was used up',
  spike: 'Spike protection refused the excess',
  rate_limited: 'The key’s rate limit was reached',
  filter: 'It came from an origin that is not allowed',
  duplicate: 'An event with this id was there already',
  invalid: 'It was malformed',
  too_large: 'It was too large',
  too_many: 'There were too many in one request',
  not_supported: 'Nothing of this kind is kept',
  unavailable: 'Nothing could be stored',
  overload: 'The server could not keep up',
};

export const meaningOf = (source: 'server' | 'client', reason: string): string =>
  source === 'server' && Object.hasOwn(meanings, reason) ? (meanings[reason] ?? '') : '';

/** The colour of a series in the chart: a token of styles/tokens.css. */
export const colourOf = (source: 'server' | 'client', reason: string): string =>
  source === 'client' ? '--bar' : Object.hasOwn(colours, reason) ? (colours[reason] ?? '--text-3') : '--text-3';

const colours: Readonly<Record<string, string>> = {
  quota: '--error',
  installation_quota: '--fatal',
  spike: '--warning',
  rate_limited: '--info',
  duplicate: '--debug',
  overload: '--mark',
};

/** What the demo makes the sample application do, and what must come of it. Requests per release, in order. */
export interface Visit {
  readonly path: string;
  readonly customers: readonly string[];
}

export const scenario: Readonly<Record<'1.0.0' | '1.1.0', readonly Visit[]>> = {
  '1.0.0': [
    { path: '/stock', customers: ['mia', 'noah'] },
    { path: '/checkout', customers: ['mia'] },
  ],
  '1.1.0': [
    { path: '/stock', customers: ['mia'] },
    { path: '/checkout', customers: ['mia', 'noah', 'olga', 'mia'] },
    { path: '/cart', customers: ['noah'] },
    { path: '/pay', customers: ['olga', 'noah'] },
    { path: '/trail', customers: ['mia'] },
    { path: '/receipt', customers: ['pavel'] },
    { path: '/legacy', customers: ['pavel'] },
    { path: '/login?user=4711&times=3', customers: ['guest'] },
    { path: '/login?user=ann%40example.org&times=12', customers: ['guest'] },
    { path: '/import', customers: ['admin'] },
    { path: '/feedback', customers: ['ann'] },
    { path: '/search?node=a1', customers: ['mia'] },
    { path: '/search?node=b2', customers: ['noah'] },
    { path: '/export', customers: ['admin'] },
    { path: '/crash', customers: ['admin'] },
  ],
};

export interface Expectation {
  /** What it shows, for people. */
  readonly what: string;
  /** Pattern of the title. */
  readonly title: RegExp;
  /** Pattern of the culprit, where two issues share a title. */
  readonly culprit?: RegExp;
  readonly events: number;
  readonly users: number;
  /** Only with a browser at hand. */
  readonly browser?: true;
}

export const expectations: readonly Expectation[] = [
  {
    what: 'the bug that one commit brought',
    title: /^TypeError: .*\(reading 'rate'\)/,
    culprit: /total/,
    events: 4,
    users: 3,
  },
  {
    what: 'the same type from another place',
    title: /^TypeError: .*\(reading 'lines'\)/,
    culprit: /subtotal/,
    events: 1,
    users: 1,
  },
  { what: 'AggregateError, in two releases', title: /^AggregateError: /, events: 3, users: 2 },
  { what: 'nested causes', title: /^PaymentError: order \d+ could not be paid/, events: 2, users: 2 },
  { what: 'endless recursion', title: /^RangeError: Maximum call stack/, events: 1, users: 1 },
  { what: 'unhandled rejection', title: /^RangeError: not an address/, events: 1, users: 1 },
  {
    what: 'a thrown object',
    title: /captured as exception with keys: /,
    events: 1,
    users: 1,
  },
  { what: 'parameterised message', title: /^Log Message: User .* failed to sign in/, events: 2, users: 1 },
  { what: 'attachment', title: /^SyntaxError: import\.csv/, events: 1, users: 1 },
  { what: 'user feedback', title: /^Error: The order page stayed empty/, events: 1, users: 1 },
  { what: 'fingerprint of its own', title: /^Error: no answer from search node/, events: 2, users: 2 },
  { what: 'failed cron run', title: /export-stock/, events: 1, users: 0 },
  { what: 'crash of the process', title: /^Error: worker lost its database connection/, events: 1, users: 1 },
  { what: 'a page in the browser', title: /^TypeError: .*\(reading 'price'\)/, events: 1, users: 1, browser: true },
];

/**
 * Every setting of the server, once: the command line, the environment, `doctor` and the table in docs/operations.md all come from this list.
 * A flag beats the environment, which beats the default. An empty environment variable counts as not set (compose files write such).
 */
export interface Setting {
  /** Name in the code and of the flag: `trustedProxies` is `--trusted-proxies`. */
  readonly name: string;
  readonly env: string;
  /** A conventional variable that counts where nothing else is given. */
  readonly also?: string;
  /** Placeholder of the value in `--help`. */
  readonly value: string;
  readonly fallback: string;
  readonly help: string;
}

export const settings = [
  {
    name: 'data',
    env: 'CULPRIT_DATA',
    value: 'folder',
    fallback: './data',
    help: 'Folder of the data: databases, queues and attachments of the embedded tier.',
  },
  {
    name: 'host',
    env: 'CULPRIT_HOST',
    value: 'address',
    fallback: 'localhost',
    help: 'Address to listen on; 0.0.0.0 for all.',
  },
  {
    name: 'port',
    env: 'CULPRIT_PORT',
    also: 'PORT',
    value: 'number',
    fallback: '8000',
    help: 'Port to listen on; 0 picks a free one. A work process listens (for /health and /metrics) only when host or port is given.',
  },
  {
    name: 'url',
    env: 'CULPRIT_URL',
    value: 'url',
    fallback: '',
    help: 'Public URL, as browsers and SDKs reach the server, with its path prefix if it has one. Default: http://localhost:PORT.',
  },
  {
    name: 'database',
    env: 'CULPRIT_DATABASE',
    value: 'url',
    fallback: '',
    help: 'postgres://user:password@host/database. Default: SQLite in the data folder.',
  },
  {
    name: 'broker',
    env: 'CULPRIT_BROKER',
    value: 'url',
    fallback: '',
    help: 'amqp://user:password@host/vhost of a RabbitMQ. Default: a SQLite file in the data folder.',
  },
  {
    name: 'brokerPrefix',
    env: 'CULPRIT_BROKER_PREFIX',
    value: 'text',
    fallback: '',
    help: 'Goes before every name on the broker, so that several installations share one.',
  },
  {
    name: 'role',
    env: 'CULPRIT_ROLE',
    value: 'web|work|all',
    fallback: 'all',
    help: 'What this process does: web answers HTTP, work digests. Splitting them needs a database and a broker.',
  },
  {
    name: 'owner',
    env: 'CULPRIT_OWNER',
    value: 'email:password',
    fallback: '',
    help: 'Creates the owner account at the first start. Without it, the first visit does.',
  },
  {
    name: 'trustedProxies',
    env: 'CULPRIT_TRUSTED_PROXIES',
    value: 'addresses',
    fallback: '',
    help: 'Reverse proxies whose X-Forwarded-For is believed: addresses or CIDR ranges, separated by commas. Default: none.',
  },
  {
    name: 'smtp',
    env: 'CULPRIT_SMTP',
    value: 'url',
    fallback: '',
    help: 'Mail server: smtp://user:password@host:587, or smtps:// where it is encrypted from the start. Default: no mail is sent.',
  },
  {
    name: 'mailFrom',
    env: 'CULPRIT_MAIL_FROM',
    value: 'address',
    fallback: '',
    help: 'Sender of mails, such as "Culprit <errors@example.com>". Default: culprit@ the host of the public URL.',
  },
  {
    name: 'outboundAllow',
    env: 'CULPRIT_OUTBOUND_ALLOW',
    value: 'list',
    fallback: '',
    help: 'Where alerts may go beside the public internet: hosts (chat.corp.example, *.corp.example), addresses or ranges (10.0.0.0/8), each with :port or without, separated by commas.',
  },
  {
    name: 'maxEventBytes',
    env: 'CULPRIT_MAX_EVENT_BYTES',
    value: 'bytes',
    fallback: '1048576',
    help: 'Largest event.',
  },
  {
    name: 'maxAttachmentBytes',
    env: 'CULPRIT_MAX_ATTACHMENT_BYTES',
    value: 'bytes',
    fallback: '104857600',
    help: 'Largest attachment.',
  },
  {
    name: 'maxEnvelopeBytes',
    env: 'CULPRIT_MAX_ENVELOPE_BYTES',
    value: 'bytes',
    fallback: '104857600',
    help: 'Largest request of an SDK after decompression.',
  },
  {
    name: 'maxBodyBytes',
    env: 'CULPRIT_MAX_BODY_BYTES',
    value: 'bytes',
    fallback: '20971520',
    help: 'Largest request of an SDK as it comes over the wire.',
  },
  {
    name: 'quotas',
    env: 'CULPRIT_QUOTAS',
    value: 'list',
    fallback: '1000/5min,5000/hour,1000000/month',
    help: 'How many events a project, and all together, may send while nobody set quotas of their own; none/month lifts one, off all.',
  },
  {
    name: 'retentionEvents',
    env: 'CULPRIT_RETENTION_EVENTS',
    value: 'count',
    fallback: '10000',
    help: 'Events that a project keeps, unless its settings say otherwise.',
  },
  {
    name: 'retentionDays',
    env: 'CULPRIT_RETENTION_DAYS',
    value: 'days',
    fallback: '90',
    help: 'How long a project keeps events, unless its settings say otherwise.',
  },
  {
    name: 'maxBacklog',
    env: 'CULPRIT_MAX_BACKLOG',
    value: 'number',
    fallback: '1000000',
    help: 'How many requests may wait to be digested before further ones are turned away.',
  },
  {
    name: 'metricsToken',
    env: 'CULPRIT_METRICS_TOKEN',
    value: 'token',
    fallback: '',
    help: 'Asks of whoever reads /metrics the header Authorization: Bearer TOKEN. Default: open to all who reach the port.',
  },
  {
    name: 'log',
    env: 'CULPRIT_LOG',
    value: 'level',
    fallback: 'info',
    help: 'fatal, error, warn, info, debug, trace or silent.',
  },
] as const satisfies readonly Setting[];

/** What else is read from the environment: matters of the machine, before any flag is. */
export const variables = [
  {
    env: 'NODE_COMPILE_CACHE',
    fallback: 'node_modules/.cache/culprit',
    help: 'Folder for compiled code, which halves the time to start. It must be writable, else nothing is kept.',
  },
  {
    env: 'MALLOC_ARENA_MAX',
    fallback: '',
    help: 'On Linux with glibc: 2 saves memory where many threads allocate. The image sets it.',
  },
  {
    env: 'NODE_EXTRA_CA_CERTS',
    fallback: '',
    help: 'File with certificates of authorities that databases, brokers, mail servers and webhooks of your own use.',
  },
] as const;

export type SettingName = (typeof settings)[number]['name'];

/** `trustedProxies` → `--trusted-proxies`. */
export const flagOf = (name: SettingName): string =>
  `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

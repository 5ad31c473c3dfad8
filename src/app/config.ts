import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { CulpritError, messageOf, readAllowList } from '../kit/index.ts';
import type { Limits } from '../usage/index.ts';
import { parseLimits } from '../usage/index.ts';
import type { Setting, SettingName } from './settings.ts';
import { flagOf, settings } from './settings.ts';

/** What a server is told. Read once at the start; every thread gets a copy. */
export interface Config {
  /** Absolute path of the data folder. */
  readonly data: string;
  readonly host: string;
  readonly port: number;
  /** False for a work process that was not told where: it then needs no port at all. */
  readonly listens: boolean;
  /** Public URL without a trailing slash; null when it follows from the address that the server listens on. */
  readonly url: string | null;
  /** A PostgreSQL URL; null: SQLite in the data folder. */
  readonly database: string | null;
  /** A RabbitMQ URL; null: a SQLite file in the data folder. */
  readonly broker: string | null;
  readonly brokerPrefix: string;
  readonly role: 'web' | 'work' | 'all';
  readonly owner: { readonly email: string; readonly password: string } | null;
  readonly trustedProxies: readonly string[];
  /** The URL of the mail server; null: no mail is sent. */
  readonly smtp: string | null;
  /** Sender of mails; null: made of the public URL. */
  readonly mailFrom: string | null;
  /** As `readAllowList` reads it. */
  readonly outboundAllow: string;
  /** Bytes. */
  readonly limits: {
    readonly event: number;
    readonly attachment: number;
    readonly envelope: number;
    readonly body: number;
  };
  /** Events that a project, and the installation, may send in each window, when they say nothing else. */
  readonly quotas: Limits;
  /** For projects without limits of their own. */
  readonly retention: { readonly maxEvents: number; readonly maxAgeDays: number };
  /** Messages that may wait to be digested before requests of SDKs are turned away. */
  readonly maxBacklog: number;
  readonly metricsToken: string | null;
  readonly log: string;
}

export type Flags = Partial<Record<SettingName, string | undefined>>;

/** Reads the configuration from flags and environment. Throws CulpritError `usage` with one sentence that names the wrong setting. */
export const readConfig = (flags: Flags = {}, env: NodeJS.ProcessEnv = process.env): Config => {
  const raw = (name: SettingName): Raw => find(name, flags, env);
  const config: Config = {
    data: resolve(raw('data').text),
    host: host(raw('host')),
    port: integer(raw('port'), 0, 65_535),
    listens: raw('role').text !== 'work' || [raw('host'), raw('port')].some(({ given }) => given),
    url: publicUrl(raw('url')),
    database: url(raw('database'), ['postgres:', 'postgresql:'], 'postgres://user:password@host/database'),
    broker: url(raw('broker'), ['amqp:', 'amqps:'], 'amqp://user:password@host'),
    brokerPrefix: prefix(raw('brokerPrefix')),
    role: oneOf(raw('role'), ['web', 'work', 'all']),
    owner: owner(raw('owner')),
    trustedProxies: proxies(raw('trustedProxies')),
    smtp: url(raw('smtp'), ['smtp:', 'smtps:'], 'smtp://user:password@host:587'),
    mailFrom: sender(raw('mailFrom')),
    outboundAllow: allowList(raw('outboundAllow')),
    limits: {
      event: integer(raw('maxEventBytes'), 1_024, 1 << 30),
      attachment: integer(raw('maxAttachmentBytes'), 1_024, 1 << 30),
      envelope: integer(raw('maxEnvelopeBytes'), 1_024, 1 << 30),
      body: integer(raw('maxBodyBytes'), 1_024, 1 << 30),
    },
    quotas: quotas(raw('quotas')),
    maxBacklog: integer(raw('maxBacklog'), 1_000, 1_000_000_000),
    retention: {
      maxEvents: integer(raw('retentionEvents'), 1, 1_000_000_000),
      maxAgeDays: integer(raw('retentionDays'), 1, 36_500),
    },
    metricsToken: raw('metricsToken').text || null,
    log: oneOf(raw('log'), ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
  };
  if (config.role !== 'all' && (config.database === null || config.broker === null))
    throw wrong(
      raw('role'),
      `"${config.role}" alone needs --database postgres://… and --broker amqp://…, which all processes share`,
    );
  return config;
};

/** The path prefix of a public URL: `` or `/culprit`. */
export const basePathOf = (publicUrl: string): string => new URL(publicUrl).pathname.replace(/\/+$/, '');

/** A URL as it may be shown to people: without the password. */
export const withoutPassword = (url: string): string => {
  const parsed = new URL(url);
  if (parsed.password !== '') parsed.password = '***';
  return parsed.href;
};

interface Raw {
  readonly text: string;
  /** Where the value came from, as it is named in messages. */
  readonly source: string;
  /** Whether anybody said it; else it is the default. */
  readonly given: boolean;
}

const find = (name: SettingName, flags: Flags, env: NodeJS.ProcessEnv): Raw => {
  const setting: Setting | undefined = settings.find((one) => one.name === name);
  if (setting === undefined) throw new Error(`no setting ${name}`);
  const flag = flags[name];
  if (flag !== undefined) return { text: flag, source: flagOf(name), given: true };
  const variable = env[setting.env];
  if (variable !== undefined && variable !== '') return { text: variable, source: setting.env, given: true };
  // On a platform that sets it for every process, it must not make a work process listen.
  const usual = setting.also === undefined ? '' : (env[setting.also] ?? '');
  if (usual !== '') return { text: usual, source: setting.also ?? '', given: false };
  return { text: setting.fallback, source: flagOf(name), given: false };
};

const wrong = ({ source }: Raw, why: string): CulpritError => new CulpritError('usage', 400, `${source}: ${why}.`);

const integer = (raw: Raw, min: number, max: number): number => {
  const value = Number(raw.text);
  if (!/^\d+$/.test(raw.text) || value < min || value > max)
    throw wrong(raw, `"${raw.text}" is not a whole number from ${min} to ${max}`);
  return value;
};

const oneOf = <Choice extends string>(raw: Raw, choices: readonly Choice[]): Choice => {
  const choice = choices.find((one) => one === raw.text);
  if (choice === undefined) throw wrong(raw, `"${raw.text}" is not one of ${choices.join(', ')}`);
  return choice;
};

const prefix = (raw: Raw): string => {
  if (!/^[\w.-]{0,50}$/.test(raw.text))
    throw wrong(raw, `"${raw.text}" may hold at most 50 letters, digits, "-", "_" and "."`);
  return raw.text;
};

const host = (raw: Raw): string => {
  if (!/^[a-zA-Z0-9_.:-]+$/.test(raw.text))
    throw wrong(raw, `"${raw.text}" is not an address such as 127.0.0.1, ::1 or 0.0.0.0`);
  return raw.text;
};

const parseUrl = (raw: Raw, example: string): URL => {
  if (!URL.canParse(raw.text)) throw wrong(raw, `this is not a URL; it looks like ${example}`);
  return new URL(raw.text);
};

/** Never repeats the value: it holds a password. */
const url = (raw: Raw, protocols: readonly string[], example: string): string | null => {
  if (raw.text === '') return null;
  const parsed = parseUrl(raw, example);
  if (!protocols.includes(parsed.protocol))
    throw wrong(raw, `"${parsed.protocol}//" is not supported; it looks like ${example}`);
  return raw.text;
};

const publicUrl = (raw: Raw): string | null => {
  if (raw.text === '') return null;
  const example = 'https://errors.example.com or https://example.com/culprit';
  const parsed = parseUrl(raw, example);
  if (
    !['http:', 'https:'].includes(parsed.protocol) ||
    parsed.search !== '' ||
    parsed.hash !== '' ||
    parsed.username !== ''
  )
    throw wrong(raw, `"${raw.text}" is not a plain http or https URL; it looks like ${example}`);
  if (!/^(\/[\w.~-]+)*\/?$/.test(parsed.pathname))
    throw wrong(raw, `the path "${parsed.pathname}" may hold only letters, digits, "-", "_", "." and "~"`);
  return parsed.href.replace(/\/+$/, '');
};

const owner = (raw: Raw): Config['owner'] => {
  if (raw.text === '') return null;
  const colon = raw.text.indexOf(':');
  const [email, password] = [raw.text.slice(0, colon), raw.text.slice(colon + 1)];
  if (colon < 1 || !email.includes('@') || password.length < 8)
    throw wrong(raw, 'it looks like email:password, with a password of at least 8 characters');
  return { email, password };
};

const proxies = (raw: Raw): string[] => {
  const ranges = raw.text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  for (const range of ranges) {
    const [address = '', bits, ...rest] = range.split('/');
    const version = isIP(address);
    const known = ['loopback', 'linklocal', 'uniquelocal'].includes(range);
    const sized = bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (version === 6 ? 128 : 32));
    if (!known && (version === 0 || rest.length > 0 || !sized))
      throw wrong(raw, `"${range}" is not an address, a CIDR range or one of loopback, linklocal, uniquelocal`);
  }
  return ranges;
};

const sender = (raw: Raw): string | null => {
  if (raw.text === '') return null;
  if (!/^([^<>@\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(raw.text))
    throw wrong(raw, `this is no sender; it looks like errors@example.com or Culprit <errors@example.com>`);
  return raw.text;
};

const quotas = (raw: Raw): Limits => {
  try {
    return parseLimits(raw.text);
  } catch (error) {
    throw wrong(raw, messageOf(error).replace(/\.$/, ''));
  }
};

const allowList = (raw: Raw): string => {
  try {
    readAllowList(raw.text);
  } catch (error) {
    throw wrong(raw, messageOf(error).replace(/\.$/, ''));
  }
  return raw.text;
};

import { badRequest } from '../kit/index.ts';
import type { Instant } from '../kit/index.ts';

export const targetKinds = ['email', 'slack', 'mattermost', 'discord', 'teams', 'telegram', 'webhook'] as const;
export type TargetKind = (typeof targetKinds)[number];

/** Where alerts go, of one project. */
export interface Target {
  readonly id: number;
  readonly projectId: number;
  readonly name: string;
  readonly enabled: boolean;
  /** At most one message in so many microseconds; 0: each alert at once. */
  readonly digest: number;
  readonly pausedUntil: Instant | null;
  readonly flushedAt: Instant | null;
  readonly createdAt: Instant;
  readonly settings: Settings;
}

/** What a target of each kind needs. */
export type Settings =
  | { readonly kind: 'email'; readonly to: readonly string[] }
  | { readonly kind: 'slack' | 'mattermost' | 'discord' | 'teams'; readonly url: string }
  | {
      readonly kind: 'telegram';
      readonly token: string;
      readonly chatId: string;
      readonly threadId?: number | undefined;
      /** Of a Bot API server of one's own. */
      readonly apiUrl?: string | undefined;
    }
  | { readonly kind: 'webhook'; readonly url: string; readonly secret: string };

/** Settings as they come from outside: any of them, to be judged by kind. */
export interface SettingsInput {
  readonly to?: readonly string[] | undefined;
  readonly url?: string | undefined;
  readonly secret?: string | undefined;
  readonly token?: string | undefined;
  readonly chatId?: string | undefined;
  readonly threadId?: number | undefined;
  readonly apiUrl?: string | undefined;
}

/** Settings that may be written but are never shown again. Addresses of webhooks are as good as passwords. */
export const secretNames = ['url', 'secret', 'token'] as const;

/**
 * The settings of a target of this kind. What is left out stays as it was in `before` (that is how a form saves without knowing the secrets). Throws `bad_target`, which names
 * the setting.
 */
export const readSettings = (kind: TargetKind, input: SettingsInput, before: SettingsInput = {}): Settings => {
  const known = settingsOf[kind];
  const foreign = Object.keys(input).find((name) => !known.includes(name as keyof SettingsInput));
  if (foreign !== undefined) throw wrong(foreign, `a target of kind ${kind} has no such setting`);
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  const { to, url, secret, token, chatId, threadId, apiUrl }: SettingsInput = { ...before, ...given };
  switch (kind) {
    case 'email':
      return { kind, to: addresses(to ?? []) };
    case 'slack':
    case 'mattermost':
    case 'discord':
    case 'teams':
      return { kind, url: webAddress('url', url) };
    case 'telegram':
      if (token === undefined || !/^\d{1,20}:[\w-]{10,100}$/.test(token))
        throw wrong('token', 'it looks like 123456:ABC-DEF…, as @BotFather told it');
      if (chatId === undefined || !/^(-?\d{1,20}|@\w{1,40})$/.test(chatId))
        throw wrong('chatId', 'it is a number such as -1001234567890, or the @name of a channel');
      return { kind, token, chatId, threadId, apiUrl: apiUrl === undefined ? undefined : webAddress('apiUrl', apiUrl) };
    case 'webhook':
      if (secret === undefined || secret.length < 16 || secret.length > 200)
        throw wrong('secret', 'it has 16 to 200 characters; the receiver needs the same to check the signature');
      return { kind, url: webAddress('url', url), secret };
  }
};

/** What is shown of a secret, so that people know which one it is. */
export const hintOf = (name: (typeof secretNames)[number], kind: TargetKind, value: string): string => {
  if (name !== 'url') return '••••••••';
  const { origin, pathname } = new URL(value);
  // Behind the host of a chat service everything is the secret; of a webhook of one's own the path is a name.
  return kind === 'webhook' ? `${origin}${pathname}` : `${origin}/…`;
};

const settingsOf: Readonly<Record<TargetKind, readonly (keyof SettingsInput)[]>> = {
  email: ['to'],
  slack: ['url'],
  mattermost: ['url'],
  discord: ['url'],
  teams: ['url'],
  telegram: ['token', 'chatId', 'threadId', 'apiUrl'],
  webhook: ['url', 'secret'],
};

const addresses = (given: readonly string[]): string[] => {
  const to = [...new Set(given.map((address) => address.trim()))];
  if (to.length === 0 || to.length > 50) throw wrong('to', 'there are 1 to 50 addresses');
  const bad = to.find((address) => address.length > 254 || !/^[^\s@<>,;"()[\]\\]+@[^\s@<>,;"()[\]\\]+$/.test(address));
  if (bad !== undefined) throw wrong('to', `"${bad}" is no mail address`);
  return to;
};

const webAddress = (name: string, given: string | undefined): string => {
  const url = given === undefined ? null : URL.parse(given);
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || url.password !== '')
    throw wrong(name, 'it is a web address that begins with https:// and holds no password');
  return url.href;
};

const wrong = (name: string, why: string) => badRequest(`settings.${name}: ${why}.`, 'bad_target');

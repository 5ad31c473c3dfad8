/** What stands behind a key: decides which values it takes. */
export type KeyType = 'word' | 'level' | 'person' | 'release' | 'number' | 'time' | 'pattern';

export interface KeyInfo {
  readonly type: KeyType;
  /** One line, as autocomplete and the documentation show it. */
  readonly about: string;
  /** Words that mean something of their own; for `word` the only values there are. */
  readonly words: readonly string[];
  readonly example: string;
}

const key = (type: KeyType, about: string, example: string, words: readonly string[] = []): KeyInfo => ({
  type,
  about,
  words,
  example,
});

export const levels = ['debug', 'info', 'warning', 'error', 'fatal'] as const;

/** The keys of the language. Every other key is a tag of the project. */
export const keys = {
  is: key('word', 'State of the issue', 'is:unresolved', [
    'unresolved',
    'resolved',
    'muted',
    'regressed',
    'assigned',
    'unassigned',
    'handled',
    'unhandled',
  ]),
  priority: key('word', 'Priority', 'priority:high', ['low', 'medium', 'high']),
  assigned: key('person', 'Who takes care of it: me, my-teams, none, an e-mail address or #team', 'assigned:me', [
    'me',
    'my-teams',
    'none',
  ]),
  mentioned: key('person', 'Whom a comment names: me, or an e-mail address', 'mentioned:me', ['me']),
  release: key('release', 'Seen in a release', 'release:>=1.2.0', ['latest']),
  environment: key('pattern', 'Seen in an environment', 'environment:production'),
  level: key('level', 'Severity', 'level:>=error', levels),
  type: key('pattern', 'Type of the exception', 'type:TypeError'),
  title: key('pattern', 'Title', 'title:*timeout*'),
  culprit: key('pattern', 'Where it crashed', 'culprit:charge*'),
  file: key('pattern', 'File of the application in the stack trace', 'file:src/*.ts'),
  platform: key('pattern', 'Platform of the first event', 'platform:python'),
  has: key('pattern', 'Has a tag of this name', 'has:browser'),
  first: key('time', 'First seen', 'first:>-7d'),
  last: key('time', 'Last seen', 'last:<2026-01-01'),
  events: key('number', 'How many events', 'events:>100'),
  users: key('number', 'How many users', 'users:10..20'),
  'user.id': key('pattern', 'Happened to the user with this id', 'user.id:42'),
  'user.email': key('pattern', 'Happened to the user with this e-mail address', 'user.email:ada@example.org'),
  'user.username': key('pattern', 'Happened to the user of this name', 'user.username:ada'),
  'user.ip': key('pattern', 'Happened to the user with this address', 'user.ip:203.0.113.*'),
} as const satisfies Record<string, KeyInfo>;

export type KeyName = keyof typeof keys;

export const isKey = (name: string): name is KeyName => Object.hasOwn(keys, name);

/** Two or three letters, and one of a few colours, for what an event calls its platform. */
export interface PlatformMark {
  readonly letters: string;
  readonly tone: 'yellow' | 'green' | 'blue' | 'red' | 'violet' | 'cyan' | 'orange' | 'gray';
}

const mark = (letters: string, tone: PlatformMark['tone']): PlatformMark => ({ letters, tone });

/** By the first word of the platform's name. */
export const marks: Readonly<Record<string, PlatformMark>> = {
  javascript: mark('JS', 'yellow'),
  browser: mark('JS', 'yellow'),
  typescript: mark('TS', 'blue'),
  node: mark('Nd', 'green'),
  bun: mark('Bun', 'gray'),
  deno: mark('De', 'gray'),
  python: mark('Py', 'blue'),
  ruby: mark('Rb', 'red'),
  php: mark('PHP', 'violet'),
  go: mark('Go', 'cyan'),
  java: mark('Jv', 'orange'),
  kotlin: mark('Kt', 'violet'),
  android: mark('An', 'green'),
  scala: mark('Sc', 'red'),
  csharp: mark('C#', 'violet'),
  dotnet: mark('.N', 'violet'),
  native: mark('C++', 'blue'),
  c: mark('C', 'blue'),
  cpp: mark('C++', 'blue'),
  minidump: mark('dmp', 'gray'),
  rust: mark('Rs', 'orange'),
  swift: mark('Sw', 'orange'),
  cocoa: mark('iOS', 'gray'),
  objc: mark('OC', 'blue'),
  apple: mark('iOS', 'gray'),
  elixir: mark('Ex', 'violet'),
  erlang: mark('Er', 'red'),
  perl: mark('Pl', 'blue'),
  dart: mark('Da', 'cyan'),
  flutter: mark('Fl', 'cyan'),
  haskell: mark('Hs', 'violet'),
  lua: mark('Lua', 'blue'),
  r: mark('R', 'blue'),
  powershell: mark('PS', 'blue'),
  unity: mark('Un', 'gray'),
  unreal: mark('UE', 'gray'),
  react: mark('RN', 'cyan'),
  curl: mark('>_', 'gray'),
  other: mark('>_', 'gray'),
};

/** The mark of a platform; of one with a framework (`javascript-react`, `python-django`) that of its first word. */
export const platformMark = (platform: string): PlatformMark => {
  const name = platform.toLowerCase();
  const family = /^[a-z0-9]+/.exec(name)?.[0] ?? '';
  const known = Object.hasOwn(marks, family) ? marks[family] : undefined;
  if (known !== undefined) return known;
  return family === '' ? mark('?', 'gray') : mark(`${family[0]?.toUpperCase() ?? ''}${family[1] ?? ''}`, 'gray');
};

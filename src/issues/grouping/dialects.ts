/** How a platform writes its functions and modules; what the cleaning rules go by. */
export type Dialect =
  | 'javascript'
  | 'python'
  | 'ruby'
  | 'php'
  | 'go'
  | 'jvm'
  | 'dotnet'
  | 'native'
  | 'elixir'
  | 'dart'
  | 'other';

/** The families that rules know (`family:javascript`). */
export type Family = 'javascript' | 'native' | 'other';

const DIALECTS: Readonly<Record<string, Dialect>> = {
  javascript: 'javascript',
  node: 'javascript',
  bun: 'javascript',
  deno: 'javascript',
  'react-native': 'javascript',
  electron: 'javascript',
  python: 'python',
  ruby: 'ruby',
  php: 'php',
  go: 'go',
  java: 'jvm',
  android: 'jvm',
  kotlin: 'jvm',
  scala: 'jvm',
  groovy: 'jvm',
  clojure: 'jvm',
  csharp: 'dotnet',
  dotnet: 'dotnet',
  fsharp: 'dotnet',
  unity: 'dotnet',
  native: 'native',
  c: 'native',
  cpp: 'native',
  objc: 'native',
  cocoa: 'native',
  apple: 'native',
  unreal: 'native',
  swift: 'native',
  rust: 'native',
  elixir: 'elixir',
  erlang: 'elixir',
  dart: 'dart',
  flutter: 'dart',
};

/** The dialect of a platform as SDKs name it (a frame's own platform wins over its event's). */
export const dialectOf = (platform: string | null): Dialect =>
  platform !== null && Object.hasOwn(DIALECTS, platform) ? (DIALECTS[platform] as Dialect) : 'other';

export const familyOf = (dialect: Dialect): Family =>
  dialect === 'javascript' || dialect === 'native' ? dialect : 'other';

const byExtension: Record<string, string> = {
  js: 'javascript',
  cjs: 'javascript',
  mjs: 'javascript',
  jsx: 'jsx',
  ts: 'typescript',
  cts: 'typescript',
  mts: 'typescript',
  tsx: 'tsx',
  vue: 'javascript',
  svelte: 'javascript',
  py: 'python',
  rb: 'ruby',
  rake: 'ruby',
  php: 'php',
  go: 'go',
  java: 'java',
  kt: 'kotlin',
  cs: 'csharp',
  rs: 'rust',
  c: 'c',
  h: 'c',
  cc: 'c',
  cpp: 'c',
  hpp: 'c',
  swift: 'swift',
  dart: 'dart',
  ex: 'elixir',
  exs: 'elixir',
};

const byPlatform: Record<string, string> = {
  node: 'javascript',
  javascript: 'javascript',
  python: 'python',
  ruby: 'ruby',
  php: 'php',
  go: 'go',
  java: 'java',
  csharp: 'csharp',
  rust: 'rust',
  native: 'c',
  cocoa: 'swift',
  dart: 'dart',
  elixir: 'elixir',
};

/** The grammar for a frame's source, from its file name or else its platform; null: shown plain. */
export const languageOf = (filename: string | null, platform: string | null): string | null => {
  const extension = /\.([a-z]{1,6})(?:[?#].*)?$/i.exec(filename ?? '')?.[1]?.toLowerCase();
  return (
    (extension === undefined ? undefined : byExtension[extension]) ??
    (platform === null ? null : (byPlatform[platform] ?? null))
  );
};

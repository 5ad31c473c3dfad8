import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore, type LanguageInput } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';

export interface CodeToken {
  content: string;
  /** A CSS variable of styles/code.css, so that light and dark need no second pass. */
  color: string | undefined;
}

/** Only common languages; each is a file of its own, loaded when first needed. */
const languages: Record<string, LanguageInput> = {
  javascript: () => import('shiki/langs/javascript.mjs'),
  jsx: () => import('shiki/langs/jsx.mjs'),
  typescript: () => import('shiki/langs/typescript.mjs'),
  tsx: () => import('shiki/langs/tsx.mjs'),
  python: () => import('shiki/langs/python.mjs'),
  ruby: () => import('shiki/langs/ruby.mjs'),
  php: () => import('shiki/langs/php.mjs'),
  go: () => import('shiki/langs/go.mjs'),
  java: () => import('shiki/langs/java.mjs'),
  kotlin: () => import('shiki/langs/kotlin.mjs'),
  csharp: () => import('shiki/langs/csharp.mjs'),
  rust: () => import('shiki/langs/rust.mjs'),
  c: () => import('shiki/langs/c.mjs'),
  swift: () => import('shiki/langs/swift.mjs'),
  dart: () => import('shiki/langs/dart.mjs'),
  elixir: () => import('shiki/langs/elixir.mjs'),
  bash: () => import('shiki/langs/bash.mjs'),
};

let highlighter: Promise<HighlighterCore> | null = null;

/** The lines of `code` as coloured pieces of text, for React to render; null for a language without grammar. */
export const highlight = async (code: string, language: string): Promise<CodeToken[][] | null> => {
  const input = languages[language];
  if (input === undefined) return null;
  highlighter ??= createHighlighterCore({
    themes: [createCssVariablesTheme({ name: 'culprit', variablePrefix: '--code-' })],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  const core = await highlighter;
  if (!core.getLoadedLanguages().includes(language)) await core.loadLanguage(input);
  // Source lines are hostile input: long ones stay plain, and a line gets half a second at most (the first one pays for compiling the grammar).
  const { tokens } = core.codeToTokens(code, {
    lang: language,
    theme: 'culprit',
    tokenizeMaxLineLength: 400,
    tokenizeTimeLimit: 500,
  });
  return tokens.map((line) => line.map(({ content, color }) => ({ content, color })));
};

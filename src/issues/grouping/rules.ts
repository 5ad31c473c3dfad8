import type { GroupingConfig } from '../types.ts';
import { BUILTIN_FINGERPRINT_RULES } from './builtin-rules.ts';
import { parseFingerprintRules } from './fingerprint-rules.ts';
import type { FingerprintRule } from './fingerprint-rules.ts';
import type { RuleError } from './rule-syntax.ts';
import { parseStackRules } from './stack-rules.ts';
import type { StackRule } from './stack-rules.ts';

export interface CompiledRules {
  readonly fingerprint: readonly FingerprintRule[];
  readonly builtin: readonly FingerprintRule[];
  readonly stack: readonly StackRule[];
}

/** A configuration's rules, ready to apply; lines with errors are left out. Compiled once, since every event of the project asks. */
export const compiledRules = (config: GroupingConfig): CompiledRules => {
  const cached = compiled.get(config);
  if (cached !== undefined) return cached;
  const rules = {
    fingerprint: remembered(fingerprintRules, config.fingerprintRules, (text) => parseFingerprintRules(text).rules),
    builtin,
    stack: remembered(stackRules, config.stackRules, (text) => parseStackRules(text).rules),
  };
  compiled.set(config, rules);
  return rules;
};

export interface PreviewError extends RuleError {
  readonly field: 'fingerprintRules' | 'stackRules';
}

/** What is wrong with rules before they are stored; lines and columns count from 1 within their own text. */
export const previewRules = (rules: {
  fingerprintRules?: string;
  stackRules?: string;
}): { errors: PreviewError[] } => ({
  errors: [
    ...parseFingerprintRules(rules.fingerprintRules ?? '').errors.map((error) => ({
      field: 'fingerprintRules' as const,
      ...error,
    })),
    ...parseStackRules(rules.stackRules ?? '').errors.map((error) => ({ field: 'stackRules' as const, ...error })),
  ],
});

const compiled = new WeakMap<GroupingConfig, CompiledRules>();
const MAX_TEXTS = 256;
const fingerprintRules = new Map<string, readonly FingerprintRule[]>();
const stackRules = new Map<string, readonly StackRule[]>();

/** Configurations come fresh from the database; their texts repeat. */
const remembered = <Rule>(
  known: Map<string, readonly Rule[]>,
  text: string,
  parse: (text: string) => readonly Rule[],
): readonly Rule[] => {
  const found = known.get(text);
  if (found !== undefined) return found;
  const rules = parse(text);
  if (known.size >= MAX_TEXTS) known.delete(known.keys().next().value as string);
  known.set(text, rules);
  return rules;
};

const builtin = parseFingerprintRules(BUILTIN_FINGERPRINT_RULES).rules.map((rule) => ({
  ...rule,
  text: `built-in: ${rule.text}`,
}));

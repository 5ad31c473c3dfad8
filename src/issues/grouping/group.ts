import type { Component, Explanation, Group } from '../types.ts';
import { levelOf } from './contributing-frames.ts';
import { exceptionParts, stackPart } from './exceptions.ts';
import { matchFingerprintRule } from './fingerprint-rules.ts';
import type { FingerprintRule } from './fingerprint-rules.ts';
import { expand, isDefault } from './fingerprint-variables.ts';
import type { Variables } from './fingerprint-variables.ts';
import { hashOf } from './key.ts';
import { firstLines, parameterise, parameterisedKey } from './parameterise.ts';
import { compiledRules } from './rules.ts';
import { securityReport } from './security.ts';
import type { SecurityReport } from './security.ts';
import { readSubject } from './subject.ts';
import type { Subject } from './subject.ts';
import { cut } from './text.ts';
import { titleOf } from './title.ts';

/**
 * Finds an event's key and title, and says why. Pure, total, deterministic; the work is bounded by constants (1000 frames, 8192 characters of a text).
 *
 * The order: the SDK's fingerprint, the project's fingerprint rules, the built-in ones, the stack, type and value, the message.
 *
 * There is one hash. A second, coarser or finer one (with the frames of libraries, say) would let an event join an issue for a reason its own
 * explanation does not show, and would make unmerging one key ambiguous. What other trackers need it for, that a changed in-app
 * rule keeps its issues, is done here by asking the replaced configuration (`versions.ts`).
 */
export const group: Group = (event, config) => {
  const rules = compiledRules(config);
  const subject = readSubject(event, rules.stack);
  const report = securityReport(event);
  let made: Key | null = null;
  const byDefault = (): Key => (made ??= defaultKey(subject, report));
  const sent = event.fingerprint.slice(0, MAX_PARTS).filter((part) => part.trim() !== '');
  const asked = sent.every(isDefault) ? [] : sent;
  const rule = asked.length > 0 ? null : ruleFor(subject, rules.fingerprint, rules.builtin);
  const key =
    asked.length > 0
      ? fingerprintKey(subject, asked, byDefault)
      : rule === null
        ? byDefault()
        : ruleKey(subject, rule, byDefault);
  const custom = rule === null || rule.title === null ? null : expand(rule.title, variablesOf(subject, byDefault));
  return {
    hashes: [key.hash],
    config: config.version,
    explanation: { ...key.explanation, components: bounded(key.explanation.components) },
    title: titleOf(subject, report, custom),
    inApp: subject.crash?.inApp ?? false,
  };
};

interface Key {
  readonly hash: Uint8Array;
  /** What the hash was made of, so that a fingerprint may splice it in. */
  readonly parts: readonly string[];
  readonly explanation: Explanation;
}

const MAX_PARTS = 64;
const MAX_COMPONENTS = 80;
const MAX_SHOWN = 512;

const ruleFor = (
  subject: Subject,
  own: readonly FingerprintRule[],
  builtin: readonly FingerprintRule[],
): FingerprintRule | null => {
  const about = { event: subject.event, exceptions: subject.exceptions };
  return matchFingerprintRule(own, about, subject.stacks) ?? matchFingerprintRule(builtin, about, subject.stacks);
};

const variablesOf = (subject: Subject, byDefault: () => Key): Variables => ({
  event: subject.event,
  exception: subject.main,
  crash: subject.crash,
  defaultKey: () => Buffer.from(byDefault().hash).toString('hex'),
});

const fingerprintKey = (subject: Subject, fingerprint: readonly string[], byDefault: () => Key): Key => {
  const variables = variablesOf(subject, byDefault);
  const parts: string[] = [];
  const components: Component[] = [];
  for (const part of fingerprint) {
    if (isDefault(part)) {
      const { parts: inner, explanation } = byDefault();
      parts.push(JSON.stringify(inner));
      components.push(
        { kind: 'fingerprint', value: part, contributes: true, reason: `stands for: ${explanation.rule}` },
        ...explanation.components,
      );
    } else {
      const value = expand(part, variables);
      parts.push(value);
      components.push({ kind: 'fingerprint', value, contributes: true, reason: value === part ? '' : `from ${part}` });
    }
  }
  return {
    hash: hashOf('fingerprint', parts),
    parts,
    explanation: { rule: 'sdk_fingerprint', matchedRule: null, components },
  };
};

const ruleKey = (subject: Subject, rule: FingerprintRule, byDefault: () => Key): Key => {
  const key = rule.parts.every(isDefault) ? byDefault() : fingerprintKey(subject, rule.parts, byDefault);
  return { ...key, explanation: { ...key.explanation, rule: 'project_rule', matchedRule: rule.text } };
};

const defaultKey = (subject: Subject, report: SecurityReport | null): Key => {
  const { event, exceptions, stacks } = subject;
  if (report !== null) {
    const components = report.parts.map((part) => ({ ...part, contributes: true, reason: '' }));
    return keyOf(
      'security',
      'security',
      report.parts.map(({ value }) => value),
      components,
    );
  }
  const level = levelOf(stacks);
  if (exceptions.length > 0) {
    const parts = exceptionParts(exceptions, stacks, level);
    const rule = parts.some((part) => part.hasFrames) ? 'stack' : 'exception_value';
    return keyOf(
      'exceptions',
      rule,
      parts.map((part) => part.key),
      parts.flatMap((part) => part.components),
    );
  }
  const aside = stacks.map((stack) => stackPart(stack, level));
  const message = messageKey(subject);
  if (message !== null) {
    const frames = aside
      .flatMap((part) => part.components)
      .map((component) => ({ ...component, contributes: false, reason: 'the message decides' }));
    return {
      ...message,
      explanation: { ...message.explanation, components: [...message.explanation.components, ...frames] },
    };
  }
  if (aside.some((part) => part.hasFrames)) {
    return keyOf(
      'exceptions',
      'stack',
      aside.map((part) => part.key),
      aside.flatMap((part) => part.components),
    );
  }
  const last = [event.kind, event.transaction ?? '', event.logger ?? ''];
  const components = ['kind', 'transaction', 'logger'].map((kind, at) => ({
    kind,
    value: last[at] as string,
    contributes: true,
    reason: '',
  }));
  return keyOf('fallback', 'fallback', last, components);
};

/** The template when the SDK tells it (`User %s failed`), else the text itself with what varies taken out. */
const messageKey = ({ event }: Subject): Key | null => {
  if (event.message === null) return null;
  const template = firstLines(event.message.template ?? '');
  const text = template === '' ? firstLines(event.message.formatted) : template;
  if (text === '') return null;
  const value = parameterise(text);
  const component = {
    kind: 'message',
    value: cut(value, 1024),
    contributes: true,
    reason: value === text ? '' : 'parameterised',
  };
  return keyOf('message', template === '' ? 'message' : 'message_template', [parameterisedKey(value)], [component]);
};

const keyOf = (
  strategy: Parameters<typeof hashOf>[0],
  rule: Explanation['rule'],
  parts: readonly string[],
  components: readonly Component[],
): Key => ({
  hash: hashOf(strategy, parts),
  parts: [strategy, ...parts],
  explanation: { rule, matchedRule: null, components },
});

/** The explanation is stored with every event: long values are cut, the middle of long stacks is told by its length. */
const bounded = (components: readonly Component[]): Component[] => {
  const shown = components.map((component) => ({
    ...component,
    value: cut(component.value, MAX_SHOWN),
    reason: cut(component.reason, MAX_SHOWN),
  }));
  if (shown.length <= MAX_COMPONENTS) return shown;
  const half = MAX_COMPONENTS / 2;
  const hidden = shown.slice(half, -half);
  const counting = hidden.filter((component) => component.contributes).length;
  const summary = {
    kind: 'more',
    value: `${hidden.length} more`,
    contributes: counting > 0,
    reason: `${counting} of them contribute`,
  };
  return [...shown.slice(0, half), summary, ...shown.slice(-half)];
};

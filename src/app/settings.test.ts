import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { flagOf, settings, variables } from './settings.ts';
import { root } from './version.ts';

const page = readFileSync(join(root, 'docs/operations.md'), 'utf8');
const table = /<!-- settings -->\n([\s\S]*?)<!-- \/settings -->/.exec(page)?.[1] ?? '';

test('the table in docs/operations.md is the list of settings', () => {
  const shown = (fallback: string) => (fallback === '' ? '' : `\`${fallback}\``);
  const rows = settings.map(({ name, value, fallback, help, ...setting }) => {
    const env = 'also' in setting ? `\`${setting.env}\`, else \`${setting.also}\`` : `\`${setting.env}\``;
    return `| \`${flagOf(name)} ${value.replaceAll('|', '\\|')}\` | ${env} | ${shown(fallback)} | ${help.replaceAll('|', '\\|')} |`;
  });
  for (const { env, fallback, help } of variables) rows.push(`| | \`${env}\` | ${shown(fallback)} | ${help} |`);
  expect(table).toBe(['| flag | variable | default | |', '|---|---|---|---|', ...rows, ''].join('\n'));
});

test('no two settings have the same flag or variable', () => {
  expect(new Set(settings.map(({ env }) => env)).size).toBe(settings.length);
  expect(new Set(settings.map(({ name }) => name)).size).toBe(settings.length);
});

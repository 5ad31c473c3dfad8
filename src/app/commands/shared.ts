import type { Command } from 'commander';
import { Option } from 'commander';
import { CulpritError } from '../../kit/index.ts';
import type { Config } from '../config.ts';
import { readConfig } from '../config.ts';
import type { SettingName } from '../settings.ts';
import { flagOf, settings } from '../settings.ts';

/** Exit codes: 0 it is done, 1 it failed, 2 it was called wrongly. */
export const FAILED = 1;
export const USAGE = 2;

/** The settings that decide where the data is; every verb takes them all, so that one set of flags serves for all verbs. */
export const storeSettings: readonly SettingName[] = ['data', 'database', 'broker', 'brokerPrefix'];

/** Those of a server. */
export const allSettings: readonly SettingName[] = settings.map(({ name }) => name);

/** All that commands of people and issues take: `--role` is there the role of a person. */
export const clientSettings: readonly SettingName[] = allSettings.filter((name) => name !== 'role');

/** Gives `command` a flag for each setting, with the environment variable and the default in its help. */
export const addSettings = (command: Command, names: readonly SettingName[]): Command => {
  for (const { name, value, fallback, help, ...setting } of settings) {
    if (!names.includes(name)) continue;
    const variables = 'also' in setting ? `${setting.env}, ${setting.also}` : setting.env;
    const otherwise = fallback === '' ? '' : ` Default: ${fallback}.`;
    command.addOption(new Option(`${flagOf(name)} <${value}>`, `${help}${otherwise} [${variables}]`));
  }
  return command;
};

/** The configuration of a command that was called with `options`, of which those named are settings; others may have the same names and mean something else. */
export const configOf = (options: object, names: readonly SettingName[]): Config =>
  readConfig(Object.fromEntries(Object.entries(options).filter(([name]) => names.some((one) => one === name))));

/** The number that `text` says, or a usage error that names `what` (a flag). */
export const wholeNumber = (what: string, text: string, min = 0, max = Number.MAX_SAFE_INTEGER): number => {
  const value = Number(text);
  if (/^\d{1,16}$/.test(text) && value >= min && value <= max) return value;
  const range = max === Number.MAX_SAFE_INTEGER ? (min === 0 ? '' : ` above ${min - 1}`) : ` from ${min} to ${max}`;
  throw usage(`${what}: "${text}" is not a whole number${range}.`);
};

export const usage = (message: string): CulpritError => new CulpritError('usage', 400, message);

/** One value as one line of JSON on standard output. */
export const printJson = (value: unknown): void => console.log(JSON.stringify(value));

/** Rows as aligned columns; the first row is the head. */
export const printTable = (rows: readonly (readonly string[])[]): void => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
};

/** Text of events as a terminal may show it: without control characters, which would move its cursor or colour it. */
export const plain = (text: string, width = 80): string => {
  // oxlint-disable-next-line no-control-regex
  const line = text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ');
  return line.length > width ? `${line.slice(0, width - 1)}…` : line;
};

/** Resolves when what was printed has left; true when nobody reads on (`| head`). */
export const writeLine = (line: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    process.stdout.write(`${line}\n`, (error) => {
      if (error === null || error === undefined) resolve(false);
      else if ((error as NodeJS.ErrnoException).code === 'EPIPE') resolve(true);
      else reject(error);
    });
  });

// Plain JavaScript, for a Node that may be too old to run TypeScript: finds the Node that the checkout brings along and runs a file on it.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const modules = fileURLToPath(new URL('../node_modules', import.meta.url));

/** The binaries of the optional platform packages. Not by `node_modules/.bin/node`: npm 10 leaves that link out when it discards the other platforms' packages. */
const brought = () => {
  const folders = existsSync(modules)
    ? readdirSync(modules).filter((name) => /^node-(bin-)?(linux|darwin|win)-/.test(name))
    : [];
  return folders
    .flatMap((name) => ['node', 'node.exe'].map((file) => join(modules, name, 'bin', file)))
    .find((path) => existsSync(path));
};

/** Runs `file` with `args`: in this process when its Node is new enough, else in a child on the right one, whose exit code becomes ours. */
export const runOnRightNode = async (file, args) => {
  if (Number(process.versions.node.split('.')[0]) >= 24) {
    process.argv = [process.argv[0], file, ...args];
    await import(pathToFileURL(file).href);
    return;
  }
  const node = brought();
  if (node === undefined) {
    console.error(
      `Node ${process.versions.node} is too old: Node 24 is needed. Run \`npm ci\`, which brings it along.`,
    );
    process.exit(1);
  }
  const child = spawn(node, [file, ...args], { stdio: 'inherit' });
  // A terminal's Ctrl-C reaches the child by itself; passing it on would be a second one.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 1)));
};

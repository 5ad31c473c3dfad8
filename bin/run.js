// `node bin/run.js FILE [ARG…]`: for npm scripts, which may be run by an older Node.
import { resolve } from 'node:path';
import { runOnRightNode } from './right-node.js';

await runOnRightNode(resolve(process.argv[2] ?? ''), process.argv.slice(3));

#!/usr/bin/env node
// `npx culprit`: the program itself is TypeScript, which the system's Node may be too old to run.
import { fileURLToPath } from 'node:url';
import { runOnRightNode } from './right-node.js';

await runOnRightNode(fileURLToPath(new URL('../src/main.ts', import.meta.url)), process.argv.slice(2));

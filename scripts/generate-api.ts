import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { buildApiDocument } from '../src/app/api/build.ts';

/** `npm run generate`: writes the browser app's types of the API from the schemas of the server. `--check` writes nothing and exits 1 when they are stale. */
const root = join(import.meta.dirname, '..');
const target = join(root, 'web/src/api.gen.ts');
const head = '/** Written by `npm run generate` from the schemas of the server. Do not edit. */\n\n';

const document = await buildApiDocument();
const types = head + astToString(await openapiTS(JSON.stringify(document), { alphabetize: true }));

if (!process.argv.includes('--check')) {
  writeFileSync(target, types);
  console.log(`${relative(root, target)}: ${Object.keys(document.paths).length} paths`);
} else if (!existsSync(target) || readFileSync(target, 'utf8') !== types) {
  console.error(`${relative(root, target)} is stale: run \`npm run generate\`.`);
  process.exitCode = 1;
}

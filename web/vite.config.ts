import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const out = join(import.meta.dirname, 'dist');

/** Relative addresses throughout (`base: './'` with the `<base>` of index.html), so that one build serves any base path. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react(), compressed()],
  // The content security policy allows no data: scripts or fonts, and a small file costs little over a kept-alive connection.
  build: {
    outDir: out,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2022',
    reportCompressedSize: false,
    // The largest is the grammar of Ruby, which only pages with Ruby source load.
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { '/api': 'http://localhost:8000', '/docs': 'http://localhost:8000' } },
});

/** Beside each script and style its `.br` and `.gz`, so that the server compresses nothing while it serves. */
function compressed(): Plugin {
  return {
    name: 'culprit-compressed',
    apply: 'build',
    closeBundle() {
      const assets = join(out, 'assets');
      for (const name of readdirSync(assets).filter((file) => /\.(js|css)$/.test(file))) {
        const body = readFileSync(join(assets, name));
        if (body.length < 1_024) continue;
        // Quality 9 costs a second for all files and comes within 5 % of 11, which costs ten.
        writeFileSync(
          join(assets, `${name}.br`),
          brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
        );
        writeFileSync(join(assets, `${name}.gz`), gzipSync(body));
      }
    },
  };
}

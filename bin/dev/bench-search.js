#!/usr/bin/env node
// `npm run bench:search -- ..`: how well the code index finds things. spec/bench/search/main.ts says what it can do.
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { root } from './root.js';

try {
  const configFile = join(root, 'vitest.config.ts');
  const { module } = await runnerImport(join(root, 'spec/bench/search/main.ts'), {
    root,
    configFile,
    logLevel: 'error',
  });
  process.exitCode = await module.default(process.argv.slice(2));
} catch (error) {
  console.error(`bench:search: ${error.stack}`);
  process.exitCode = 1;
}

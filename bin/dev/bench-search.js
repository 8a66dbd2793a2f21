#!/usr/bin/env node
// `npm run bench:search -- ..`: how well the code index finds things. spec/bench/search/main.ts says what it can do.
import { importTypescript } from './import-typescript.js';

try {
  const { default: main } = await importTypescript('spec/bench/search/main.ts');
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`bench:search: ${error.stack}`);
  process.exitCode = 1;
}

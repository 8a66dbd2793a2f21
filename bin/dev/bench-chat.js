#!/usr/bin/env node
// `npm run bench:chat`: whether answers are made from the right code. spec/bench/chat/main.ts says more.
import { importTypescript } from './import-typescript.js';

try {
  const { default: main } = await importTypescript('spec/bench/chat/main.ts');
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`bench:chat: ${error.stack}`);
  process.exitCode = 1;
}

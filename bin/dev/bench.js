#!/usr/bin/env node
// `npm run bench [name..]`: each figure beside its reference, measured in the same run. Needs a quiet machine.
import { join } from 'node:path';
import { runnerImport } from 'vite';
import { importTypescript } from './import-typescript.js';
import { ensurePython } from './python.js';
import { root } from './root.js';
import { runCommand } from './run-command.js';

const names = [
  'first-paint',
  'idle-memory',
  'key-to-paint',
  'chat-stream',
  'key-to-request',
  'test-overhead',
  'test-collection',
  'idle-servers',
  'crash-seen',
  'reload-with-sse',
  'health-change-to-screen',
  'gateway-latency',
  'gateway-throughput',
  'gateway-memory',
];

function say(line) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
}

/** Those that run code of plugins in this process need it compiled as the build compiles it. */
async function importBenchmark(file) {
  if (file.endsWith('/test-collection.ts')) return importTypescript(file);
  const { module } = await runnerImport(join(root, file), { root, logLevel: 'error' });
  return module;
}

async function runBenchmark(name) {
  const module = await importBenchmark(`spec/bench/${name}.ts`);
  const figures = await module.default((line) => say(`${name}: ${line}`));
  say('');
  for (const { what, measured, reference, ratio, aim, reached } of figures) {
    const verdict = aim === undefined ? '' : `  aim ${aim}: ${reached ? 'reached' : 'MISSED'}`;
    console.log(`${what.padEnd(36)}${measured.padStart(12)}  (${reference}, ratio ${ratio})${verdict}`);
  }
  return figures.every(({ reached }) => reached !== false);
}

async function main(wanted) {
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    console.error(`No benchmark ${unknown}. Use some of: ${names.join(', ')}`);
    return 2;
  }
  process.env.DEVMGR_PYTHON = await ensurePython({ log: (line) => console.error(`bench: ${line}`) });
  const build = await runCommand(process.execPath, ['bin/dev/build.js']);
  if (build.code !== 0) throw new Error(`the build failed\n${build.output}`);
  let reached = true;
  for (const name of wanted.length > 0 ? wanted : names) reached = (await runBenchmark(name)) && reached;
  return reached ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`bench: ${error.message}`);
  process.exitCode = error.exitCode ?? 1;
}

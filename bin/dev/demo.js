#!/usr/bin/env node
// `npm run demo`: devmgr on the sample project. Without a terminal: the same walk with the command line.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { headlessDemo } from './headless-demo.js';
import { ensurePython } from './python.js';
import { root } from './root.js';
import { runCommand } from './run-command.js';
import { makeSampleCopy } from './sample-copy.js';

const log = (line) => console.log(`demo: ${line}`);

async function buildIfMissing() {
  if (existsSync(join(root, 'dist/core/main.js'))) return;
  log('building ...');
  const { code, output } = await runCommand(process.execPath, ['bin/dev/build.js']);
  if (code !== 0) throw new Error(`the build failed (exit code ${code})\n${output}`);
}

/** Signals of the terminal reach devmgr itself; this process waits for it and then cleans up. */
function openScreen(sample, env) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
  const child = spawn(process.execPath, [join(root, 'bin/devmgr.js'), sample.dir], { env, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}

async function main() {
  const python = await ensurePython({ log });
  await buildIfMissing();
  const sample = await makeSampleCopy();
  const env = { ...process.env, DEVMGR_PYTHON: python, DEVMGR_HOME: sample.home, PYTHONDONTWRITEBYTECODE: '1' };
  try {
    if (process.stdin.isTTY && process.stdout.isTTY) return await openScreen(sample, env);
    log(`no terminal here, so the same walk with the command line, in a copy of the sample project`);
    return await headlessDemo({ dir: sample.dir, env, print: (text) => console.log(text) });
  } finally {
    await sample.remove();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`demo: ${error.message}`);
  process.exitCode = error.exitCode ?? 1;
}

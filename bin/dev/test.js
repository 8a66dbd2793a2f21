#!/usr/bin/env node
// `npm test`: checks, then all specs. What comes after `--` goes on to vitest: `npm test -- spec/core`.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCheck } from './check.js';
import { ensurePython } from './python.js';
import { ensureSshServer } from './ssh-server.js';
import { root } from './root.js';
import { runCommand, runTool } from './run-command.js';
import { secondTries } from './second-tries.js';

const resultsFile = join(root, 'node_modules/.cache/devmgr-dev/specs.json');
const log = (line) => console.log(`test: ${line}`);

/** Specs run the built program too, as people do. */
async function buildProgram() {
  const { code, output } = await runCommand(process.execPath, ['bin/dev/build.js']);
  if (code !== 0) throw new Error(`the build failed (exit code ${code})\n${output}`);
}

/** Runs vitest and counts from its JSON, in which a file that could not be loaded has no tests. What fails is tried once more, and told. */
async function runSpecs(args) {
  await rm(resultsFile, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${resultsFile}`];
  const { code } = await runTool('vitest/vitest.mjs', ['run', '--retry=1', ...reporters, ...args], {
    stdio: 'inherit',
  });
  const results = await readFile(resultsFile, 'utf8').then(JSON.parse, () => undefined);
  const passed = results?.numPassedTests ?? 0;
  const unloaded = (results?.testResults ?? []).filter(
    (file) => file.status === 'failed' && !file.assertionResults.length,
  );
  const failed = (results?.numFailedTests ?? 0) + unloaded.length;
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, again: secondTries(results) };
}

function tellSecondTries(again) {
  if (again.length === 0) return;
  const specs = again.length === 1 ? '1 spec' : `${again.length} specs`;
  console.log(`\n${specs} passed only at a second try, please mend:\n${again.map((one) => `  ${one}`).join('\n')}`);
}

async function main(args) {
  const python = await ensurePython({ log });
  process.env.DEVMGR_PYTHON = python;
  log(`Python is ${python}`);
  await ensureSshServer({ log });
  await buildProgram();
  const check = await runCheck();
  const specs = await runSpecs(args);
  tellSecondTries(specs.again);
  const failed = check.failed + specs.failed;
  console.log(`\n${check.passed + specs.passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`test: ${error.message}`);
  process.exitCode = error.exitCode ?? 1;
}

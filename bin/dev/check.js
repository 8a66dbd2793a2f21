#!/usr/bin/env node
// Everything that can be checked without running the program. `node bin/dev/check.js [step..]` runs some steps only.
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import { root } from './root.js';
import { runCommand } from './run-command.js';

const tool = (script, ...args) => [`${root}/node_modules/${script}`, ...args];
const own = (name) => [`${root}/bin/dev/${name}.js`];

/** The slowest first, so that they run beside the others. */
const steps = {
  lint: tool('eslint/bin/eslint.js', '.', '--max-warnings', '0'),
  types: tool('typescript/bin/tsc', '-p', '.', '--pretty', 'false'),
  format: tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
  'api-report': own('api-report'),
  imports: own('imports'),
  manifests: own('manifests'),
  sizes: own('sizes'),
};

/**
 * Runs the steps, as many at once as there are processors, and prints a table and what failed.
 *
 * @param {readonly string[]} [names] default: all
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runCheck(names = Object.keys(steps)) {
  const waiting = [...names];
  const results = [];
  const worker = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) results.push(await runStep(name));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  const failed = results.filter(({ ok }) => !ok);
  for (const { name, output } of failed) console.log(`\n${name}\n${output.trimEnd()}`);
  if (failed.length > 0) console.log();
  return { passed: results.length - failed.length, failed: failed.length };
}

async function runStep(name) {
  const startedAt = performance.now();
  const { code, output } = await runCommand(process.execPath, steps[name]);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`${code === 0 ? '✓' : '✗'} ${name.padEnd(12)}${seconds.padStart(6)} s`);
  return { name, ok: code === 0, output };
}

async function main(names) {
  const unknown = names.find((name) => !(name in steps));
  if (unknown !== undefined) {
    console.error(`No step ${unknown}. Use some of: ${Object.keys(steps).join(', ')}`);
    return 2;
  }
  const { failed } = await runCheck(names.length > 0 ? names : undefined);
  return failed === 0 ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = await main(process.argv.slice(2));

import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { testPython } from '../support/python.js';

const project = fileURLToPath(new URL('../fixtures/orders-api', import.meta.url));

/** Runs plain pytest on the sample project and returns its output. */
function pytest(...args: string[]): Promise<string> {
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
  const command = ['-m', 'pytest', '-p', 'no:cacheprovider', '-q', '--disable-warnings', ...args];
  return new Promise((resolve) => {
    execFile(testPython(), command, { cwd: project, env }, (_error, stdout) => resolve(stdout));
  });
}

/** `{ passed: 53, failed: 3, ... }` from pytest's last line; the number of warnings differs between versions. */
function countsOf(output: string): Record<string, number> {
  const last = output.trimEnd().split('\n').at(-1) ?? '';
  const counts = [...last.matchAll(/(\d+) (passed|failed|skipped|xfailed|xpassed|errors?|deselected)/g)];
  return Object.fromEntries(counts.map(([, count, outcome]) => [String(outcome).replace(/s$/, ''), Number(count)]));
}

test('plain pytest finds the outcomes that the README of the sample promises', async () => {
  const readme = await readFile(`${project}/README.md`, 'utf8');
  const promised = countsOf(/^ {4}(\d+ failed, .*)$/m.exec(readme)?.[1] ?? '');
  expect(promised).toEqual({ failed: 3, passed: 53, skipped: 3, xfailed: 2, xpassed: 1, error: 2 });
  expect(countsOf(await pytest())).toEqual(promised);
});

test('markers and folders select the same tests', async () => {
  const ids = async (...args: string[]) => (await pytest('--collect-only', ...args)).match(/^tests\/.*::.*$/gm) ?? [];
  const [unit, integration] = [await ids('tests/unit'), await ids('tests/integration')];
  expect([unit.length, integration.length]).toEqual([39, 24]);
  expect(await ids('-m', 'unit')).toEqual(unit);
  expect(await ids('-m', 'integration')).toEqual(integration);
});

test('running the tests leaves nothing in the project', async () => {
  const names = async () =>
    (await readdir(project, { recursive: true })).filter((name) => !name.includes('__pycache__'));
  const before = await names();
  await pytest('tests/integration');
  expect(await names()).toEqual(before);
});

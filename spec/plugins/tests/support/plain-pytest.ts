import { execFile } from 'node:child_process';
import { testPython } from '../../../support/python.js';

export interface PlainRun {
  readonly code: number;
  readonly output: string;
}

/** pytest as a person would start it, without devmgr. */
export function plainPytest(root: string, args: readonly string[], python = testPython()): Promise<PlainRun> {
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
  const command = ['-m', 'pytest', '-p', 'no:cacheprovider', ...args];
  return new Promise((resolve) => {
    execFile(python, command, { cwd: root, env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, output: stdout });
    });
  });
}

const words: Readonly<Record<string, string>> = {
  PASSED: 'passed',
  FAILED: 'failed',
  ERROR: 'error',
  XFAIL: 'xfailed',
  XPASS: 'xpassed',
};

/**
 * Reads the short summary of `pytest -rA`: outcomes by node id, and how many were skipped (those are folded there).
 * A test that is listed twice is what is worse: an error in its tear-down, a failed subtest.
 */
export function parseSummary(
  output: string,
  ids: readonly string[],
): { outcomes: Record<string, string>; skipped: number } {
  const summary = output.slice(output.lastIndexOf('short test summary info'));
  const found: Record<string, string> = {};
  let skipped = 0;
  for (const line of summary.split('\n')) {
    const subtest = line.startsWith('SUBFAILED') && ids.find((id) => line.includes(` ${id} `));
    if (subtest) found[subtest] = 'failed';
    const [, word, rest] = /^([A-Z]+) (.*)$/.exec(line) ?? [];
    if (word === 'SKIPPED') skipped += Number(/^\[(\d+)\]/.exec(rest ?? '')?.[1] ?? 1);
    const outcome = word === undefined ? undefined : words[word];
    if (!outcome || rest === undefined) continue;
    const id = ids
      .filter((known) => rest === known || rest.startsWith(`${known} `))
      .sort((a, b) => b.length - a.length)[0];
    if (id !== undefined && (outcome === 'error' || found[id] === undefined || found[id] === 'passed'))
      found[id] = outcome;
  }
  return { outcomes: found, skipped };
}

/** `{ passed: 53, failed: 3, ... }` from pytest's last line. */
export function countsOf(output: string): Record<string, number> {
  const last = output.trimEnd().split('\n').at(-1) ?? '';
  const found = [...last.matchAll(/(\d+) (passed|failed|skipped|xfailed|xpassed|errors?|deselected)/g)];
  return Object.fromEntries(
    found.map(([, count, noun]) => [noun === 'error' ? 'errors' : String(noun), Number(count)]),
  );
}

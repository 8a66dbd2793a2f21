import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

const SPECS = `import { expect, it } from 'vitest';
let tries = 0;
it('passes at its second try', () => expect(++tries).toBe(2));
it('never passes', () => expect(1).toBe(2));
it('passes at once', () => expect(2).toBe(2));
`;

/** Runs Node to its end, whatever its exit code. */
function node(...args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: checkout }, (_error, stdout) => resolve(stdout));
  });
}

it('what passed only at a second try is named, with the reason, but for what measures time', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'devmgr-tries-'));
  try {
    await writeFile(join(folder, 'a.test.ts'), SPECS);
    await writeFile(join(folder, 'quick.timed.test.ts'), SPECS);
    const report = join(folder, 'report.json');
    const options = ['--root', folder, '--retry=1', '--reporter=json', `--outputFile.json=${report}`];
    await node(join(checkout, 'node_modules/vitest/vitest.mjs'), 'run', ...options);
    const script = `import { readFileSync } from 'node:fs';
      import { secondTries } from ${JSON.stringify(join(checkout, 'bin/dev/second-tries.js'))};
      console.log(JSON.stringify(secondTries(JSON.parse(readFileSync(${JSON.stringify(report)}, 'utf8')))));`;
    const told = JSON.parse(await node('--input-type=module', '-e', script)) as string[];
    expect(told).toEqual([
      expect.stringMatching(/a\.test\.ts > passes at its second try\n +AssertionError: .*1 to be 2/),
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

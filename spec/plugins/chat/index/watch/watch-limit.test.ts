import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { watchLimit } from '../../../../../plugins/chat/index/watch/watch-limit.js';
import { bundle } from '../../../../support/bundle.js';
import { until } from '../../../../support/processes.js';

/** In a user namespace of its own the limit can be lowered without doing so to others. */
const limited = (command: string) => ['-Ur', 'sh', '-c', `echo 6 > /proc/sys/user/max_inotify_watches && ${command}`];
const canLimit = process.platform === 'linux' && spawnSync('unshare', limited('true')).status === 0;

it.runIf(canLimit)('says once that there are no more watches, and goes on with those it has', async () => {
  const program = await bundle('spec/plugins/chat/index/watch/watch-in-child.ts');
  const root = await realpath(await mkdtemp(join(tmpdir(), 'devmgr-watch-')));
  for (let n = 0; n < 20; n++) await mkdir(join(root, `folder${n}`));
  const child = spawn('unshare', limited(`exec "${process.execPath}" "${program.file}" "${root}"`));
  try {
    let output = '';
    child.stdout.on('data', (data) => (output += String(data)));
    child.stderr.on('data', (data) => (output += String(data)));
    const lines = () => output.split('\n').slice(0, -1);
    await until(() => lines().includes('"ready"'), `ready: ${output}`);
    expect(lines().filter((line) => line.includes('limited'))).toHaveLength(1);
    expect(lines()[0]).toMatch(/"kind":"limited".*max_user_watches/);
    // Which folders are watched is the system's choice: one of all is.
    for (let n = 0; n < 20; n++) await writeFile(join(root, `folder${n}`, 'file.ts'), '');
    await until(() => lines().some((line) => line.includes('"paths"')), `a change: ${output}`);
    expect(output).not.toMatch(/"warn"/);
  } finally {
    child.stdin.end();
    await new Promise((resolve) => child.on('close', resolve));
    await rm(root, { recursive: true, force: true });
    await program.remove();
  }
});

it('knows the errors that mean it', () => {
  const error = (code: string) => Object.assign(new Error(code), { code });
  expect(watchLimit(error('ENOSPC'))).toMatchObject({
    kind: 'limited',
    hint: expect.stringMatching('max_user_watches'),
  });
  expect(watchLimit(error('EMFILE'))).toMatchObject({ kind: 'limited', hint: expect.stringMatching('ulimit') });
  expect(watchLimit(error('EACCES'))).toBeUndefined();
  expect(watchLimit(new Error('other'))).toBeUndefined();
});

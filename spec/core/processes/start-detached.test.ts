import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readProcess } from '../../../core/processes/process-table.js';
import { runner } from './runner.js';
import { until } from './until.js';

it('starts a devmgr in a session of its own, which carries no mark of one that would end it', async () => {
  await using made = await runner({ PATH: process.env['PATH'] ?? '', DEVMGR_SPAWN_ID: 'outer.0.1.' });
  const outputFile = join(made.dir, 'output');
  writeFileSync(outputFile, 'old\n', { mode: 0o600 });
  const pid = await made.processes.startDetached({ args: ['--version'], cwd: made.dir, outputFile });
  const entry = await readProcess(pid);
  expect(entry).toMatchObject({ pid, group: pid, session: process.platform === 'linux' ? pid : expect.anything() });
  if (process.platform === 'linux') expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('DEVMGR_SPAWN');
  await until(() => /^\d+\.\d+\.\d+\n$/.test(readFileSync(outputFile, 'utf8')), 'its version');
  expect(statSync(outputFile).mode & 0o077).toBe(0);
  // It is none of the processes that end with this devmgr.
  expect(made.processes.all.get()).toEqual([]);
});

it('says why when it cannot be started', async () => {
  await using made = await runner();
  const outputFile = join(made.dir, 'no', 'such', 'folder');
  await expect(made.processes.startDetached({ args: [], cwd: made.dir, outputFile })).rejects.toMatchObject({
    code: 'DEVMGR_PROCESS_FAILED',
    message: expect.stringMatching(/could not be started: ENOENT/),
  });
});

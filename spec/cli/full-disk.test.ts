import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { cleanEnvironment, devmgrBin, temporaryHome } from '../support/run-devmgr.js';

it.runIf(existsSync('/dev/full'))('what cannot be written to stdout is told, and is no success', async () => {
  const home = temporaryHome();
  const full = await open('/dev/full', 'w');
  try {
    const child = spawn(process.execPath, [devmgrBin, 'config', 'list', '--json'], {
      env: cleanEnvironment(home.path),
      stdio: ['ignore', full.fd, 'pipe'],
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    expect(child.stderr && (await text(child.stderr))).toMatch(/^devmgr: stdout cannot be written: .*ENOSPC/m);
    expect(await ended).toBe(5);
  } finally {
    await full.close();
    home.remove();
  }
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { program } from '../../../core/config/program.js';

let dir: string;
beforeEach(() => (dir = realpathSync(mkdtempSync(join(tmpdir(), 'devmgr-paths-')))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('a working folder that was deleted is told as such, not as a bug', () => {
  const script = 'rmdir "$PWD"; "$NODE" "$DEVMGR" server list; echo "code $?"';
  const env = {
    ...process.env,
    NODE: process.execPath,
    DEVMGR: join(program.root, 'bin/devmgr.js'),
    DEVMGR_HOME: join(dir, 'home'),
  };
  const cwd = mkdtempSync(join(dir, 'gone-'));
  const output = execFileSync('sh', ['-c', `(${script}) 2>&1`], { cwd, env, encoding: 'utf8' });
  expect(output).toContain('is gone');
  expect(output).not.toContain('bug');
  expect(output).toContain('code 2');
});

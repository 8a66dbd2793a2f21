import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runDevmgr, temporaryHome } from '../support/run-devmgr.js';

const home = temporaryHome();
afterAll(() => home.remove());

/** What bash offers after the words, the last of which is being typed. */
async function completions(...words: string[]): Promise<string[]> {
  const { code, stdout } = await runDevmgr(['completion', 'bash'], { home: home.path, cwd: home.path });
  expect(code).toBe(0);
  const script = join(home.path, 'completion.bash');
  const line = ['devmgr', ...words].map((word) => `'${word}'`).join(' ');
  writeFileSync(
    script,
    `${stdout}\nCOMP_WORDS=(${line})\nCOMP_CWORD=${words.length}\n_devmgr\nprintf '%s\\n' "\${COMPREPLY[@]}"\n`,
  );
  return execFileSync('bash', ['--norc', script], { encoding: 'utf8' }).trim().split('\n');
}

it('completes words, choices and flags in a real bash', async () => {
  expect(await completions('se')).toEqual(['search', 'server']);
  expect(await completions('server', 'st')).toEqual(['start', 'stop', 'status']);
  expect(await completions('test', '--ki')).toEqual(['--kind']);
  expect(await completions('config', 'l')).toEqual(['list']);
});

it('is zsh for zsh', async () => {
  const { stdout } = await runDevmgr(['completion'], { home: home.path, cwd: home.path, env: { SHELL: '/bin/zsh' } });
  expect(stdout).toContain('bashcompinit');
});

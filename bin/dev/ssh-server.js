import { existsSync } from 'node:fs';
import { runCommand } from './run-command.js';

const minute = 60_000;

/**
 * Has Debian's openssh-server installed where that is possible and it is missing: the specs of servers on other machines need an sshd, and
 * are skipped without. They start one of their own on loopback; the machine's is not started.
 *
 * @param {{ log?: (line: string) => void }} [options]
 */
export async function ensureSshServer({ log = () => {} } = {}) {
  if (existsSync('/usr/sbin/sshd')) return;
  const isDebian = process.getuid?.() === 0 && (await runCommand('apt-get', ['--version'])).code === 0;
  // With this run level Debian's packages start no services.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  for (const args of isDebian ? [['update'], ['install', '-y', '--no-install-recommends', 'openssh-server']] : []) {
    log(`apt-get ${args.join(' ')} ...`);
    await runCommand('apt-get', ['-q', ...args], { env, timeoutMs: 5 * minute });
  }
  if (!existsSync('/usr/sbin/sshd')) log('no sshd: the specs of servers on other machines are skipped');
}

import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.js';
import { until } from './processes.js';

const sshd = '/usr/sbin/sshd';
const ssh = '/usr/bin/ssh';

/** Debian: openssh-server. */
export const hasSshServer = existsSync(sshd) && existsSync(ssh);

export interface SshServer extends AsyncDisposable {
  /** What `ssh` takes; `nobody-there` is an alias behind which nobody answers, `stranger` one whose key is not known, `forwards` one with a forward of its own that cannot be had. */
  readonly host: string;
  /** Goes in front of PATH: an `ssh` that knows this server and nothing else. */
  readonly binDir: string;
  readonly dir: string;
  /** Cuts every connection, as a network does that fails. */
  cut(): void;
}

/** A real ssh server on loopback, with keys of its own; everything is in one folder, which is removed. `settings`: lines of sshd_config. */
export async function startSshServer(settings: readonly string[] = []): Promise<SshServer> {
  const dir = await mkdtemp(join(tmpdir(), 'devmgr-ssh-'));
  const port = await freePort();
  await makeKeys(dir);
  await writeFile(join(dir, 'sshd_config'), [...settings, serverConfig(dir, port)].join('\n'));
  await writeFile(join(dir, 'ssh_config'), clientConfig(dir, port, await freePort()));
  const binDir = join(dir, 'bin');
  await mkdir(binDir);
  await writeFile(join(binDir, 'ssh'), `#!/bin/sh\nexec ${ssh} -F "${dir}/ssh_config" "$@"\n`);
  await chmod(join(binDir, 'ssh'), 0o755);
  if (process.getuid?.() === 0) await mkdir('/run/sshd', { recursive: true });
  const server = spawn(sshd, ['-D', '-e', '-f', join(dir, 'sshd_config')], { stdio: 'ignore' });
  let answers = false;
  const look = () => {
    const socket = connect(port, '127.0.0.1', () => (answers = true)).on('error', () => undefined);
    socket.setTimeout(1_000, () => socket.destroy()).once('data', () => socket.destroy());
    return answers;
  };
  await until(look, 'an ssh server');
  return {
    host: 'box',
    binDir,
    dir,
    cut: () => execFileSync('pkill', ['-KILL', '-P', String(server.pid)]),
    async [Symbol.asyncDispose]() {
      server.kill('SIGTERM');
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function makeKeys(dir: string): Promise<void> {
  for (const name of ['host_key', 'key']) {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(dir, name)]);
  }
  await copyFile(join(dir, 'key.pub'), join(dir, 'authorized_keys'));
}

function serverConfig(dir: string, port: number): string {
  return [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${dir}/host_key`,
    `AuthorizedKeysFile ${dir}/authorized_keys`,
    'PidFile none',
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PermitRootLogin yes',
    'LogLevel ERROR',
    `SetEnv XDG_CACHE_HOME=${dir}/cache`,
  ].join('\n');
}

function clientConfig(dir: string, port: number, closedPort: number): string {
  const common = [
    `  User ${userInfo().username}`,
    `  IdentityFile ${dir}/key`,
    '  IdentitiesOnly yes',
    '  HostName 127.0.0.1',
  ];
  const known = ['  StrictHostKeyChecking no', '  UserKnownHostsFile /dev/null'];
  return [
    ...['Host box', ...common, ...known, `  Port ${port}`],
    ...['Host nobody-there', ...common, ...known, `  Port ${closedPort}`],
    ...['Host forwards', ...common, ...known, `  Port ${port}`, `  LocalForward 127.0.0.1:${port} 127.0.0.1:9`],
    ...['Host stranger', ...common, `  UserKnownHostsFile ${dir}/known_hosts`, `  Port ${port}`],
    ...['Host refused', ...common.filter((line) => !line.includes('IdentityFile')), ...known, `  Port ${port}`],
  ].join('\n');
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { isOnPath } from '../../../core/processes/run-tool.js';
import { watchdogScript } from '../../../core/processes/watchdog-script.js';
import { living, pidsOf, runner, treeScript } from './runner.js';

const viaPs = watchdogScript.replaceAll('/proc', '/nonexistent');
const setsid: Record<string, string> = isOnPath('setsid') ? { VIA: 'setsid' } : {};

async function run(shell: readonly string[], script: string, input: string): Promise<void> {
  const [command = '', ...args] = shell;
  const child = spawn(command, [...args, '-c', script, 'watchdog', 'NO_SUCH_MARKER=1'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin.end(input);
  expect(await once(child, 'exit')).toEqual([0, null]);
}

describe.each([
  ['sh and what the system offers', ['sh'], watchdogScript],
  ['sh and ps', ['sh'], viaPs],
  ['bash and ps', ['bash', '--posix'], viaPs],
])('the watchdog script with %s', (_name, shell, script) => {
  it.runIf(isOnPath('ps') && isOnPath(shell[0] ?? ''))(
    'stops listed groups with what left them, and no others',
    async () => {
      await using test = await runner();
      const start = (env: Record<string, string>) =>
        test.processes.spawn({ title: 'tree', command: 'sh', args: [treeScript, '2'], env });
      const [removed, deaf, polite] = [start({}), start({ IGNORE: '1', ...setsid }), start(setsid)];
      const pids = (await Promise.all([removed, deaf, polite].map((child) => pidsOf(child, 2)))).flat();
      const lines = [`+ ${deaf.pid}`, `+ ${removed.pid}`, `+ ${polite.pid}`, `- ${removed.pid}`, ''];
      await run(shell, script, lines.join('\n'));
      expect(await living(pids)).toEqual(pids.slice(0, 2));
    },
  );

  it('stops nothing when devmgr says that it ends', async () => {
    await using test = await runner();
    const child = test.processes.spawn({ title: 'sleep', command: 'sleep', args: ['100'] });
    await run(['sh'], script, `+ ${child.pid}\n.\n`);
    expect(await living([child.pid ?? 0])).toEqual([child.pid]);
  });
});

import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lsofListeners, lsofListens, parseLsof, parsePsFacts } from '../../../core/processes/port-listeners-lsof.js';
import { startedAt } from '../../../core/processes/port-listeners-procfs.js';
import type { ProcessEntry } from '../../../core/processes/process-table.js';
import { isProtected } from '../../../core/processes/protected-pids.js';
import { isOnPath } from '../../../core/processes/run-tool.js';
import { parseTcpTable } from '../../../core/processes/tcp-table.js';
import { parsePasswd } from '../../../core/processes/user-name.js';
import { listen } from './listen.js';
import { pidsOf, runner } from './runner.js';

const node = process.execPath;
const listenCode = (host: string) =>
  `require('net').createServer().listen(0, '${host}', function () { console.log(this.address().port) })`;
const isRoot = process.getuid?.() === 0;

describe('/proc/net/tcp', () => {
  const table = [
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    '   0: 0100007F:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0000 100 0',
    '   1: 00000000:1F41 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4712 1 0000 100 0',
    '   2: 0100007F:1F40 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 4713 1 0000 100 0',
    '   3: 00000000000000000000000001000000:1F40 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000   112        0 4714 1 0 100 0',
    '   4: 0000000000000000FFFF00000100007F:0050 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4715 1 0 100 0',
    '10000: B80D0120000000000000000001000000:1F42 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4716 1 0 100 0',
  ].join('\n');

  it('tells who listens, and nothing of connections', () => {
    expect(parseTcpTable(table)).toEqual([
      { address: '127.0.0.1', port: 8000, uid: 1000, inode: '4711' },
      { address: '0.0.0.0', port: 8001, uid: 0, inode: '4712' },
      { address: '::1', port: 8000, uid: 112, inode: '4714' },
      { address: '127.0.0.1', port: 80, uid: 0, inode: '4715' },
      { address: '2001:db8::1', port: 8002, uid: 0, inode: '4716' },
    ]);
  });

  it('takes exactly one port', () => {
    expect(parseTcpTable(table, 8000).map(({ inode }) => inode)).toEqual(['4711', '4714']);
    expect(parseTcpTable(table, 800)).toEqual([]);
  });
});

describe('lsof and ps', () => {
  it('reads fields of lsof', () => {
    const output = [
      'p4711',
      'cPython',
      'f3',
      'tIPv4',
      'n127.0.0.1:8000',
      'f4',
      'tIPv6',
      'n[::1]:8000',
      'p12',
      'cnode',
      'f9',
      'tIPv6',
      'n*:3000',
    ];
    expect(parseLsof(output.join('\n'))).toEqual([
      { pid: 4711, command: 'Python', address: '127.0.0.1', port: 8000 },
      { pid: 4711, command: 'Python', address: '::1', port: 8000 },
      { pid: 12, command: 'node', address: '::', port: 3000 },
    ]);
    expect(parseLsof('')).toEqual([]);
  });

  it('reads what ps on macOS says of a process', () => {
    const output = '  812   501 Sun Nov 23 06:07:08 2025     /usr/bin/python3 -m http.server 8000\n';
    expect(parsePsFacts(output).get(812)).toEqual({
      uid: 501,
      startTime: 'Sun Nov 23 06:07:08 2025',
      command: '/usr/bin/python3 -m http.server 8000',
    });
  });

  it.runIf(isOnPath('lsof') && isOnPath('ps'))('finds a process with the real ones', async () => {
    await using test = await runner();
    const child = test.processes.spawn({ title: 'listen', command: node, args: ['-e', listenCode('127.0.0.1')] });
    const [port = 0] = await pidsOf(child, 1);
    const [found] = await lsofListeners(port);
    expect(found).toMatchObject({
      port,
      address: '127.0.0.1',
      owner: { pid: child.pid, isOurs: true, isProtected: false },
    });
    expect(found?.owner?.command).toContain('createServer');
    expect(Math.abs((found?.owner?.startedAt ?? 0) - child.startedAt)).toBeLessThan(15_000);
    expect(await lsofListens([child.pid ?? 0], port)).toBe(true);
    expect(await lsofListens([process.pid], port)).toBe(false);
  });
});

describe('portOwner and portListeners', () => {
  it.each(['127.0.0.1', '::1', '0.0.0.0', '::'])('know who listens on %s, since when and whose it is', async (host) => {
    await using test = await runner();
    const child = test.processes.spawn({ title: 'listen', command: node, args: ['-e', listenCode(host)] });
    const [port = 0] = await pidsOf(child, 1);
    const owner = await test.processes.portOwner(port);
    expect(owner).toMatchObject({ pid: child.pid, isOurs: true, isProtected: false });
    expect(owner?.command).toContain('createServer');
    expect(owner?.startTime).toBe(await test.processes.startTime(child.pid ?? 0));
    expect(Math.abs((owner?.startedAt ?? 0) - child.startedAt)).toBeLessThan(15_000);
    const known = { port, address: host, owner: { pid: child.pid }, user: owner?.user };
    expect(await test.processes.portListeners(port)).toMatchObject([known]);
    expect(await test.processes.portListeners()).toContainEqual(expect.objectContaining({ port, address: host }));
  });

  it('name the first of those that share a socket', async () => {
    await using test = await runner();
    const code = `
      import os, socket, time
      s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen()
      if os.fork() == 0: time.sleep(100)
      print(s.getsockname()[1], flush=True); time.sleep(100)`;
    const child = test.processes.spawn({
      title: 'fork',
      command: 'python3',
      args: ['-c', code.replace(/^ {6}/gm, '')],
    });
    const [port = 0] = await pidsOf(child, 1);
    expect((await test.processes.portListeners(port)).map(({ owner }) => owner?.pid)).toEqual([child.pid]);
  });

  it('are nobody when nobody listens', async () => {
    await using test = await runner();
    const server = await listen();
    expect(await test.processes.portOwner(server.port)).toMatchObject({ pid: process.pid, isProtected: true });
    await server[Symbol.asyncDispose]();
    expect(await test.processes.portOwner(server.port)).toBeUndefined();
    expect(await test.processes.portListeners(server.port)).toEqual([]);
  });

  it.runIf(isRoot && isOnPath('setpriv'))('tell those of another user from ours', async () => {
    await using test = await runner();
    const args = ['--reuid=65534', '--clear-groups', node, '-e', listenCode('127.0.0.1')];
    const child = test.processes.spawn({ title: 'listen', command: 'setpriv', args });
    const [port = 0] = await pidsOf(child, 1);
    expect(await test.processes.portOwner(port)).toMatchObject({ pid: child.pid, user: 'nobody', isOurs: false });
  });
});

describe('listens', () => {
  it('is true of a process and of what came from it, and of nobody else', async () => {
    await using test = await runner();
    const script = `"${node}" -e "${listenCode('127.0.0.1')}" & wait`;
    const shell = test.processes.spawn({ title: 'shell', command: 'sh', args: ['-c', script] });
    const other = test.processes.spawn({ title: 'sleep', command: 'sleep', args: ['100'] });
    const [port = 0] = await pidsOf(shell, 1);
    expect(await test.processes.listens(shell.pid ?? 0, port)).toBe(true);
    expect(await test.processes.listens(other.pid ?? 0, port)).toBe(false);
    expect(await test.processes.listens(shell.pid ?? 0, port === 65_535 ? 1 : port + 1)).toBe(false);
  });

  it.runIf(existsSync('/proc/self/environ'))('is true also of a daemon that has left the tree', async () => {
    await using test = await runner();
    const script = `setsid "${node}" -e "${listenCode('127.0.0.1')}" & sleep 100`;
    const shell = test.processes.spawn({ title: 'shell', command: 'sh', args: ['-c', `(${script}) & sleep 100`] });
    const [port = 0] = await pidsOf(shell, 1);
    expect(await test.processes.listens(shell.pid ?? 0, port)).toBe(true);
  });
});

describe('what must not be ended', () => {
  const entry = (pid: number, parent: number, group = pid, session = group): ProcessEntry => ({
    ...{ pid, parent, group, session, startTime: String(pid), cpuMs: 0, rssBytes: 0 },
  });
  // init 1, sshd 10, shell 20, in it: a server in the background 30 with a worker 31, and `cat 40 | devmgr 41`.
  const table = [
    entry(1, 0),
    entry(10, 1),
    entry(20, 10),
    entry(30, 20, 30, 20),
    entry(31, 30, 30, 20),
    entry(40, 20, 40, 20),
    entry(41, 20, 40, 20),
    entry(50, 1),
  ];

  it.each([
    [1, true],
    [10, true],
    [20, true],
    [41, true],
    [40, true],
    [30, false],
    [31, false],
    [50, false],
    [99, false],
  ])('%i: %s', (pid, expected) => expect(isProtected(table, pid, 41)).toBe(expected));

  it('stopForeign leaves the parent of devmgr alone', async () => {
    await using test = await runner();
    const time = (await test.processes.startTime(process.ppid)) ?? '';
    expect(time).not.toBe('');
    expect(await test.processes.stopForeign(process.ppid, time)).toBe(false);
    expect(await test.processes.startTime(process.ppid)).toBe(time);
  });
});

it('when a process was started: not where a container hides the age of the machine', () => {
  const now = Date.UTC(2026, 10, 23);
  expect(startedAt({ startTime: 'boot/5000' }, '110.25 200.00', now)).toBe(now - 60_250);
  expect(startedAt({ startTime: 'boot/900000' }, '110.25 200.00', now)).toBeUndefined();
  expect(startedAt({ startTime: 'boot/5000' }, '', now)).toBeUndefined();
});

it('reads names of users', () => {
  const users = parsePasswd(
    'root:x:0:0:root:/root:/bin/sh\ntoor:x:0:0::/:/bin/sh\n# comment\nada:x:1000:1000::/home/ada:/bin/sh\n',
  );
  expect([...users]).toEqual([
    [0, 'root'],
    [1000, 'ada'],
  ]);
});

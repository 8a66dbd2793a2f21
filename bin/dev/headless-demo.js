import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from './root.js';
import { runCommand } from './run-command.js';

const bin = join(root, 'bin/devmgr.js');
const second = 1000;
const limits = { healthy: 30 * second, request: 10 * second, tests: 120 * second, word: 20 * second };

const order = { customer: 'Ada', lines: [{ sku: 'espresso-1kg', quantity: 2 }] };
const requests = [
  { method: 'GET', path: '/products', expected: 200 },
  { method: 'GET', path: '/reports/average-order', expected: 500 },
  { method: 'POST', path: '/orders', body: order, expected: 201 },
  { method: 'POST', path: '/orders/1/pay', expected: 200 },
  { method: 'GET', path: '/reports/average-order', expected: 200 },
  { method: 'GET', path: '/orders/404', expected: 404 },
];

const expectedCounts = ['3 failed', '2 errors', '53 passed', '3 skipped', '2 xfailed', '1 xpassed'];

/**
 * Server up and healthy, requests, tests run, logs shown, server stopped: each with the words that a person types.
 *
 * @param {{ dir: string, env: NodeJS.ProcessEnv, print: (text: string) => void }} demo the project is in `dir`
 * @returns {Promise<number>} 0; throws with what did not go as it should
 */
export async function headlessDemo(demo) {
  const startedAt = performance.now();
  const server = await startServer(demo);
  try {
    const { url, pid, seconds } = await untilHealthy(demo, server);
    for (const request of requests) await send(demo, url, request);
    const tests = await runTests(demo);
    const logLines = await showLogs(demo);
    await stopServer(demo, server, pid);
    const total = ((performance.now() - startedAt) / second).toFixed(1);
    demo.print(`\nsummary`);
    demo.print(
      `  server   healthy after ${seconds} s, answered ${requests.length} requests, stopped, nothing left running`,
    );
    demo.print(`  tests    ${tests}`);
    demo.print(`  logs     ${logLines} entries of server and tests`);
    demo.print(`  took     ${total} s. With a terminal, \`npm run demo\` shows the same on one screen.`);
    return 0;
  } finally {
    server.child.kill('SIGTERM');
  }
}

/** The server stays in the foreground of its own devmgr; other words find it from outside. */
async function startServer({ dir, env, print }) {
  const args = ['server', 'start', '--port', String(await freePort())];
  print(`\n$ devmgr ${args.join(' ')} &`);
  const child = spawn(process.execPath, [bin, ...args], { cwd: dir, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const server = { child, output: '', ended: undefined };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (server.output += text));
  }
  server.ended = new Promise((resolve) => child.on('close', (code, signal) => resolve(code ?? signal)));
  return server;
}

function freePort() {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function untilHealthy(demo, server) {
  const startedAt = performance.now();
  while (performance.now() - startedAt < limits.healthy) {
    if (server.child.exitCode !== null) break;
    const { stdout } = await devmgr(demo, ['server', 'status', '--json']);
    const state = readJson(stdout)?.servers?.[0];
    if (state?.status === 'running' && state.health === 'healthy') {
      demo.print(`$ devmgr server status\n${(await devmgr(demo, ['server', 'status'])).stdout.trimEnd()}\n`);
      return { url: state.url, pid: state.pid, seconds: ((performance.now() - startedAt) / second).toFixed(1) };
    }
    await delay(200);
  }
  throw new Error(`the server did not become healthy; \`devmgr server start\` said\n${server.output}`);
}

async function send({ print }, url, { method, path, body, expected }) {
  const startedAt = performance.now();
  const headers = body ? { 'content-type': 'application/json' } : {};
  const init = { method, headers, body: body && JSON.stringify(body), signal: AbortSignal.timeout(limits.request) };
  const { status } = await fetch(new URL(path, url), init);
  const ms = (performance.now() - startedAt).toFixed(0);
  print(`${method.padEnd(4)} ${path.padEnd(24)} ${status}  ${ms.padStart(4)} ms`);
  if (status !== expected) throw new Error(`${method} ${path} answered ${status}, not ${expected}`);
}

/** The sample has failing tests on purpose: exit code 1 and its README's counts are right. */
async function runTests(demo) {
  demo.print('\n$ devmgr test');
  const { code, stdout, output } = await devmgr(demo, ['test'], limits.tests);
  demo.print(output.trimEnd());
  const summary = stdout.trimEnd().split('\n').at(-1);
  if (code === 1 && expectedCounts.every((count) => summary.includes(count))) return summary;
  throw new Error(`\`devmgr test\` ended with ${code}; expected are 1 and ${expectedCounts.join(', ')}`);
}

async function showLogs(demo) {
  demo.print('\n$ devmgr logs --level warn -n 10');
  const { code, stdout, output } = await devmgr(demo, ['logs', '--level', 'warn', '-n', '10']);
  demo.print(output.trimEnd());
  const all = (await devmgr(demo, ['logs', '--json', '-n', '0'])).stdout.trim().split('\n').map(readJson);
  const sources = new Set(all.map((entry) => entry?.source));
  if (code === 0 && stdout.trim() !== '' && sources.has('api') && sources.has('tests')) return all.length;
  throw new Error(`\`devmgr logs\` ended with ${code}; there are lines of ${[...sources].join(', ')}, not of both`);
}

async function stopServer(demo, server, pid) {
  demo.print('\n$ devmgr server stop');
  const { code, output } = await devmgr(demo, ['server', 'stop']);
  demo.print(output.trimEnd());
  if (code !== 0) throw new Error(`\`devmgr server stop\` ended with ${code}`);
  const ended = await Promise.race([server.ended, delay(limits.word, 'nothing', { ref: false })]);
  if (ended === 'nothing') throw new Error('the server was stopped, but `devmgr server start` did not end');
}

function devmgr({ dir, env }, words, timeoutMs = limits.word) {
  return runCommand(process.execPath, [bin, ...words], { cwd: dir, env, timeoutMs });
}

function readJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

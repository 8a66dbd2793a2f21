import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Benchmark, median, percentile } from './figure.js';
import { headlessStage } from './server-stage.js';

const rounds = 12;
const aimMs = 200;
const app =
  'async def app(scope, receive, send):\n    await send({"type": "http.response.start", "status": 200})\n    await send({"type": "http.response.body"})\n';

/** From the death of a server's process until devmgr says so, against Node's own word for the death of a child. */
const crashSeen: Benchmark = async (log) => {
  const policy = 'restart = { when = "always", delay = "100ms", max-delay = "100ms", max-restarts = 1000 }';
  const stage = await headlessStage(app, `[servers.api]\napp = "main:app"\n${policy}\n`);
  const [seen, plain]: [number[], number[]] = [[], []];
  try {
    for (let round = 1; round <= rounds; round++) {
      log(`round ${round} of ${rounds}`);
      const { pid } = await stage.next((state) => state['health'] === 'healthy');
      const crashed = stage.next((state) => state['status'] === 'crashed');
      const startedAt = performance.now();
      process.kill(Number(pid), 'SIGKILL');
      await crashed;
      seen.push(performance.now() - startedAt);
      plain.push(await plainDeath());
    }
  } finally {
    await stage.close();
  }
  const p95 = percentile(seen, 0.95);
  return [
    {
      what: 'death of a server to its line',
      measured: `p50 ${median(seen).toFixed(0)} p95 ${p95.toFixed(0)} ms`,
      reference: `child of node: p50 ${median(plain).toFixed(0)} ms`,
      ratio: `${(median(seen) / Math.max(1, median(plain))).toFixed(1)}x`,
      aim: `p95 at most ${aimMs} ms`,
      reached: p95 <= aimMs,
    },
  ];
};

async function plainDeath(): Promise<number> {
  const child = spawn('sleep', ['60']);
  await once(child, 'spawn');
  const exit = once(child, 'exit');
  const startedAt = performance.now();
  child.kill('SIGKILL');
  await exit;
  return performance.now() - startedAt;
}

export default crashSeen;

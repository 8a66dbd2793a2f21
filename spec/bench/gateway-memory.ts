import { readFileSync } from 'node:fs';
import { type Benchmark, median } from './figure.js';
import { gatewayStage, Load } from './gateway/gateway-stage.js';

const REQUESTS = 100_000;
const PARTS = 20;
const CLIENTS = 200;
const AIM_MB = 30;

/** What the gateway's memory grows by over 100,000 calls of 200 clients at once, after the first tenth of them. */
const gatewayMemory: Benchmark = async (log) => {
  const stage = await gatewayStage();
  const load = new Load(stage.devmgr);
  try {
    const sizes: number[] = [];
    for (let part = 0; part < PARTS; part++) {
      log(`${(part * REQUESTS) / PARTS} of ${REQUESTS} calls, ${sizes.at(-1)?.toFixed(0) ?? '?'} MB`);
      await load.run(REQUESTS / PARTS, CLIENTS);
      sizes.push(residentMb(stage.devmgr.pid));
    }
    const warm = median(sizes.slice(2, 6));
    const last = median(sizes.slice(-4));
    return [
      {
        what: `gateway's memory, ${REQUESTS / 1000},000 calls`,
        measured: `${last.toFixed(0)} MB`,
        reference: `after a fifth of them: ${warm.toFixed(0)} MB`,
        ratio: `${(last / warm).toFixed(2)}x`,
        aim: `grows by at most ${AIM_MB} MB`,
        reached: last - warm <= AIM_MB,
      },
    ];
  } finally {
    load.dispose();
    await stage.dispose();
  }
};

/** Linux. */
function residentMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

export default gatewayMemory;

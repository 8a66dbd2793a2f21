import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readProcess } from '../../core/processes/process-table.js';
import { freePort } from '../support/free-port.js';
import { openDevmgr } from '../support/open-devmgr.js';
import type { Benchmark } from './figure.js';

const names = ['users', 'orders', 'stock', 'mail', 'search'] as const;
const aimPercent = 2;
/** Until start-up and first looks are over, and the up time moves once a minute: before it moves each second. */
const settlingMs = 62_000;
const measuredMs = 30_000;

const application = `
from fastapi import FastAPI
app = FastAPI()
@app.get("/health")
def health(): return {"ok": True}
`;

/** Processor time of the screen while five servers are healthy and nothing happens, against the same without servers. */
const idleServers: Benchmark = async (log) => {
  const project = mkdtempSync(join(tmpdir(), 'devmgr-idle-'));
  try {
    for (const name of names) {
      mkdirSync(join(project, name));
      writeFileSync(join(project, name, 'main.py'), application);
    }
    log('without servers');
    const alone = await percentOfCore(project, {}, `Servers 0/${names.length}`);
    log('with five servers');
    const tables = await Promise.all(names.map(async (name) => [name, await table(name)] as const));
    const env = { DEVMGR_SERVERS: JSON.stringify(Object.fromEntries(tables)) };
    const busy = await percentOfCore(project, env, `Servers ${names.length}/${names.length}`);
    return [
      {
        what: 'five healthy servers, idle',
        measured: `${busy.toFixed(2)} % of a core`,
        reference: `without servers: ${alone.toFixed(2)} %`,
        ratio: `${(busy / Math.max(alone, 0.01)).toFixed(1)}x`,
        aim: `at most ${aimPercent} %`,
        reached: busy <= aimPercent,
      },
    ];
  } finally {
    rmSync(project, { recursive: true, force: true, maxRetries: 5 });
  }
};

async function table(name: string): Promise<object> {
  return { app: `${name}.main:app`, port: await freePort(), autostart: true };
}

/** Of the devmgr process alone: what the servers use is theirs. */
async function percentOfCore(project: string, env: Readonly<Record<string, string>>, shown: string): Promise<number> {
  const devmgr = openDevmgr(project, { env });
  try {
    await devmgr.app.waitFor(shown);
    await delay(settlingMs);
    const [before, started] = [await processorMs(devmgr.app.pid), performance.now()];
    await delay(measuredMs);
    const used = (await processorMs(devmgr.app.pid)) - before;
    return (used / (performance.now() - started)) * 100;
  } finally {
    await devmgr.close();
  }
}

async function processorMs(pid: number): Promise<number> {
  const entry = await readProcess(pid);
  if (!entry) throw new Error('devmgr has ended');
  return entry.cpuMs;
}

export default idleServers;

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../support/free-port.js';
import { openDevmgr } from '../support/open-devmgr.js';
import { type Benchmark, median } from './figure.js';

const rounds = 10;
const intervalMs = 1_000;
const frameMs = 50;
const app = `import os
from fastapi import FastAPI, Response
app = FastAPI()
@app.get("/health")
def health(): return Response(status_code=503 if os.path.exists("ill") else 200)
`;

/** From the moment in which a server is ill until its line on the screen says so, against the interval in which it is looked at. */
const healthChangeToScreen: Benchmark = async (log) => {
  const root = mkdtempSync(join(tmpdir(), 'devmgr-bench-'));
  writeFileSync(join(root, 'main.py'), app);
  const rules = `health-interval = ${intervalMs / 1000}\nhealth-failures = 1\nport = ${await freePort()}`;
  writeFileSync(join(root, '.devmgr.toml'), `[system]\n${rules}\n`);
  const devmgr = openDevmgr(root, { env: { PYTHONDONTWRITEBYTECODE: '1' } });
  const { app: screen } = devmgr;
  const times: number[] = [];
  try {
    await screen.waitFor('main:app');
    screen.key('F1', 's');
    const isHealthy = () => /healthy/.test(screen.text()) && !screen.text().includes('unhealthy');
    for (let round = 1; round <= rounds; round++) {
      log(`round ${round} of ${rounds}`);
      await screen.waitFor(isHealthy);
      await delay(Math.random() * intervalMs);
      const startedAt = performance.now();
      writeFileSync(join(root, 'ill'), '');
      await screen.waitFor('unhealthy');
      times.push(performance.now() - startedAt);
      rmSync(join(root, 'ill'));
    }
    screen.key('q');
    await screen.exited;
  } finally {
    await devmgr.close();
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
  const worst = Math.max(...times);
  // An interval of devmgr is a mean: servers are not looked at in the same instant.
  const aimMs = intervalMs * 1.1 + frameMs;
  return [
    {
      what: 'health change to the screen',
      measured: `p50 ${median(times).toFixed(0)} ms`,
      reference: `looked at every ${intervalMs} ms`,
      ratio: `${(median(times) / intervalMs).toFixed(2)}x`,
      aim: `worst at most ${aimMs.toFixed(0)} ms`,
      reached: worst <= aimMs,
    },
  ];
};

export default healthChangeToScreen;

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../support/free-port.js';
import { type Benchmark, type Figure, median } from './figure.js';
import { headlessStage, plainUvicorn } from './server-stage.js';

const rounds = 5;
const graceMs = 2_000;
const app = (version: number) => `import asyncio
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
app = FastAPI()
@app.get("/health")
def health(): return {"version": ${version}}
@app.get("/sse")
async def sse():
    async def events():
        while True:
            yield "data: tick\\n\\n"
            await asyncio.sleep(0.1)
    return StreamingResponse(events(), media_type="text/event-stream")
`;

/** From a save until the new code answers, while a client of server-sent events stays; uvicorn's own reload without that client beside it. */
const reloadWithSse: Benchmark = async (log) => {
  const plain = await plainReload(log);
  const figures: Figure[] = [];
  for (const mode of ['handover', 'restart']) {
    const settings = `[system]\nstop-timeout = ${graceMs / 1000}\n[servers.api]\napp = "main:app"\nreload = "${mode}"\n`;
    const stage = await headlessStage(app(0), settings);
    try {
      await stage.next((state) => state['health'] === 'healthy');
      const times: number[] = [];
      for (let round = 1; round <= rounds; round++) {
        log(`${mode}, round ${round} of ${rounds}`);
        const leave = await openStream(stage.url);
        times.push(await saved(() => stage.write('main.py', app(round)), stage.url, round));
        leave.abort();
        await delay(graceMs + 500);
      }
      figures.push(figure(mode, times, plain));
    } finally {
      await stage.close();
    }
  }
  return figures;
};

async function plainReload(log: (line: string) => void): Promise<number> {
  const root = mkdtempSync(join(tmpdir(), 'devmgr-bench-'));
  const port = await freePort();
  const write = (version: number) => writeFileSync(join(root, 'main.py'), app(version));
  write(0);
  const uvicorn = await plainUvicorn(root, port, '--reload');
  // It answers before its reloader has looked at the files for the first time, and would never see a change until then.
  await delay(1_000);
  const times: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    log(`uvicorn alone, round ${round} of ${rounds}`);
    times.push(await saved(() => write(round), `http://127.0.0.1:${port}`, round));
    await delay(1_000);
  }
  uvicorn.kill();
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  return median(times);
}

/** The stream's client reads on until it is aborted. */
async function openStream(url: string): Promise<AbortController> {
  const leave = new AbortController();
  const { body } = await fetch(`${url}/sse`, { signal: leave.signal });
  const reader = body?.getReader();
  const read = async () => {
    while (reader && !(await reader.read()).done);
  };
  void read().catch(() => undefined);
  return leave;
}

async function saved(save: () => void, url: string, version: number): Promise<number> {
  const startedAt = performance.now();
  save();
  for (; performance.now() - startedAt < 60_000; await delay(5)) {
    const answer = await fetch(`${url}/health`).then(
      (response) => response.json() as Promise<{ version: number }>,
      () => undefined,
    );
    if (answer?.version === version) return performance.now() - startedAt;
  }
  throw new Error(`Version ${version} never answered at ${url}`);
}

function figure(mode: string, times: readonly number[], plain: number): Figure {
  const worst = Math.max(...times);
  const aimMs = mode === 'handover' ? 1_000 + plain : graceMs + 1_000;
  return {
    what: `reload (${mode}) with an SSE client`,
    measured: `p50 ${(median(times) / 1000).toFixed(2)} s`,
    reference: `uvicorn --reload without: ${(plain / 1000).toFixed(2)} s`,
    ratio: `${(median(times) / plain).toFixed(2)}x`,
    aim: `worst at most ${(aimMs / 1000).toFixed(1)} s`,
    reached: worst <= aimMs,
  };
}

export default reloadWithSse;

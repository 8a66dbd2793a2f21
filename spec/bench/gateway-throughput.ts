import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../support/free-port.js';
import { type Benchmark, type Figure, median } from './figure.js';
import { gatewayStage, Load, processorMs, type Place } from './gateway/gateway-stage.js';

const VERSION = '1.15.2';
const WARM_UP = 1_000;
const ROUNDS = 5;
const REQUESTS = 2_000;
const CLIENTS = 16;
const AFTERWARDS_MS = 400;
const AIM = 2;
const cache = fileURLToPath(new URL('../../node_modules/.cache/devmgr-bench-portkey', import.meta.url));

/** Requests a second of 16 clients through the gateway, and through @portkey-ai/gateway in front of the same mock, by turns. */
const gatewayThroughput: Benchmark = async (log) => {
  log(`installing @portkey-ai/gateway ${VERSION}`);
  await install();
  const stage = await gatewayStage();
  const portkey = await startPortkey(stage.mock);
  const loads = [stage.devmgr, portkey.place, stage.mock].map((place) => ({
    place,
    load: new Load(place),
    rates: [] as number[],
    costs: [] as number[],
  }));
  try {
    for (const { load } of loads) await load.run(WARM_UP, CLIENTS);
    for (let round = 0; round < ROUNDS; round++)
      for (const { place, load, rates, costs } of loads) {
        log(`round ${round + 1} of ${ROUNDS}: ${place.name}`);
        const before = processorMs(place.pid);
        rates.push(REQUESTS / (await load.run(REQUESTS, CLIENTS)));
        // What is written a moment later counts too.
        await delay(AFTERWARDS_MS);
        costs.push((processorMs(place.pid) - before) / REQUESTS);
      }
    const [devmgr, other, direct] = loads.map(({ rates, costs }) => ({ rate: median(rates), cost: median(costs) }));
    if (!devmgr || !other || !direct) throw new Error('nothing was measured');
    return [rateFigure(devmgr.rate, other.rate, direct.rate), costFigure(devmgr.cost, other.cost)];
  } finally {
    for (const { load } of loads) load.dispose();
    portkey.child.kill();
    await stage.dispose();
  }
};

/** No dependency of devmgr: only to be measured against. */
async function install(): Promise<void> {
  if (existsSync(join(cache, 'node_modules/@portkey-ai/gateway/package.json'))) return;
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'package.json'), '{"private":true}');
  const args = ['install', '--no-audit', '--no-fund', `@portkey-ai/gateway@${VERSION}`];
  await promisify(execFile)('npm', args, { cwd: cache, timeout: 300_000 });
}

async function startPortkey(mock: Place) {
  const port = await freePort();
  const program = join(cache, 'node_modules/@portkey-ai/gateway/build/start-server.js');
  const child = spawn(process.execPath, [program, `--port=${port}`, '--headless'], { stdio: 'ignore' });
  const headers = {
    authorization: 'Bearer sk-bench',
    'x-portkey-provider': 'openai',
    'x-portkey-custom-host': `http://127.0.0.1:${mock.port}/v1`,
  };
  const place: Place = { name: '@portkey-ai/gateway', port, headers, model: 'm', pid: child.pid ?? 0 };
  const load = new Load(place);
  for (let tries = 0; ; tries++) {
    try {
      await load.ask();
      break;
    } catch (error) {
      if (tries < 100) await delay(100);
      else {
        child.kill();
        throw error;
      }
    }
  }
  load.dispose();
  return { child, place };
}

function rateFigure(devmgr: number, other: number, direct: number): Figure {
  const rate = (value: number) => `${value.toFixed(0)}/s`;
  return {
    what: `gateway, requests of ${CLIENTS} clients`,
    measured: rate(devmgr),
    reference: `@portkey-ai/gateway ${VERSION}: ${rate(other)}; directly: ${rate(direct)}`,
    ratio: `${(devmgr / other).toFixed(1)}x`,
    aim: `at least ${AIM}x`,
    reached: devmgr / other >= AIM,
  };
}

/** Unlike rates it does not depend on who else has the processors. */
function costFigure(devmgr: number, other: number): Figure {
  const each = (value: number) => `${value.toFixed(2)} ms`;
  return {
    what: 'gateway, processor time of a call',
    measured: each(devmgr),
    reference: `@portkey-ai/gateway ${VERSION}: ${each(other)}`,
    ratio: `${(devmgr / other).toFixed(2)}x`,
    aim: `at most ${1 / AIM}x`,
    reached: devmgr / other <= 1 / AIM,
  };
}

export default gatewayThroughput;

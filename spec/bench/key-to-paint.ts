import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.js';
import { openDevmgr } from '../support/open-devmgr.js';
import type { PtyApp } from '../support/pty-app.js';
import { type Benchmark, type Figure, median, percentile } from './figure.js';

const project = fileURLToPath(new URL('flood-app', import.meta.url));
const rounds = 40;
const aimMs = 50;
const letters = 'runte';

/** From a key press until its effect is on the screen while a server logs 20,000 lines a second, against silence. */
const keyToPaint: Benchmark = async (log) => {
  const port = await freePort();
  const env = { DEVMGR_SYSTEM_PORT: String(port), PYTHONDONTWRITEBYTECODE: '1' };
  const devmgr = openDevmgr(project, { env });
  const { app } = devmgr;
  try {
    await app.waitFor('main:app');
    log('without a flood');
    const silent = await pressKeys(app);
    app.key('F1', 's');
    await app.waitFor(/running\s+healthy/);
    log('under the flood');
    const sinceNow = await linesPerSecond(port);
    const flooded = await pressKeys(app);
    const rate = await sinceNow();
    app.key('F1', 'x');
    await app.waitFor('stopped');
    app.key('q');
    await app.exited;
    return [figure(silent, flooded, rate.toFixed(0))];
  } finally {
    await devmgr.close();
  }
};

/** What the server got rid of between two calls, by its own count. */
async function linesPerSecond(port: number): Promise<() => Promise<number>> {
  const written = async () => {
    const answer = (await (await fetch(`http://127.0.0.1:${port}/health`)).json()) as { written: number };
    return { lines: answer.written, at: performance.now() };
  };
  const before = await written();
  return async () => {
    const after = await written();
    return (1000 * (after.lines - before.lines)) / (after.at - before.at);
  };
}

/** Opens the palette over the log, types, and switches tabs; returns how long each key took. */
async function pressKeys(app: PtyApp): Promise<number[]> {
  const times: number[] = [];
  const press = async (key: string, shown: string) => {
    await delay(20 + Math.random() * 40);
    const startedAt = performance.now();
    app.key(key);
    await app.waitFor(shown);
    times.push(performance.now() - startedAt);
  };
  for (let round = 0; round < rounds; round++) {
    await press('F5', '─ Logs');
    await press('C-p', 'Esc close');
    let typed = '[';
    for (const letter of letters) await press(letter, (typed += letter));
    app.key('escape');
    await app.waitFor(() => !app.text().includes('Esc close'));
    await press('F1', '─ Servers');
  }
  return times;
}

function figure(silent: readonly number[], flooded: readonly number[], rate: string): Figure {
  const ms = (times: readonly number[]) =>
    `p50 ${median(times).toFixed(0)} p95 ${percentile(times, 0.95).toFixed(0)} ms`;
  const p95 = percentile(flooded, 0.95);
  return {
    what: `key to paint, ${rate} log lines/s`,
    measured: ms(flooded),
    reference: `without: ${ms(silent)}`,
    ratio: `${(p95 / percentile(silent, 0.95)).toFixed(2)}x`,
    aim: `p95 at most ${aimMs} ms`,
    reached: p95 <= aimMs,
  };
}

export default keyToPaint;

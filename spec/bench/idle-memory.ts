import { setTimeout as delay } from 'node:timers/promises';
import { PtyApp } from '../support/pty-app.js';
import { type Benchmark, median } from './figure.js';
import { residentMemory } from './resident-memory.js';
import { sampleProject } from './sample-project.js';
import { startTui } from './tui.js';

const rounds = 3;
const idleMs = 4000;

/** The memory of the screen on the sample project when nothing happens, against a Node that waits. */
const idleMemory: Benchmark = async (log) => {
  const project = sampleProject('fixtures/orders-api');
  try {
    const [tui, node]: [number[], number[]] = [[], []];
    for (let round = 1; round <= rounds; round++) {
      log(`round ${round} of ${rounds}`);
      tui.push(await memoryOf(startTui(project), 'System'));
      const waiting = "console.log('ready'); setInterval(() => {}, 1e6)";
      node.push(await memoryOf(PtyApp.spawn(process.execPath, ['-e', waiting]), 'ready'));
    }
    return [
      {
        what: 'idle RSS',
        measured: `${median(tui).toFixed(0)} MB`,
        reference: `a waiting node: ${median(node).toFixed(0)} MB`,
        ratio: `${(median(tui) / median(node)).toFixed(2)}x`,
        aim: 'at most 110 MB',
        reached: median(tui) <= 110,
      },
    ];
  } finally {
    project.remove();
  }
};

async function memoryOf(app: PtyApp, ready: string): Promise<number> {
  try {
    await app.waitFor(ready);
    await delay(idleMs);
    return residentMemory(app.pid);
  } finally {
    await app.close();
  }
}

export default idleMemory;

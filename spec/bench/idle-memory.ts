import { setTimeout as delay } from 'node:timers/promises';
import { openDevmgr } from '../support/open-devmgr.js';
import { PtyApp } from '../support/pty-app.js';
import { sampleProject } from '../support/sample-project.js';
import { type Benchmark, median } from './figure.js';
import { residentMemory } from './resident-memory.js';

const rounds = 3;
const idleMs = 4000;
const aim = 110;

/** The memory of the screen on the sample project when nothing happens, against a Node that waits. */
const idleMemory: Benchmark = async (log) => {
  const project = sampleProject();
  try {
    const [tui, node]: [number[], number[]] = [[], []];
    for (let round = 1; round <= rounds; round++) {
      log(`round ${round} of ${rounds}`);
      tui.push(await memoryOfDevmgr(project.path));
      node.push(await memoryOfNode());
    }
    return [
      {
        what: 'idle RSS',
        measured: `${median(tui).toFixed(0)} MB`,
        reference: `a waiting node: ${median(node).toFixed(0)} MB`,
        ratio: `${(median(tui) / median(node)).toFixed(2)}x`,
        aim: `at most ${aim} MB`,
        reached: median(tui) <= aim,
      },
    ];
  } finally {
    project.remove();
  }
};

async function memoryOfDevmgr(project: string): Promise<number> {
  const devmgr = openDevmgr(project);
  try {
    return await memoryWhenIdle(devmgr.app, 'app.main:app');
  } finally {
    await devmgr.close();
  }
}

async function memoryOfNode(): Promise<number> {
  const app = PtyApp.spawn(process.execPath, ['-e', "console.log('ready'); setInterval(() => {}, 1e6)"]);
  try {
    return await memoryWhenIdle(app, 'ready');
  } finally {
    await app.close();
  }
}

async function memoryWhenIdle(app: PtyApp, ready: string): Promise<number> {
  await app.waitFor(ready);
  await delay(idleMs);
  return residentMemory(app.pid);
}

export default idleMemory;

import { PtyApp } from '../support/pty-app.js';
import { type Benchmark, median } from './figure.js';
import { sampleProject } from './sample-project.js';
import { startTui } from './tui.js';

const rounds = 15;

/** From the start of the process until text is on the screen, against a Node that does nothing. */
const firstPaint: Benchmark = async (log) => {
  const project = sampleProject('fixtures/orders-api');
  try {
    // The first start compiles: it is not what a person sees every day.
    await paint(() => startTui(project));
    const [tui, node]: [number[], number[]] = [[], []];
    for (let round = 1; round <= rounds; round++) {
      log(`round ${round} of ${rounds}`);
      tui.push(await paint(() => startTui(project)));
      node.push(await emptyNode());
    }
    const ratio = median(tui) / median(node);
    return [
      {
        what: 'first paint',
        measured: `${median(tui).toFixed(0)} ms`,
        reference: `node -e 0: ${median(node).toFixed(0)} ms`,
        ratio: `${ratio.toFixed(2)}x`,
        aim: 'at most 4x',
        reached: ratio <= 4,
      },
    ];
  } finally {
    project.remove();
  }
};

async function paint(start: () => PtyApp): Promise<number> {
  const startedAt = performance.now();
  const app = start();
  await app.waitFor('System');
  const ms = performance.now() - startedAt;
  await app.close();
  return ms;
}

async function emptyNode(): Promise<number> {
  const startedAt = performance.now();
  const app = PtyApp.spawn(process.execPath, ['-e', '0']);
  await app.exited;
  const ms = performance.now() - startedAt;
  await app.close();
  return ms;
}

export default firstPaint;

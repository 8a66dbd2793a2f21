import { openDevmgr } from '../support/open-devmgr.js';
import { PtyApp } from '../support/pty-app.js';
import { temporaryHome } from '../support/run-devmgr.js';
import { sampleProject } from '../support/sample-project.js';
import { type Benchmark, median } from './figure.js';

const rounds = 15;
const aim = 4;

/** From the start of the process until text is on the screen, against a Node that does nothing. */
const firstPaint: Benchmark = async (log) => {
  const [project, home] = [sampleProject(), temporaryHome()];
  try {
    // The first start compiles: it is not what a person sees every day.
    await paint(project.path, home.path);
    const [tui, node]: [number[], number[]] = [[], []];
    for (let round = 1; round <= rounds; round++) {
      log(`round ${round} of ${rounds}`);
      tui.push(await paint(project.path, home.path));
      node.push(await emptyNode());
    }
    const ratio = median(tui) / median(node);
    return [
      {
        what: 'first paint',
        measured: `${median(tui).toFixed(0)} ms`,
        reference: `node -e 0: ${median(node).toFixed(0)} ms`,
        ratio: `${ratio.toFixed(2)}x`,
        aim: `at most ${aim}x`,
        reached: ratio <= aim,
      },
    ];
  } finally {
    project.remove();
    home.remove();
  }
};

async function paint(project: string, home: string): Promise<number> {
  const startedAt = performance.now();
  const devmgr = openDevmgr(project, { home });
  await devmgr.app.waitFor('System');
  const ms = performance.now() - startedAt;
  await devmgr.close();
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

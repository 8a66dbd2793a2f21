import { openDevmgr } from '../support/open-devmgr.js';
import { PtyApp } from '../support/pty-app.js';
import { temporaryHome } from '../support/run-devmgr.js';
import { sampleProject } from '../support/sample-project.js';
import { type Benchmark, type Figure, median } from './figure.js';

const rounds = 15;
const aim = 4;

/** Milliseconds from the start of the process. */
interface Start {
  /** Until text is on the screen: the frame around the tabs. */
  readonly paint: number;
  /** Until the first tab has its panes: its plugin is loaded, activated and painted. */
  readonly content: number;
}

/** From the start of the process until something is on the screen, against a Node that does nothing. */
const firstPaint: Benchmark = async (log) => {
  const [project, home] = [sampleProject(), temporaryHome()];
  try {
    // The first start compiles: it is not what a person sees every day.
    await start(project.path, home.path);
    const [starts, node]: [Start[], number[]] = [[], []];
    for (let round = 1; round <= rounds; round++) {
      log(`round ${round} of ${rounds}`);
      starts.push(await start(project.path, home.path));
      node.push(await emptyNode());
    }
    const paint = starts.map((each) => each.paint);
    const content = starts.map((each) => each.content);
    const ratio = median(paint) / median(node);
    return [
      { ...figure('first paint', paint, node), aim: `at most ${aim}x`, reached: ratio <= aim },
      figure('first tab has content', content, node),
    ];
  } finally {
    project.remove();
    home.remove();
  }
};

function figure(what: string, devmgr: readonly number[], node: readonly number[]): Figure {
  return {
    what,
    measured: `${median(devmgr).toFixed(0)} ms`,
    reference: `node -e 0: ${median(node).toFixed(0)} ms`,
    ratio: `${(median(devmgr) / median(node)).toFixed(2)}x`,
  };
}

async function start(project: string, home: string): Promise<Start> {
  const startedAt = performance.now();
  const devmgr = openDevmgr(project, { home });
  await devmgr.app.waitFor('System');
  const paint = performance.now() - startedAt;
  await devmgr.app.waitFor('─ Servers');
  const content = performance.now() - startedAt;
  await devmgr.close();
  return { paint, content };
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

import { afterEach, it } from 'vitest';
import { freePort } from '../support/free-port.js';
import { openDevmgr } from '../support/open-devmgr.js';
import { processesWith, until } from '../support/processes.js';
import { sampleProject } from '../support/sample-project.js';
import { temporaryHome } from '../support/run-devmgr.js';

const cleanUp: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const release of cleanUp.splice(0).reverse()) await release();
});

it('a killed devmgr leaves no process five seconds later, and the next one starts clean', async () => {
  const project = sampleProject();
  const home = temporaryHome();
  cleanUp.push(
    () => project.remove(),
    () => home.remove(),
  );
  const port = String(await freePort());
  const options = { home: home.path, env: { DEVMGR_SYSTEM_PORT: port } };
  const first = openDevmgr(project.path, options);
  cleanUp.push(() => first.close());
  await first.app.waitFor('app.main:app');
  first.app.key('s');
  await first.app.waitFor(/running\s+healthy/);
  first.app.key('F2');
  await first.app.waitFor(/Tests \d+ /);
  first.app.key('r');
  await first.app.waitFor(/running|collecting/i);
  first.app.kill('SIGKILL');
  await first.app.exited;
  await until(() => processesWith(project.path).length === 0, `no process of ${project.path}`);

  const second = openDevmgr(project.path, options);
  cleanUp.push(() => second.close());
  await second.app.waitFor('app.main:app');
  second.app.key('s');
  await second.app.waitFor(/running\s+healthy/);
});

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDevmgr, type OpenDevmgr } from '../support/open-devmgr.js';
import { sampleProject } from '../support/sample-project.js';
import { temporaryHome } from '../support/run-devmgr.js';
import { writePlugin } from '../support/write-plugin.js';

const home = temporaryHome();
const project = sampleProject();
let open: OpenDevmgr;

const tab = (id: string, order: number) => ({ tab: { id, title: id, order } });
const apiCall = `import { widgets } from 'devmgr/plugin-api';`;

beforeAll(async () => {
  const plugins = join(home.path, 'plugins');
  writePlugin(
    plugins,
    'thrower',
    `let tries = 0; export default { activate() { if (tries++ === 0) throw new Error('not today') } }`,
    tab('thrower', 60),
  );
  writePlugin(plugins, 'sleeper', `export default { activate() { return new Promise(() => {}) } }`, tab('sleeper', 61));
  writePlugin(
    plugins,
    'painter',
    `${apiCall} export default { activate(ctx) { ctx.tabs.register('painter', (tab) => {
       const table = tab.grid.set(0, 0, 6, 12, widgets.table(), { title: 'Bad', id: (row) => row, columns: [{ id: 'c', title: 'C', width: 'fill', cell() { throw new Error('view function') } }] });
       table.setRows(['a']);
       tab.grid.set(6, 0, 6, 12, widgets.text, { title: 'Good' }).setLines(['the good pane']);
     }) } }`,
    tab('painter', 62),
  );
  writePlugin(
    plugins,
    'undeclared',
    `export default { activate(ctx) { ctx.tabs.register('other', () => {}) } }`,
    tab('undeclared', 63),
  );
  writePlugin(plugins, 'tabless', `export default { activate() {} }`, tab('tabless', 64));
  open = openDevmgr(project.path, { home: home.path, cols: 140, rows: 40 });
  await open.app.waitFor('app.main:app');
});
afterAll(async () => {
  await open.close();
  home.remove();
  project.remove();
});

describe('a plugin that', () => {
  it('throws in activate shows it in its tab, with a retry that works', async () => {
    open.click('thrower');
    await open.app.waitFor('not today');
    open.click('Retry');
    await open.app.waitFor(() => !open.app.text().includes('not today'));
  });

  it('throws in a view function keeps its other panes', async () => {
    open.click('painter');
    await open.app.waitFor('the good pane');
    await open.app.waitFor('view function');
  });

  it('registers what its manifest does not declare is told so', async () => {
    open.click('undeclared');
    await open.app.waitFor('registers the tab');
  });

  it('declares a tab and does not register it is told so', async () => {
    open.click('tabless');
    await open.app.waitFor('did not register it');
  });

  it('never returns from activate is given up after ten seconds, and nothing waits for it', async () => {
    open.click('sleeper');
    open.app.key('F2');
    await open.app.waitFor(/Tests \d+ /);
    open.click('sleeper');
    await open.app.waitFor('within 10 s');
  });

  it('is broken leaves the others alone', async () => {
    open.app.key('F1');
    await open.app.waitFor('app.main:app');
    open.app.key('F5');
    await open.app.waitFor('not today');
    open.app.key('q');
    expect((await open.app.exited).exitCode).toBe(0);
  });
});

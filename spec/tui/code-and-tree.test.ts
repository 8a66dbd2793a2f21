import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { openDevmgr, type OpenDevmgr } from '../support/open-devmgr.js';
import { sampleProject } from '../support/sample-project.js';
import { temporaryHome } from '../support/run-devmgr.js';
import { writePlugin } from '../support/write-plugin.js';

const home = temporaryHome();
const project = sampleProject();
let open: OpenDevmgr;

const plugin = `import { widgets } from 'devmgr/plugin-api';
export default { activate(ctx) { ctx.tabs.register('viewer', (tab) => {
  const tree = tab.grid.set(0, 0, 12, 4, widgets.tree, { title: 'Files' });
  tree.setNodes([
    { id: 'app', label: 'app', detail: '2 files', children: [{ id: 'short', label: 'short.py' }, { id: 'long', label: 'long.py' }] },
  ]);
  const code = tab.grid.set(0, 4, 12, 8, widgets.code, { title: 'Code', empty: 'Pick a file.' });
  const lines = (count) => Array.from({ length: count }, (_, at) => 'def function_' + at + '(): return ' + at).join('\\n');
  tree.onDidActivate(({ id, children }) => {
    if (children) return;
    code.setCode({ text: lines(id === 'short' ? 5 : 5000), language: 'py', marked: { startLine: 3, endLine: 4 } });
    code.focus();
  });
}) } }`;

beforeEach(async () => {
  writePlugin(join(home.path, 'plugins'), 'viewer', plugin, { tab: { id: 'viewer', title: 'viewer', order: 60 } });
  open = openDevmgr(project.path, { home: home.path, cols: 120, rows: 30 });
  await open.app.waitFor('app.main:app');
});
afterEach(() => open.close());
afterAll(() => {
  home.remove();
  project.remove();
});

/** Waits for the colours of what stands on the screen. */
async function waitForColours(text: string): Promise<void> {
  const looks = () => {
    const at = open.app.find(text);
    return at && [open.app.cell(at.x, at.y).fg, open.app.cell(at.x + 4, at.y).fg];
  };
  await open.app.waitFor(() => {
    const [keyword, name] = looks() ?? [];
    return typeof keyword === 'number' && typeof name === 'number' && keyword !== name;
  });
}

it('a tree is opened by mouse and keys, code gets its colours, short or long, and their thread does not hold up the end', async () => {
  open.click('viewer');
  await open.app.waitFor('Pick a file.');
  open.click('▸');
  await open.app.waitFor('short.py');
  open.app.key('down', 'enter');
  await open.app.waitFor('▌ def function_2');
  await waitForColours('def function_4');
  const { x, y } = open.app.find('long.py') ?? expect.unreachable('it is on the screen');
  open.app.doubleClick(x, y);
  await open.app.waitFor('def function_20');
  open.app.key('end');
  await open.app.waitFor('5000  def function_4999');
  await waitForColours('def function_4999');
  open.app.key('q');
  expect((await open.app.exited).exitCode).toBe(0);
});

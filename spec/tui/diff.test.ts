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
export default { activate(ctx) { ctx.tabs.register('reviewer', (tab) => {
  const said = tab.grid.set(0, 0, 2, 12, widgets.text, { title: 'Said' });
  const diff = tab.grid.set(2, 0, 10, 12, widgets.diff, { title: 'Review', empty: 'No change.' });
  const say = (what) => ({ id }) => said.setLines([what + ' ' + id]);
  let hunks = [1, 2, 3].map((number) => ({ id: 'h' + number, header: 'def total_' + number, decision: 'open', lines: [
    { kind: 'context', text: 'def total_' + number + '(items):', oldLine: number * 10, newLine: number * 10 },
    { kind: 'removed', text: '    return 0', oldLine: number * 10 + 1 },
    { kind: 'added', text: '    return sum(items  # all of them', newLine: number * 10 + 1, problem: number === 2 ? 'never closed' : undefined },
  ] }));
  const show = () => diff.setDiff({ hunks, language: 'python' });
  const next = { open: 'accepted', accepted: 'rejected', rejected: 'open' };
  diff.onDidToggle((hunk) => {
    hunks = hunks.map((item) => item.id === hunk.id ? { ...item, decision: next[item.decision] } : item);
    show();
    say('decided')(hunk);
  });
  diff.onDidActivate(say('opened'));
  show();
}) } }`;

beforeEach(async () => {
  writePlugin(join(home.path, 'plugins'), 'reviewer', plugin, {
    tab: { id: 'reviewer', title: 'reviewer', order: 60 },
  });
  open = openDevmgr(project.path, { home: home.path, cols: 80, rows: 24 });
  await open.app.waitFor('reviewer');
});
afterEach(() => open.close());
afterAll(() => {
  home.remove();
  project.remove();
});

const place = (text: string) => open.app.find(text) ?? expect.unreachable(`${text} is not on the screen`);

function clickSign(text: string): void {
  const { x, y } = place(text);
  open.app.click(x + 1, y);
}

it('a change is read and decided about by mouse and keys', async () => {
  open.click('reviewer');
  await open.app.waitFor('▌[?] def total_1');
  const added = place('return sum(items');
  await open.app.waitFor(() => open.app.cell(added.x, added.y).bg === 22);
  const removed = place('return 0');
  await open.app.waitFor(() => open.app.cell(removed.x, removed.y).bg === 52);
  await open.app.waitFor(() => open.app.cell(added.x, added.y).fg === 183);
  await open.app.waitFor(() => open.app.find('^ never closed')?.y === place('[?] def total_2').y + 4);
  clickSign('[?] def total_2');
  await open.app.waitFor('▌[x] def total_2');
  await open.app.waitFor('decided h2');
  open.app.key('n', 'enter');
  await open.app.waitFor('opened h3');
  await open.app.waitFor('▌[?] def total_3');
  clickSign('[x] def total_2');
  await open.app.waitFor('▌[ ] def total_2');
  await open.app.waitFor(() => open.app.cell(added.x, place('[ ] def total_2').y + 3).bg !== 22);
});

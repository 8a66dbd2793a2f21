import type { TreeHandle, TreeNode, TreeOptions } from 'devmgr/plugin-api';
import { describe, expect, it } from 'vitest';
import { createTree } from '../../../../core/widgets/tree/create-tree.js';
import { HOSTILE, WidgetDriver } from '../../../support/drive-widget.js';
import { FakeWidgetHost } from '../../../support/fake-widget-host.js';

const leaf = (id: string, detail?: string): TreeNode => ({ id, label: id, ...(detail && { detail }) });
const folder = (id: string, ...children: TreeNode[]): TreeNode => ({ ...leaf(id), children });

const project = [
  folder('app', folder('app/routers', leaf('orders.py'), leaf('users.py')), leaf('main.py')),
  folder('tests', leaf('test_orders.py')),
  folder('empty'),
  leaf('README'),
];

function treeOf(options: TreeOptions = {}, nodes: readonly TreeNode[] = project, width = 24, height = 10) {
  const host = new FakeWidgetHost();
  const widget = createTree(options, host);
  const driver = new WidgetDriver<TreeHandle>(widget, width, height);
  const tree = widget.handle;
  const activated: string[] = [];
  tree.onDidActivate((node) => activated.push(node.id));
  tree.setNodes(nodes);
  const shown = () => driver.paint().rows().filter(Boolean);
  const selected = () => tree.selected.get()?.id;
  return { host, driver, tree, activated, shown, selected };
}

describe('a tree', () => {
  it('shows its roots, and what is open at first', () => {
    expect(treeOf().shown()).toEqual(['▸ app', '▸ tests', '▸ empty', '  README']);
    expect(treeOf({ open: ['app', 'no-such-node'] }).shown()).toEqual([
      '▾ app',
      '  ▸ app/routers',
      '    main.py',
      '▸ tests',
      '▸ empty',
      '  README',
    ]);
  });

  it('is drawn in ASCII where that is wanted', () => {
    const { driver, shown } = treeOf({ open: ['app'] }, project, 24, 4);
    driver.ascii = true;
    expect(shown()).toEqual([
      ...[
        'v app                  #',
        '  > app/routers        #',
        '    main.py            #',
        '> tests                |',
      ],
    ]);
  });

  it('says when there is nothing', () => {
    const { tree, shown, driver, selected } = treeOf({ empty: 'No index yet.' }, []);
    expect(shown()).toEqual(['No index yet.']);
    tree.setEmpty('Reading files.');
    expect(shown()).toEqual(['Reading files.']);
    expect(driver.press('enter', 'space', 'left', 'right')).toEqual([false, false, false, false]);
    expect(selected()).toBeUndefined();
  });

  it('opens with right and goes in, closes with left and goes out', () => {
    const { driver, selected, shown } = treeOf();
    expect(driver.press('right')).toEqual([true]);
    expect(selected()).toBe('app');
    driver.press('right', 'right', 'right');
    expect(selected()).toBe('orders.py');
    expect(driver.press('right')).toEqual([false]);
    driver.press('left');
    expect(selected()).toBe('app/routers');
    driver.press('left', 'left', 'left');
    expect(selected()).toBe('app');
    expect(shown()).toHaveLength(4);
    expect(driver.press('left')).toEqual([false]);
  });

  it('does not go into what is empty', () => {
    const { driver, tree, selected } = treeOf();
    tree.select('empty');
    expect(driver.press('right', 'right')).toEqual([true, false]);
    expect(selected()).toBe('empty');
  });

  it('activates with Enter, which opens and closes folders, too; Space only opens and closes', () => {
    const { driver, tree, activated, shown } = treeOf();
    driver.press('enter');
    expect(shown()).toHaveLength(6);
    driver.press('space');
    expect(shown()).toHaveLength(4);
    tree.select('README');
    expect(driver.press('space', 'enter')).toEqual([false, true]);
    expect(activated).toEqual(['app', 'README']);
  });

  it('leaves other keys to commands', () => {
    expect(treeOf().driver.press('r', 'escape', 'C-right', 'M-enter', 'tab')).toEqual(Array(5).fill(false));
  });

  it('opens by a click on a sign, selects by a click, activates by a double click', () => {
    const { driver, activated, shown, selected, tree } = treeOf();
    const clicked: string[] = [];
    tree.onDidClick(({ id }) => clicked.push(id));
    driver.pointer('down', 0, 1);
    expect(shown()).toContain('    test_orders.py');
    expect(selected()).toBe('tests');
    driver.pointer('double', 1, 1);
    expect(shown()).toHaveLength(4);
    expect(driver.click('README')).toBe(true);
    expect(selected()).toBe('README');
    driver.pointer('double', 2, 3);
    driver.pointer('double', 5, 0);
    expect(shown()).toHaveLength(6);
    expect(activated).toEqual(['README', 'app']);
    expect(clicked).toEqual(['README']);
    expect(driver.pointer('down', 2, 9)).toBe(false);
    expect(driver.pointer('down', 2, -1)).toBe(false);
  });

  it('keeps what is open and what is selected when the nodes change', () => {
    const { tree, selected, shown } = treeOf();
    tree.select('main.py');
    tree.setNodes([leaf('.env'), ...project]);
    expect(selected()).toBe('main.py');
    expect(shown()).toContain('    main.py');
    tree.setNodes([folder('app', leaf('other.py')), leaf('README')]);
    expect(shown()).toEqual(['▾ app', '    other.py', '  README']);
    expect(selected()).toBeDefined();
    tree.setNodes([]);
    expect(selected()).toBeUndefined();
  });

  it('selects a node wherever it lies, also one that comes later', () => {
    const { tree, selected, shown } = treeOf();
    tree.select('users.py');
    expect(selected()).toBe('users.py');
    expect(shown()).toContain('      users.py');
    tree.select('later.py');
    expect(selected()).toBe('users.py');
    tree.setNodes([...project, folder('new', leaf('later.py'))]);
    expect(selected()).toBe('later.py');
  });

  it('selects a node that is closed when what is selected lies in it', () => {
    const { tree, selected } = treeOf();
    tree.select('users.py');
    tree.setOpen('app', false);
    expect(selected()).toBe('app');
    tree.setOpen('app', true);
    tree.select('main.py');
    tree.setOpen('app/routers', false);
    expect(selected()).toBe('main.py');
  });

  it('shows details at the right edge, and cuts labels in the middle', () => {
    const nodes = [leaf('app', '12 files'), leaf('a_very_long_name_of_a_file.py', '3 files')];
    const { shown, driver } = treeOf({}, nodes);
    expect(shown()).toEqual(['  app          12 files', '  a_very…ile.py 3 files']);
    driver.resize(8, 2);
    expect(shown()[0]).toMatch(/^ {2}app$/);
  });

  it('scrolls by keys, wheel and scrollbar', () => {
    const many = Array.from({ length: 50 }, (_, index) => leaf(`file ${index}`));
    const { driver, shown, selected } = treeOf({}, many, 20, 5);
    driver.press('end');
    expect(selected()).toBe('file 49');
    expect(shown()[4]).toContain('file 49');
    driver.pointer('wheel-up');
    expect(shown()[0]).toContain('file 42');
    driver.pointer('down', 19, 0);
    driver.pointer('drag', 10, 4);
    expect(shown()[4]).toContain('file 49');
    driver.pointer('up', 10, 4);
    expect(driver.pointer('drag', 10, 0)).toBe(false);
    driver.press('home', 'pagedown');
    expect(selected()).toBe('file 4');
  });

  it('costs what is in view', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => leaf(`file ${index}`));
    const { driver } = treeOf({ open: ['all'] }, [folder('all', ...many)], 20, 5);
    expect(driver.paint().puts).toBeLessThan(20);
  });

  it('survives hostile text and every size', () => {
    const nodes = [{ ...folder('a', { ...leaf('b', HOSTILE), label: HOSTILE }), label: HOSTILE, detail: HOSTILE }];
    const { driver, host } = treeOf({ open: ['a'] }, nodes);
    for (const width of [0, 1, 2, 3, 5, 9, 80]) {
      for (const height of [0, 1, 3]) {
        const rows = driver.resize(width, height).rows();
        expect(rows.join('')).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202e]/);
        driver.press('down', 'up', 'right', 'left', 'right', 'pagedown');
      }
    }
    expect(host.errors).toEqual([]);
  });

  it('draws deep levels closer, so that labels are seen', () => {
    let node = leaf('bottom.py');
    for (let depth = 30; depth > 0; depth--) node = folder(`level ${depth}`, node);
    const { tree, shown } = treeOf({}, [node], 24, 40);
    tree.select('bottom.py');
    expect(shown().at(-1)).toMatch(/bottom\.py$/);
  });
});

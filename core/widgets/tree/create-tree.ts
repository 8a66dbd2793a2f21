import type { TreeHandle, TreeNode, TreeOptions, StyledText, WidgetHandle } from 'devmgr/plugin-api';
import { Emitter, Store } from 'devmgr/plugin-api';
import type { Canvas } from '../../screen/canvas.js';
import { listenerErrors } from '../listener-errors.js';
import { topAtScrollbar } from '../scrollbar.js';
import { arrayView } from '../table/row-view.js';
import { TableCursor } from '../table/table-cursor.js';
import { isChord, moveIndex, WHEEL_STEP } from '../viewport.js';
import type { Key, PointerEvent, Widget, WidgetHost } from '../widget.js';
import { paintTree, signColumn } from './paint-tree.js';
import { parentRow, pathTo, treeRows, type TreeRow } from './tree-rows.js';

/**
 * A tree that costs what is open.
 *
 * Arrows, page keys, Home, End, a click and the wheel move. Right opens a node or goes to its first child, left closes
 * it or goes to what it lies in; where there is nothing to do the key is for others. Space and a click on the sign open
 * and close; so do Enter and a double click, which activate the node, too.
 */
export function createTree(options: TreeOptions, host: WidgetHost): Widget<TreeHandle> {
  return new TreeWidget(options, host);
}

class TreeWidget implements Widget<TreeHandle> {
  readonly #host: WidgetHost;
  readonly #open: Set<string>;
  readonly #selected: Store<TreeNode | undefined>;
  readonly #activated: Emitter<TreeNode>;
  readonly #clicked: Emitter<TreeNode>;
  readonly #cursor: TableCursor<TreeRow>;
  #nodes: readonly TreeNode[] = [];
  #rows: readonly TreeRow[] = [];
  #empty: StyledText;
  /** Somebody selected it before it was there. */
  #awaited: string | undefined;
  #width = 0;
  #height = 0;
  #isDraggingBar = false;
  readonly handle: Omit<TreeHandle, keyof WidgetHandle>;

  constructor(options: TreeOptions, host: WidgetHost) {
    this.#host = host;
    this.#open = new Set(options.open);
    this.#empty = options.empty ?? '';
    const report = listenerErrors(host, 'a listener of the tree');
    this.#selected = new Store<TreeNode | undefined>(undefined, report);
    this.#activated = new Emitter<TreeNode>(report);
    this.#clicked = new Emitter<TreeNode>(report);
    this.#cursor = new TableCursor(arrayView<TreeRow>([]), {
      of: ({ node }) => node.id,
      find: (rows, id) => rows.findIndex(({ node }) => node.id === id),
    });
    this.handle = {
      setNodes: (nodes) => this.#setNodes(nodes),
      setEmpty: (text) => {
        this.#empty = text;
        host.requestFrame();
      },
      setOpen: (id, isOpen) => this.#setOpen(id, isOpen),
      select: (id) => this.#select(id),
      selected: this.#selected,
      onDidActivate: this.#activated.event,
      onDidClick: this.#clicked.event,
    };
  }

  paint(canvas: Canvas, focused: boolean): void {
    if (canvas.width < 1 || canvas.height < 1) return;
    this.#width = canvas.width;
    this.#height = canvas.height;
    this.#cursor.resize(canvas.height);
    const { top, index } = this.#cursor;
    const rows = this.#rows.slice(top, top + canvas.height);
    paintTree(canvas, { rows, top, total: this.#rows.length, selected: index, empty: this.#empty }, focused);
  }

  onKey(key: Key): boolean {
    if (isChord(key)) return false;
    const row = this.#cursor.row();
    if (key.name === 'enter') return this.#activate();
    if (row && key.name === 'space') return this.#toggle(row);
    if (row && key.name === 'right') return this.#goIn(row);
    if (row && key.name === 'left') return this.#goOut(row);
    const to = moveIndex(key, this.#cursor.index, this.#height, this.#rows.length);
    return to !== undefined && this.#act(() => this.#cursor.moveTo(to));
  }

  onPointer(event: PointerEvent): boolean {
    const { top } = this.#cursor;
    if (event.kind === 'wheel-up') return this.#act(() => this.#cursor.scrollTo(top - WHEEL_STEP));
    if (event.kind === 'wheel-down') return this.#act(() => this.#cursor.scrollTo(top + WHEEL_STEP));
    if (event.kind === 'up') this.#isDraggingBar = false;
    if (event.kind === 'drag') return this.#isDraggingBar && this.#pressBar(event.y);
    if (event.kind === 'up' || event.y < 0) return false;
    this.#isDraggingBar = event.x === this.#width - 1 && this.#rows.length > this.#height;
    return this.#isDraggingBar ? this.#pressBar(event.y) : this.#pressRow(event);
  }

  dispose(): void {
    for (const store of [this.#selected, this.#activated, this.#clicked]) store.dispose();
  }

  #pressBar(y: number): boolean {
    const range = { top: this.#cursor.top, visible: this.#height, total: this.#rows.length };
    return this.#act(() => this.#cursor.scrollTo(topAtScrollbar(y, this.#height, range)));
  }

  #pressRow({ kind, x, y }: PointerEvent): boolean {
    const index = this.#cursor.top + y;
    const row = this.#rows[index];
    if (!row) return false;
    this.#act(() => this.#cursor.moveTo(index));
    const sign = signColumn(row.depth, this.#width);
    // Each press on the sign opens or closes, also the second one of a double click.
    if (row.node.children && (x === sign || x === sign + 1)) return this.#toggle(row);
    if (kind === 'double') return this.#activate();
    this.#clicked.fire(row.node);
    return true;
  }

  #activate(): boolean {
    const row = this.#cursor.row();
    if (!row) return false;
    this.#toggle(row);
    this.#activated.fire(row.node);
    return true;
  }

  #toggle({ node, isOpen }: TreeRow): boolean {
    if (!node.children) return false;
    this.#setOpen(node.id, !isOpen);
    return true;
  }

  #goIn(row: TreeRow): boolean {
    if (!row.node.children) return false;
    if (!row.isOpen) return this.#toggle(row);
    return row.node.children.length > 0 && this.#act(() => this.#cursor.moveTo(this.#cursor.index + 1));
  }

  #goOut(row: TreeRow): boolean {
    if (row.isOpen) return this.#toggle(row);
    const parent = parentRow(this.#rows, this.#cursor.index);
    return parent >= 0 && this.#act(() => this.#cursor.moveTo(parent));
  }

  #setNodes(nodes: readonly TreeNode[]): void {
    this.#nodes = nodes;
    const awaited = this.#awaited;
    this.#layOut();
    if (awaited !== undefined) this.#select(awaited);
  }

  #setOpen(id: string, isOpen: boolean): void {
    if (isOpen === this.#open.has(id)) return;
    if (isOpen) this.#open.add(id);
    else this.#open.delete(id);
    const selected = this.#cursor.row()?.node.id;
    // What is selected in it is no longer seen: then it is selected itself.
    if (!isOpen && selected !== undefined && pathTo(this.#nodes, selected)?.includes(id)) this.#cursor.choose(id);
    this.#layOut();
  }

  #select(id: string): void {
    const path = pathTo(this.#nodes, id);
    this.#awaited = path ? undefined : id;
    if (!path) return;
    for (const outer of path) this.#open.add(outer);
    this.#layOut();
    this.#act(() => this.#cursor.choose(id));
  }

  #layOut(): void {
    this.#rows = treeRows(this.#nodes, this.#open);
    this.#act(() => this.#cursor.setView(arrayView(this.#rows), 'rows'));
  }

  /** Does something to the cursor, then announces and paints what came of it. */
  #act(change: () => void): true {
    change();
    this.#selected.set(this.#cursor.row()?.node);
    this.#host.requestFrame();
    return true;
  }
}

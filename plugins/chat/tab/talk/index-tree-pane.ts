import { widgets, type Clock, type Disposable, type TreeHandle, type TreeNode } from 'devmgr/plugin-api';
import type { CodeIndex, CodeIndexState, IndexedFile } from 'devmgr/plugin-api/contracts/code-index';
import type { PageGround } from '../page.js';
import { indexEmpty, indexTitle } from './index-title.js';
import { filePathOf, indexTree } from './index-tree.js';
import { talkAreas } from './talk-layout.js';

export interface IndexTreeParts {
  readonly index: Pick<CodeIndex, 'state' | 'files'>;
  readonly clock: Pick<Clock, 'setTimeout'>;
  readonly focusId: string;
  /** Paths that are marked. */
  pinned(): readonly string[];
  /** They were read anew. */
  onFiles(files: readonly IndexedFile[]): void;
}

/** Files are asked for again this often at most. */
const againMs = 500;
/** Folders are open at first as long as the tree stays shorter than this. */
const openLines = 24;

/** The files of the index by their folders, and its state in the title. */
export class IndexTreePane implements Disposable {
  readonly handle: TreeHandle;
  readonly #ground: PageGround;
  readonly #parts: IndexTreeParts;
  #seen = '';
  #timer: Disposable | undefined;
  #running: AbortController | undefined;
  #hasOpened = false;
  #files: readonly IndexedFile[] = [];

  constructor(ground: PageGround, parts: IndexTreeParts) {
    this.#ground = ground;
    this.#parts = parts;
    this.handle = ground.tab.grid.set(...talkAreas.tree, widgets.tree, { title: 'Index', focusId: parts.focusId });
    ground.tab.own(parts.index.state.onDidChange(() => this.refresh()));
    ground.tab.own(ground.isShown.onDidChange(() => this.refresh()));
  }

  /** The path of the file that is selected. */
  selectedPath(): string | undefined {
    return filePathOf(this.handle.selected.get());
  }

  /** As they were last read. */
  get files(): readonly IndexedFile[] {
    return this.#files;
  }

  /** State or marks may have changed. */
  refresh(): void {
    if (!this.#ground.isShown.get()) return;
    const state = this.#parts.index.state.get();
    this.handle.setTitle(indexTitle(state));
    this.handle.setEmpty(indexEmpty(state));
    if (this.#version(state) === this.#seen || this.#timer) return;
    this.#timer = this.#parts.clock.setTimeout(() => void this.#read(), this.#seen === '' ? 0 : againMs);
  }

  dispose(): void {
    void this.#timer?.dispose();
    this.#running?.abort();
  }

  async #read(): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    const state = this.#parts.index.state.get();
    this.#seen = this.#version(state);
    const nodes = await this.#nodes(state, running.signal).catch(() => undefined);
    this.#timer = undefined;
    if (running.signal.aborted) return;
    if (nodes) this.#show(nodes);
    this.refresh();
  }

  async #nodes({ status }: CodeIndexState, signal: AbortSignal): Promise<readonly TreeNode[] | undefined> {
    this.#files = status === 'off' ? [] : await this.#parts.index.files({ signal });
    this.#parts.onFiles(this.#files);
    return indexTree(this.#files, new Set(this.#parts.pinned()), signal);
  }

  #show(nodes: readonly TreeNode[]): void {
    this.handle.setNodes(nodes);
    if (this.#hasOpened || nodes.length === 0) return;
    this.#hasOpened = true;
    let lines = nodes.length;
    for (const { id, children } of nodes) {
      lines += children?.length ?? 0;
      if (children && lines <= openLines) this.handle.setOpen(id, true);
    }
  }

  #version({ status, files, refreshedAt }: CodeIndexState): string {
    return [status === 'off', status === 'failed', files, refreshedAt, ...this.#parts.pinned()].join(' ');
  }
}

import {
  DevmgrError,
  widgets,
  type Disposable,
  type PluginContext,
  type Tab,
  type TreeHandle,
} from 'devmgr/plugin-api';
import { ProjectFiles, type ProjectFile } from 'devmgr/plugin-api/contracts/project-files';
import { areas } from './codegen-layout.js';
import { filePathOf, fileTree } from './file-tree.js';

export interface TreePaneParts {
  readonly context: Pick<PluginContext, 'services' | 'clock' | 'log'>;
  readonly focusId: string;
}

/** Folders are open at first as long as the tree stays shorter than this. */
const openLines = 24;
/** How often files are looked for again while the tab is seen: where nothing changed that is a matter of milliseconds. */
const againMs = 5_000;

/** The files of the project by their folders. */
export class TreePane implements Disposable {
  readonly handle: TreeHandle;
  readonly #parts: TreePaneParts;
  readonly #isVisible: Tab['isVisible'];
  readonly #abort = new AbortController();
  #files: readonly ProjectFile[] = [];
  #hasOpened = false;
  #isReading = false;

  constructor(tab: Tab, parts: TreePaneParts) {
    this.#parts = parts;
    this.#isVisible = tab.isVisible;
    this.handle = tab.grid.set(...areas.tree, widgets.tree, {
      title: 'Project',
      focusId: parts.focusId,
      empty: 'Looking for files',
    });
    tab.own(tab.isVisible.onDidChange(() => void this.refresh()));
    tab.own(parts.context.clock.setInterval(() => void this.refresh(), againMs));
    void this.refresh();
  }

  /** By path, as they were last read. */
  get files(): readonly ProjectFile[] {
    return this.#files;
  }

  selectedPath(): string | undefined {
    return filePathOf(this.handle.selected.get());
  }

  /** Looks for files that came or went. */
  async refresh(): Promise<void> {
    if (this.#isReading || !this.#isVisible.get()) return;
    this.#isReading = true;
    try {
      await this.#read();
    } catch (error) {
      if (!this.#abort.signal.aborted) this.#tell(error);
    } finally {
      this.#isReading = false;
    }
  }

  dispose(): void {
    this.#abort.abort();
  }

  async #read(): Promise<void> {
    const { signal } = this.#abort;
    const service = await this.#parts.context.services.require(ProjectFiles);
    const files = await service.list({ signal });
    if (signal.aborted || samePaths(files, this.#files)) return;
    const nodes = await fileTree(files, (path) => service.isSecret(path), signal);
    if (!nodes) return;
    this.#files = files;
    this.handle.setEmpty('No files yet: write the path of a new one at the right.');
    this.handle.setTitle(`Project ${files.length.toLocaleString('en-US')}`);
    this.handle.setNodes(nodes);
    this.#openFirst(nodes);
  }

  #openFirst(nodes: readonly { readonly id: string; readonly children?: readonly unknown[] }[]): void {
    if (this.#hasOpened || nodes.length === 0) return;
    this.#hasOpened = true;
    let lines = nodes.length;
    for (const { id, children } of nodes) {
      lines += children?.length ?? 0;
      if (children && lines <= openLines) this.handle.setOpen(id, true);
    }
  }

  #tell(error: unknown): void {
    this.#parts.context.log.debug('The files of the project are not known', { reason: String(error) });
    const hint = DevmgrError.isInstance(error) ? error.message : 'The files cannot be listed';
    this.handle.setEmpty(`${hint}. Write the path at the right.`);
  }
}

/** In the same order; also the same list again. */
function samePaths(a: readonly ProjectFile[], b: readonly ProjectFile[]): boolean {
  return a === b || (a.length === b.length && a.every(({ path }, at) => path === b[at]?.path));
}

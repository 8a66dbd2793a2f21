import { Emitter, widgets, type Event, type PluginContext, type Tab, type TreeHandle } from 'devmgr/plugin-api';
import { findDataFiles } from '../../finetuning/draft/find-data-files.js';
import type { JobsParts } from '../../jobs-parts.js';
import { fileTree, folderIds } from './file-tree.js';

export type FileField = 'trainingFile' | 'validationFile';

/** The files of the project that may hold examples, as a tree in which one is picked. */
export interface FilePicker {
  readonly handle: TreeHandle;
  readonly isOpen: boolean;
  open(field: FileField): void;
  /** Back to the form, without a choice. */
  close(): void;
  /** Asks for a path instead: also one outside the project, or the id of a file that the provider has. */
  type(): void;
  readonly onDidChange: Event<void>;
}

export interface FilePickerOptions {
  readonly picked: (field: FileField, path: string) => void;
  readonly left: () => void;
}

/** Folders are open at first as long as the tree stays shorter than this. */
const OPEN_LINES = 40;
const NAMES = { trainingFile: 'Training file', validationFile: 'Validation file' } as const;

export function createFilePicker(
  { context }: Pick<JobsParts, 'context'>,
  tab: Tab,
  { picked, left }: FilePickerOptions,
): FilePicker {
  const handle = tab.grid.set(3, 1, 1, 1, widgets.tree, {
    title: 'Files',
    focusId: `${context.manifest.id}.job-files`,
    empty: 'Looking for files…',
  });
  const read = fileReader(context.workspace.root, tab, handle);
  const changed = tab.own(new Emitter<void>());
  let field: FileField | undefined;
  const set = (next: FileField | undefined) => {
    field = next;
    changed.fire();
  };
  const take = (path: string) => {
    const wanted = field;
    set(undefined);
    if (wanted) picked(wanted, path);
  };
  const type = async () => {
    const path = field && (await askForPath(context, field));
    if (path !== undefined) take(path);
  };
  tab.own(handle.onDidActivate((node) => node.children === undefined && take(node.id)));
  return {
    handle,
    get isOpen() {
      return field !== undefined;
    },
    open(next) {
      handle.setTitle(`${NAMES[next]} · Enter takes it, t types a path`);
      set(next);
      read();
    },
    close() {
      if (!field) return;
      set(undefined);
      left();
    },
    type: () => void type(),
    onDidChange: changed.event,
  };
}

/** Shows the files as they are now, whenever it is called. */
function fileReader(root: string, tab: Tab, handle: TreeHandle): () => void {
  let look = new AbortController();
  tab.own({ dispose: () => look.abort() });
  const read = async () => {
    look.abort();
    look = new AbortController();
    const { signal } = look;
    const files = await findDataFiles(root, signal).catch(() => []);
    if (signal.aborted) return;
    const nodes = fileTree(files);
    handle.setEmpty('No file of the project may hold examples (.jsonl, .json, .csv, .txt, .parquet): t types a path');
    handle.setNodes(nodes);
    if (files.length <= OPEN_LINES) for (const id of folderIds(nodes)) handle.setOpen(id, true);
  };
  return () => void read();
}

/** `undefined`: nothing was typed. */
async function askForPath({ screen }: Pick<PluginContext, 'screen'>, field: FileField): Promise<string | undefined> {
  const title = `${NAMES[field]}: a path, or the id of a file that the provider has (file-…)`;
  const path = (await screen.prompt({ title, placeholder: 'data/train.jsonl' }))?.trim();
  return path === '' ? undefined : path;
}

import type { StyledText, TreeNode } from 'devmgr/plugin-api';
import type { IndexedFile } from 'devmgr/plugin-api/contracts/code-index';
import { countText } from '../number-text.js';

/** So many files are put into the tree without a pause: about a millisecond. */
const sliceFiles = 2_000;

/** A folder of the index; its id is its path with `/` at the end. Children are made when somebody looks at them. */
class FolderNode implements TreeNode {
  readonly id: string;
  readonly label: string;
  readonly #folders = new Map<string, FolderNode>();
  readonly #files: TreeNode[] = [];
  #count = 0;

  constructor(id: string) {
    this.id = id;
    this.label = id.split('/').at(-2) ?? id;
  }

  get detail(): StyledText {
    return [{ text: countText(this.#count, 'file'), style: 'muted' }];
  }

  get children(): readonly TreeNode[] {
    const folders = [...this.#folders.values()].sort((a, b) => (a.label < b.label ? -1 : 1));
    return [...folders, ...this.#files];
  }

  /** `at`: where the name after this folder begins in the path. */
  add(path: string, at: number, file: TreeNode): void {
    this.#count += 1;
    const end = path.indexOf('/', at);
    if (end < 0) return void this.#files.push(file);
    const name = path.slice(at, end);
    const folder = this.#folders.get(name) ?? new FolderNode(path.slice(0, end + 1));
    this.#folders.set(name, folder);
    folder.add(path, end + 1, file);
  }
}

/** Files as a tree of folders, folders first. `files` by path. Gives up, with `undefined`, when the signal is aborted. */
export async function indexTree(
  files: readonly IndexedFile[],
  pinned: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<readonly TreeNode[] | undefined> {
  const root = new FolderNode('/');
  for (let from = 0; from < files.length; from += sliceFiles) {
    for (const file of files.slice(from, from + sliceFiles)) root.add(file.path, 0, fileNode(file, pinned));
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) return undefined;
  }
  return root.children;
}

function fileNode({ path, chunks }: IndexedFile, pinned: ReadonlySet<string>): TreeNode {
  const isPinned = pinned.has(path);
  const name = path.slice(path.lastIndexOf('/') + 1);
  return {
    id: path,
    label: isPinned ? [{ text: name, style: 'accent' }] : name,
    detail: [{ text: isPinned ? 'pinned' : countText(chunks, 'piece'), style: isPinned ? 'accent' : 'muted' }],
  };
}

/** The path of a file in the tree; `undefined`: it is a folder. */
export function filePathOf(node: TreeNode | undefined): string | undefined {
  return node === undefined || node.id.endsWith('/') ? undefined : node.id;
}
